import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode, visit } from 'graphql';
import { WEIGHTS_REMEMBERED_MAX } from './bounds';
import { type Weight, weigh } from './cost';

type Variables = Readonly<Record<string, unknown>>;

/** What an operation weighs with the variables of a request: of those only page sizes count, which are few. */
export const weightsOf = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ((variables: Variables) => Weight) => {
  const names = pageSizeVariables(document);
  const known = new Map<string, Weight>();
  return (variables) => {
    // A size that was not given is another than null.
    const sizes = names.map((name) => (Object.hasOwn(variables, name) ? [variables[name]] : []));
    const key = names.length === 0 ? '' : JSON.stringify(sizes);
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const weight = weigh(schema, document, operation, variables);
    if (known.size >= WEIGHTS_REMEMBERED_MAX) known.clear();
    known.set(key, weight);
    return weight;
  };
};

/** The variables that stand as a page size anywhere in the document. */
const pageSizeVariables = (document: DocumentNode): readonly string[] => {
  const names = new Set<string>();
  visit(document, {
    Argument: ({ name, value }) => {
      if (name.value === 'first' && value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
};
