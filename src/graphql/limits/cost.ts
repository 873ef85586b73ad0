import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { PAGE_SIZE_MAX } from './bounds';

interface Question {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** A fragment costs the same wherever it stands, so it is counted once. */
  readonly costOfFragment: Map<string, number>;
}

/**
 * How many fields the operation may answer: one for each field, multiplied by the page size (`first`) of
 * every list above it, with the request's own variables. Counted for each request, as documents are
 * remembered without them.
 */
export const costOf = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number => {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === 'FragmentDefinition' ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const question = {
    schema,
    fragments,
    variables: withDefaults(operation, variables),
    costOfFragment: new Map(),
  };
  return costOfSelections(
    question,
    operation.selectionSet,
    schema.getRootType(operation.operation) ?? undefined,
  );
};

const costOfSelections = (
  question: Question,
  { selections }: SelectionSetNode,
  type: GraphQLNamedType | undefined,
): number => selections.reduce((cost, selection) => cost + costOfSelection(question, selection, type), 0);

const costOfSelection = (
  question: Question,
  selection: SelectionSetNode['selections'][number],
  type: GraphQLNamedType | undefined,
): number => {
  switch (selection.kind) {
    case Kind.FIELD:
      return costOfField(question, selection, type);
    case Kind.INLINE_FRAGMENT: {
      const named = selection.typeCondition && question.schema.getType(selection.typeCondition.name.value);
      return costOfSelections(question, selection.selectionSet, named ?? type);
    }
    case Kind.FRAGMENT_SPREAD:
      return costOfSpread(question, selection.name.value);
  }
};

const costOfSpread = (question: Question, name: string): number => {
  const known = question.costOfFragment.get(name);
  if (known !== undefined) return known;
  const fragment = question.fragments.get(name);
  if (fragment === undefined) return 0;
  const type = question.schema.getType(fragment.typeCondition.name.value);
  const cost = costOfSelections(question, fragment.selectionSet, type);
  question.costOfFragment.set(name, cost);
  return cost;
};

const costOfField = (question: Question, node: FieldNode, parent: GraphQLNamedType | undefined): number => {
  if (node.selectionSet === undefined) return 1;
  const field =
    isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
  const type = field === undefined ? undefined : getNamedType(field.type);
  return 1 + pageSizeOf(question, node, field) * costOfSelections(question, node.selectionSet, type);
};

const pageSizeOf = (
  question: Question,
  node: FieldNode,
  field: GraphQLField<unknown, unknown> | undefined,
): number => {
  const declared = field?.args.find(({ name }) => name === 'first');
  if (declared === undefined) return 1;
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  return bounded(
    given === undefined ? declared.defaultValue : givenValue(question, given, declared.defaultValue),
  );
};

const givenValue = (
  { variables }: Question,
  given: NonNullable<FieldNode['arguments']>[number]['value'],
  fallback: unknown,
): unknown => {
  if (given.kind === 'IntValue') return Number(given.value);
  return given.kind === 'Variable' ? (variables[given.name.value] ?? fallback) : fallback;
};

const bounded = (pageSize: unknown): number =>
  typeof pageSize === 'number' ? Math.min(Math.max(1, pageSize), PAGE_SIZE_MAX) : PAGE_SIZE_MAX;

const withDefaults = (
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === 'IntValue' ? [[variable.name.value, Number(defaultValue.value)]] : [],
    ),
  ),
  ...variables,
});
