import { dirname, join } from 'node:path';
import { validate } from 'class-validator';
import fc from 'fast-check';
import { argumentsInstance, conversionTo } from '../../../src/graphql/resolving/instances';
import { isSurelyRight } from '../../../src/graphql/resolving/surely-right';
import { buildLiaisonSchema } from '../../../src/graphql/schema';

buildLiaisonSchema();

const TYPE_GRAPHQL = dirname(require.resolve('type-graphql'));
const { convertArgToInstance, convertArgsToInstance } = require(
  join(TYPE_GRAPHQL, 'resolvers', 'convert-args.js'),
);
const { getMetadataStorage } = require('type-graphql');
const { inputTypes, argumentTypes, enums } = getMetadataStorage();

interface InputClass {
  readonly target: new () => object;
  readonly fields: readonly { readonly name: string; readonly getType: () => unknown }[];
}

/** Some texts keep the rules of a field, some do not; a value of another kind gets as far as this only by a fault. */
const leaf = fc.oneof(
  fc.constantFrom(
    'SELLER',
    'ines@kontor.example',
    '+4989123456',
    '0192f0c1-7a4e-7cc3-9c5d-0a3f5b1e8d21',
    'DE',
    'crm',
  ),
  fc.constantFrom(
    '',
    ' ',
    'x'.repeat(600),
    'a\u0007',
    '\ud83d',
    'a\nb',
    '\u202e',
    -1,
    0,
    1,
    50,
    101,
    2 ** 40,
  ),
  fc.constantFrom(null, undefined, true, false),
  fc.array(fc.constantFrom('SELLER', 'a.example', '', 'ADMINISTER'), { maxLength: 30 }),
);

/** Every field of a class that type-graphql knows of, those of the classes that it extends too. */
const fieldsOf = (types: readonly InputClass[], target: unknown): InputClass['fields'] => {
  if (typeof target !== 'function') return [];
  const own = types.find((type) => type.target === target)?.fields ?? [];
  return [...own, ...fieldsOf(types, Object.getPrototypeOf(target))];
};

/** What GraphQL lets through: of an enumeration its values and nothing else. */
const anyValue = (type: unknown, depth: number): fc.Arbitrary<unknown> => {
  const input = (inputTypes as InputClass[]).find(({ target }) => target === type);
  if (input !== undefined && depth < 2) {
    const nested = given(inputTypes, input, depth + 1);
    return fc.oneof(nested, fc.array(fc.oneof(nested, fc.constant(null)), { maxLength: 3 }), leaf);
  }
  return isEnum(type) ? fc.constantFrom(...Object.values(type as object)) : leaf;
};

const isEnum = (type: unknown): boolean =>
  enums.some(({ enumObj }: { readonly enumObj: unknown }) => enumObj === type);

type Given = Readonly<Record<string, unknown>>;

const given = (types: readonly InputClass[], { target }: InputClass, depth = 0): fc.Arbitrary<Given> => {
  const fields = fieldsOf(types, target);
  return fc.record(
    Object.fromEntries(fields.map(({ name, getType }) => [name, anyValue(getType(), depth)])),
    {
      requiredKeys: fields.filter(({ getType }) => isEnum(getType())).map(({ name }) => name),
    },
  );
};

const OPTIONS = { forbidUnknownValues: true, skipMissingProperties: true };
const stats = { right: 0, wrong: 0 };

/** As class-validator says, whatever the values: a value that it refuses must never pass, and one that it takes should. */
const sameVerdict = async (instance: unknown): Promise<void> => {
  if (typeof instance !== 'object' || instance === null) return;
  const isRight = (await validate(instance, OPTIONS)).length === 0;
  expect(isSurelyRight(instance)).toBe(isRight);
  stats[isRight ? 'right' : 'wrong'] += 1;
};

describe('an argument that is given to a resolver directly', () => {
  test.each((inputTypes as InputClass[]).map((type) => [type.target.name, type] as const))(
    'is the instance of %s that type-graphql makes, and surely right where class-validator says so',
    (_name, type) =>
      fc.assert(
        fc.asyncProperty(given(inputTypes, type), async (value) => {
          const metadata = { name: 'input', getType: () => type.target };
          const expected = convertArgToInstance(metadata, { input: value });
          const made = conversionTo(type.target)?.(value);
          expect(made).toStrictEqual(expected);
          await sameVerdict(made);
        }),
        { numRuns: 60 },
      ),
  );

  test.each((argumentTypes as InputClass[]).map((type) => [type.target.name, type] as const))(
    'is among the %s that type-graphql makes, and surely right where class-validator says so',
    (_name, type) =>
      fc.assert(
        fc.asyncProperty(given(argumentTypes, type), async (args) => {
          const expected = convertArgsToInstance({ getType: () => type.target }, args);
          const made = argumentsInstance(type.target)?.(args);
          expect(made).toStrictEqual(expected);
          await sameVerdict(made);
        }),
        { numRuns: 60 },
      ),
  );

  test('was right often enough, and wrong often enough', () => {
    expect(stats.right).toBeGreaterThan(50);
    expect(stats.wrong).toBeGreaterThan(50);
  });

  test('is never right where nothing says what is right', () => {
    class Unknown {}
    expect(isSurelyRight(new Unknown())).toBe(false);
  });
});
