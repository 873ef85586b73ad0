import type { FieldNode, GraphQLField, OperationDefinitionNode, ValueNode } from 'graphql';
import { PAGE_SIZE_MAX } from './bounds';

type Variables = Readonly<Record<string, unknown>>;

/** The page size a field asks for; undefined where it has no pages. */
export type PageSizes = (
  node: FieldNode,
  field: GraphQLField<unknown, unknown> | undefined,
) => number | undefined;

/** Reads page sizes with the variables of one request: a number, a variable, its default, the schema's. */
export const pageSizesOf = (
  operation: OperationDefinitionNode,
  given: Variables,
): { readonly pageSizeOf: PageSizes; readonly largest: () => number } => {
  const variables = withDefaults(operation, given);
  let largest = 0;
  const pageSizeOf: PageSizes = (node, field) => {
    const declared = field?.args.find(({ name }) => name === 'first');
    if (declared === undefined) return undefined;
    const asked = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const size =
      asked === undefined ? declared.defaultValue : askedOf(asked, variables, declared.defaultValue);
    // What is no number will be refused as a value, or stands for the whole list: it counts for the most.
    const counted = typeof size === 'number' ? size : PAGE_SIZE_MAX;
    if (asked !== undefined) largest = Math.max(largest, counted);
    return counted;
  };
  return { pageSizeOf, largest: () => largest };
};

const askedOf = (asked: ValueNode, variables: Variables, fallback: unknown): unknown => {
  if (asked.kind === 'IntValue') return Number(asked.value);
  return asked.kind === 'Variable' ? (variables[asked.name.value] ?? fallback) : fallback;
};

const withDefaults = ({ variableDefinitions }: OperationDefinitionNode, given: Variables): Variables => ({
  ...Object.fromEntries(
    (variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === 'IntValue' ? [[variable.name.value, Number(defaultValue.value)]] : [],
    ),
  ),
  ...given,
});
