import { type GraphQLAbstractType, GraphQLError, type GraphQLObjectType, isObjectType } from 'graphql';
import { inspect } from 'graphql/jsutils/inspect';
import type { FieldPlan, Run } from './run';

/** The object type that a value of an abstract type is, as `given` names it; the messages are those of graphql-js. */
export const runtimeType = (
  { schema }: Run,
  abstract: GraphQLAbstractType,
  { parentType, name, nodes }: FieldPlan,
  value: unknown,
  given: unknown,
): GraphQLObjectType => {
  const must =
    `Abstract type "${abstract.name}" must resolve to an Object type at runtime ` +
    `for field "${parentType.name}.${name}"`;
  if (given === null || given === undefined) {
    const or = `Either the "${abstract.name}" type should provide a "resolveType" function`;
    throw new GraphQLError(`${must}. ${or} or each possible type should provide an "isTypeOf" function.`, {
      nodes,
    });
  }
  if (isObjectType(given)) throw new GraphQLError(NO_TYPES);
  if (typeof given !== 'string')
    throw new GraphQLError(`${must} with value ${inspect(value)}, received "${inspect(given)}".`);
  const type = schema.getType(given);
  const was = `Abstract type "${abstract.name}" was resolved to a`;
  if (type === undefined)
    throw new GraphQLError(`${was} type "${given}" that does not exist inside the schema.`, { nodes });
  if (!isObjectType(type)) throw new GraphQLError(`${was} non-object type "${given}".`, { nodes });
  if (schema.isSubType(abstract, type)) return type;
  throw new GraphQLError(
    `Runtime Object type "${type.name}" is not a possible type for "${abstract.name}".`,
    {
      nodes,
    },
  );
};

const NO_TYPES =
  'Support for returning GraphQLObjectType from resolveType was removed in graphql-js@16.0.0 ' +
  'please return type name instead.';
