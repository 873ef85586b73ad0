import { GraphQLScalarType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type Given = Readonly<Record<string, unknown>>;
type InputClass = new () => Record<string, unknown>;
type Metadata = ReturnType<typeof getMetadataStorage>['inputTypes'][number];

/** Makes of what graphql-js has coerced what a resolver is given: inputs become instances of their classes. */
export type Conversion = (value: unknown) => unknown;

interface Member {
  readonly name: string;
  readonly convert: Conversion;
}

/** By class; an input that contains itself finds itself here. */
const conversions = new Map<unknown, Conversion>();

/** The conversion to a class of inputs, a scalar or an enumeration; undefined where it is none of these. */
export const conversionTo = (target: unknown): Conversion | undefined => {
  const known = conversions.get(target);
  if (known !== undefined) return known;
  const metadata = inputMetadata(target);
  if (metadata === undefined) return isSimple(target) ? same : undefined;
  let make: Conversion = same;
  const convert: Conversion = (value) => {
    if (value === null || value === undefined) return value;
    return Array.isArray(value) ? value.map(convert) : make(value);
  };
  // Known before its members are: one of them may be of its own class.
  conversions.set(target, convert);
  make = instanceMaker(target as InputClass, membersOf(metadata, inputMetadata));
  return convert;
};

/** The conversion of all arguments of a field to their class. */
export const argumentsInstance = (target: unknown): ((args: Given) => unknown) | undefined => {
  const metadata = argumentsMetadata(target);
  if (metadata === undefined) return undefined;
  return instanceMaker(target as InputClass, membersOf(metadata, argumentsMetadata));
};

const same: Conversion = (value) => value;

const isSimple = (target: unknown): boolean =>
  target instanceof GraphQLScalarType ||
  [String, Number, Boolean].includes(target as StringConstructor) ||
  (typeof target === 'object' &&
    target !== null &&
    getMetadataStorage().enums.some((known) => known.enumObj === target));

const inputMetadata = (target: unknown): Metadata | undefined =>
  getMetadataStorage().inputTypes.find((type) => type.target === target);

const argumentsMetadata = (target: unknown): Metadata | undefined =>
  getMetadataStorage().argumentTypes.find((type) => type.target === target);

/** The fields of the class and of those that it extends, each once. */
const membersOf = (
  metadata: Metadata,
  metadataOf: (target: unknown) => Metadata | undefined,
): readonly Member[] => {
  const fields = new Map<string, unknown>();
  for (
    let target: unknown = metadata.target;
    typeof target === 'function';
    target = Object.getPrototypeOf(target)
  ) {
    for (const field of metadataOf(target)?.fields ?? []) {
      if (!fields.has(field.name)) fields.set(field.name, field.getType());
    }
  }
  return [...fields].map(([name, type]) => {
    const convert = conversionTo(type);
    if (convert === undefined) throw new Error(`expected an input type for ${name}, got another`);
    return { name, convert };
  });
};

const instanceMaker =
  (target: InputClass, members: readonly Member[]) =>
  (given: unknown): unknown => {
    const instance = new target();
    for (const { name, convert } of members) {
      const value = (given as Given)[name];
      if (value !== undefined) instance[name] = convert(value);
    }
    return instance;
  };
