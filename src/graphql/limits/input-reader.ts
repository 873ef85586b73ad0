import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Stands for whatever is wrong: what it is, `variableErrors` says. */
export const WRONG = Symbol('wrong');

/** Reads what was given for an input; `WRONG` where graphql-js finds something wrong with it. */
export type ReadInput = (given: unknown) => unknown;

/** Reads inputs of a type as `coerceInputValue` of graphql-js does, with what follows from the type worked out once. */
export const inputReader = (type: GraphQLInputType): ReadInput => {
  const known = READERS.get(type);
  if (known !== undefined) return known;
  const made = newReader(type);
  READERS.set(type, made);
  return made;
};

const READERS = new WeakMap<GraphQLInputType, ReadInput>();

const newReader = (type: GraphQLInputType): ReadInput => {
  const isRequired = isNonNullType(type);
  const read = valueReader(isRequired ? type.ofType : type);
  return (given) => {
    if (given === null || given === undefined) return isRequired ? WRONG : null;
    return read(given);
  };
};

const valueReader = (type: GraphQLInputType): ReadInput => {
  if (isListType(type)) return listReader(inputReader(type.ofType));
  if (isInputObjectType(type)) return objectReader(type);
  return (given) => {
    try {
      const value: unknown = type.parseValue(given);
      return value === undefined ? WRONG : value;
    } catch {
      // Whatever the scalar complains about: it is asked again for what to say.
      return WRONG;
    }
  };
};

const listReader =
  (read: ReadInput): ReadInput =>
  (given) => {
    const items = (Array.isArray(given) ? given : [given]).map(read);
    return items.includes(WRONG) ? WRONG : items;
  };

interface Field {
  readonly name: string;
  readonly read: ReadInput;
  readonly isRequired: boolean;
  readonly fallback: unknown;
}

const objectReader = (type: GraphQLInputObjectType): ReadInput => {
  if (type.isOneOf) throw new Error(`expected an input of several fields, got ${type.name} with @oneOf`);
  // Not before it is needed: a type may have fields of itself.
  let known: ReadonlyMap<string, Field> | undefined;
  return (given) => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return WRONG;
    known ??= fieldsOf(type);
    return objectOf(known, given as Readonly<Record<string, unknown>>);
  };
};

const fieldsOf = (type: GraphQLInputObjectType): ReadonlyMap<string, Field> =>
  new Map(
    Object.values(type.getFields()).map(({ name, type: ofField, defaultValue: fallback }) => {
      const isRequired = isNonNullType(ofField);
      return [name, { name, read: inputReader(ofField), isRequired, fallback }];
    }),
  );

const objectOf = (fields: ReadonlyMap<string, Field>, given: Readonly<Record<string, unknown>>): unknown => {
  for (const name of Object.keys(given)) if (!fields.has(name)) return WRONG;
  const object: Record<string, unknown> = {};
  for (const { name, read, isRequired, fallback } of fields.values()) {
    const value = given[name];
    if (value !== undefined) {
      const member = read(value);
      if (member === WRONG) return WRONG;
      object[name] = member;
    } else if (fallback !== undefined) object[name] = fallback;
    else if (isRequired) return WRONG;
  }
  return object;
};
