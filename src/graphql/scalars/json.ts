import { GraphQLError, GraphQLScalarType } from 'graphql';

/**
 * What an event says: its shape depends on type and version and is published as JSON Schema. Never an input.
 */
export const Json = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value. What an event of a type and version holds is published in `events/schemas`.',
  parseValue: () => {
    throw new GraphQLError('expected nothing: JSON is never an input', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  },
});
