import {
  buildSchema,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  printSchema,
} from 'graphql';
import { KeptTexts, TEXTS } from '../../../src/graphql/execution/kept-texts';
import { FOLLOWS_FROM_SOURCE } from '../../../src/graphql/execution/selection';
import { Random, seedOf } from './random';

/**
 * The schema with resolvers that answer whatever a resolver can: values, nulls, promises, errors thrown, returned and
 * rejected, and values of the wrong kind. What each answers follows from its place and the arguments, so that two
 * executions see the same.
 */
export const withRandomAnswers = (real: GraphQLSchema): GraphQLSchema => {
  const schema = buildSchema(printSchema(real));
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      // What it answers follows from the id of its source.
      field.extensions = { [FOLLOWS_FROM_SOURCE]: true };
      // The others are properties, or methods, of their source.
      if (seedOf(`${type.name}.${field.name}`) % 2 === 0) continue;
      field.resolve = (source, args) =>
        answerOf(schema, field.type, `${idOf(source)}.${field.name}${JSON.stringify(args)}`);
    }
  }
  return schema;
};

/** The root that a seed decides. What it leads to is the same the next time, with the texts that were kept of it. */
export const rootOf = (schema: GraphQLSchema, type: string, seed: number, mayWait = true): object =>
  thing(schema, type, `${mayWait ? '' : AT_ONCE}root ${seed}`);

/** Counts how often a kept text was used. */
export class CountedTexts extends KeptTexts {
  static used = 0;

  override find(asked: number): string | undefined {
    const text = super.find(asked);
    if (text !== undefined) CountedTexts.used += 1;
    return text;
  }
}

const texts = new Map<string, KeptTexts>();

/** Forgets all texts that were kept. */
export const forgetTexts = (): void => texts.clear();

const textsOf = (typeName: string, id: string): KeptTexts => {
  const known = texts.get(`${typeName} ${id}`) ?? new CountedTexts();
  texts.set(`${typeName} ${id}`, known);
  return known;
};

const ID = Symbol('id');

/** Stands before the id of what must not wait for anything. */
const AT_ONCE = '!';

/** What is no thing at all answers at once: it may stand in a list none of whose items are waited for. */
const idOf = (source: unknown): string => (source as { readonly [ID]?: string })[ID] ?? `${AT_ONCE}no thing`;

const thing = (schema: GraphQLSchema, typeName: string, id: string): object => {
  const type = schema.getType(typeName);
  const fields = isObjectType(type) ? type.getFields() : {};
  return new Proxy(
    {},
    {
      get: (_target, name) => {
        if (name === ID) return id;
        if (name === TEXTS) return textsOf(typeName, id);
        if (name === '__typename') return typeName;
        const field = typeof name === 'string' && Object.hasOwn(fields, name) ? fields[name] : undefined;
        if (field === undefined) return undefined;
        const at = `${id}.${String(name)}`;
        return new Random(seedOf(`method ${at}`)).chance(0.3)
          ? (args: unknown) => answerOf(schema, field.type, `${at}${JSON.stringify(args)}`)
          : answerOf(schema, field.type, at);
      },
    },
  );
};

const answerOf = (schema: GraphQLSchema, type: GraphQLOutputType, id: string): unknown => {
  const random = new Random(seedOf(id));
  const mayWait = !id.startsWith(AT_ONCE);
  const rarely = isNonNullType(type) ? 0.4 : 1;
  if (random.chance(0.02 * rarely)) throw new Error(`thrown at ${seedOf(id)}`);
  if (random.chance(0.02 * rarely)) return new Error(`returned at ${seedOf(id)}`);
  if (random.chance(0.02 * rarely) && mayWait) return rejected(new Error(`rejected at ${seedOf(id)}`));
  if (random.chance(0.06 * rarely)) return random.pick([null, undefined]);
  if (random.chance(0.01)) return random.pick<unknown>(['not this', 7, Number.NaN, {}, true]);
  const value = plainValue(schema, isNonNullType(type) ? type.ofType : type, id, random);
  if (random.chance(0.1) && mayWait) return new Promise((resolve) => setImmediate(() => resolve(value)));
  return random.chance(0.1) && mayWait ? Promise.resolve(value) : value;
};

const rejected = (fault: Error): Promise<never> => heard(Promise.reject(fault));

/** Nobody hears of its fault where what it stands in is null already. */
const heard = <Value>(promise: Promise<Value>): Promise<Value> => {
  promise.catch(() => undefined);
  return promise;
};

const plainValue = (schema: GraphQLSchema, type: GraphQLOutputType, id: string, random: Random): unknown => {
  if (isListType(type)) return listOf(schema, type.ofType, id, random);
  if (isEnumType(type)) return random.pick(type.getValues()).value;
  if (isAbstractType(type)) {
    const possible = schema.getPossibleTypes(type).map(({ name }) => name);
    return thing(
      schema,
      random.chance(0.1) ? random.pick(['Nothing', 'Int', 'Query']) : random.pick(possible),
      id,
    );
  }
  if (isObjectType(type)) return thing(schema, type.name, id);
  if (isNonNullType(type)) throw new Error(`expected a type that may be null, got ${type}`);
  if (type.name === 'Boolean') return random.chance(0.5);
  if (type.name === 'Int') return random.below(1_000);
  return `${type.name} ${random.below(1_000)} "quoted" \u2028 \\`;
};

/**
 * Arrays and other iterables, all of whose items are waited for or none: graphql-js leaves rejections unheard where
 * a list breaks at once while some of its items are waited for.
 */
const listOf = (
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  id: string,
  random: Random,
): Iterable<unknown> => {
  const isWaitedFor = random.chance(0.4) && !id.startsWith(AT_ONCE);
  const items = Array.from({ length: random.below(4) }, (_, index) => {
    const item = () => answerOf(schema, type, `${isWaitedFor ? '' : AT_ONCE}${id}[${index}]`);
    if (isWaitedFor) return heard((async () => item())());
    try {
      return item();
    } catch (fault) {
      return fault;
    }
  });
  return random.chance(0.2) ? new Set(items) : items;
};
