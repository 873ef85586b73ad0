import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** What a scalar that travels as text is made of. */
export interface TextScalar {
  readonly name: string;
  readonly description: string;
  /** What was expected, to end the sentence "expected …". */
  readonly expected: string;
  /** The value in its one spelling; `undefined` where the text is not one. */
  readonly read: (text: string) => string | undefined;
}

/**
 * A scalar that travels as text of one strict form. Its errors say what was expected and never repeat the
 * value.
 */
export const textScalar = ({
  name,
  description,
  expected,
  read,
}: TextScalar): GraphQLScalarType<string, string> => {
  const parse = (value: unknown): string => {
    const found = typeof value === 'string' ? read(value) : undefined;
    if (found !== undefined) return found;
    throw new GraphQLError(`expected ${expected}`, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
};
