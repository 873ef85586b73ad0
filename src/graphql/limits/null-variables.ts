import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isNonNullType,
  type OperationDefinitionNode,
  TypeInfo,
  ValidationContext,
} from 'graphql';

/**
 * A variable that may be null but stands where null may not, because a default is there: the document is
 * right, and only null sent in so many words makes it wrong. graphql-js would find that out while it runs.
 */
export const nullVariableErrors = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly GraphQLError[] => {
  const nulls = Object.keys(variables).filter((name) => variables[name] === null);
  if (nulls.length === 0) return [];
  const names = new Set(nulls);
  const context = new ValidationContext(schema, document, new TypeInfo(schema), () => undefined);
  const wrong = context
    .getRecursiveVariableUsages(operation)
    .filter(({ node, type }) => names.has(node.name.value) && isNonNullType(type))
    .map(({ node }) => node.name.value);
  return [...new Set(wrong)].map(
    (name) =>
      new GraphQLError(`Variable at ${name}: expected a value or nothing at all, got null.`, {
        extensions: { code: 'BAD_USER_INPUT', path: name },
      }),
  );
};
