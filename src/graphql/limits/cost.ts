import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { MUTATION_COST, PAGE_SIZE_MAX, UNPAGED_ITEMS } from './bounds';
import { type PageSizes, pageSizesOf } from './page-sizes';

interface Question {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly pageSizeOf: PageSizes;
  /** A fragment costs the same wherever it stands in pages or out of them, so it is counted once for each. */
  readonly costOfFragment: Map<string, number>;
}

/** What an operation asks for. */
export interface Weight {
  readonly cost: number;
  /** The largest page size it names; 0 where it names none. */
  readonly largestPage: number;
}

type Known = GraphQLField<unknown, unknown> | undefined;

/**
 * How many fields the operation may answer: one for each field, multiplied by the page size (`first`) of
 * every list above it, with the request's own variables; a list without pages counts for a few items, and a
 * mutation for what writing costs. Counted for each request, as documents are remembered without variables.
 */
export const weigh = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Weight => {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === 'FragmentDefinition' ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const { pageSizeOf, largest } = pageSizesOf(operation, variables);
  const question = { schema, fragments, pageSizeOf, costOfFragment: new Map() };
  const root = schema.getRootType(operation.operation) ?? undefined;
  const fields = costOfSelections(question, operation.selectionSet, root, false);
  const cost = operation.operation === 'mutation' ? fields + MUTATION_COST : fields;
  return { cost, largestPage: largest() };
};

const costOfSelections = (
  question: Question,
  { selections }: SelectionSetNode,
  type: GraphQLNamedType | undefined,
  inPage: boolean,
): number =>
  selections.reduce((cost, selection) => cost + costOfSelection(question, selection, type, inPage), 0);

const costOfSelection = (
  question: Question,
  selection: SelectionSetNode['selections'][number],
  type: GraphQLNamedType | undefined,
  inPage: boolean,
): number => {
  switch (selection.kind) {
    case Kind.FIELD:
      return costOfField(question, selection, type, inPage);
    case Kind.INLINE_FRAGMENT: {
      const named = selection.typeCondition && question.schema.getType(selection.typeCondition.name.value);
      return costOfSelections(question, selection.selectionSet, named ?? type, inPage);
    }
    case Kind.FRAGMENT_SPREAD:
      return costOfSpread(question, selection.name.value, inPage);
  }
};

const costOfSpread = (question: Question, name: string, inPage: boolean): number => {
  const key = `${inPage} ${name}`;
  const known = question.costOfFragment.get(key);
  if (known !== undefined) return known;
  const fragment = question.fragments.get(name);
  if (fragment === undefined) return 0;
  const type = question.schema.getType(fragment.typeCondition.name.value);
  const cost = costOfSelections(question, fragment.selectionSet, type, inPage);
  question.costOfFragment.set(key, cost);
  return cost;
};

/** `inPage`: the field stands right below one that has a page size, which has counted its items already. */
const costOfField = (
  question: Question,
  node: FieldNode,
  parent: GraphQLNamedType | undefined,
  inPage: boolean,
): number => {
  if (node.selectionSet === undefined) return 1;
  const field: Known =
    isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
  const pageSize = question.pageSizeOf(node, field);
  const items = pageSize === undefined ? itemsOf(field?.type, inPage) : bounded(pageSize);
  const type = field === undefined ? undefined : getNamedType(field.type);
  return 1 + items * costOfSelections(question, node.selectionSet, type, pageSize !== undefined);
};

const itemsOf = (type: GraphQLOutputType | undefined, inPage: boolean): number =>
  !inPage && isListType(getNullableType(type)) ? UNPAGED_ITEMS : 1;

const bounded = (pageSize: number): number => Math.min(Math.max(1, pageSize), PAGE_SIZE_MAX);
