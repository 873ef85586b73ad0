import {
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import type { Operation } from './run';

/** Stands among the extensions of a subscription whose answers begin with the event itself, whoever asks. */
export const ANSWERS_WITH_EVENT = 'answersWithEvent';

/**
 * Whether the answer follows from the event and the document alone: the subscription answers with its event, and
 * below it stand properties of what is above them and nothing else. Then it is the same for all who get the event.
 */
export const isShareable = ({ schema, operation, fragments }: Operation): boolean => {
  const root = schema.getSubscriptionType();
  if (operation.operation !== 'subscription' || !root) return false;
  return operation.selectionSet.selections.every((selection) => {
    if (selection.kind !== Kind.FIELD) return false;
    const field = root.getFields()[selection.name.value];
    if (field?.extensions[ANSWERS_WITH_EVENT] !== true) return false;
    const below = { schema, fragments, seen: new Set<string>() };
    return (
      selection.selectionSet === undefined || isPlain(below, selection.selectionSet, getNamedType(field.type))
    );
  });
};

interface Below {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Fragments that were looked at, or are. */
  readonly seen: Set<string>;
}

const isPlain = (
  below: Below,
  { selections }: SelectionSetNode,
  type: GraphQLNamedType | undefined,
): boolean =>
  selections.every((selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return isProperty(below, selection.name.value, selection.selectionSet, type);
      case Kind.INLINE_FRAGMENT: {
        const condition = selection.typeCondition?.name.value;
        return isPlain(
          below,
          selection.selectionSet,
          condition === undefined ? type : below.schema.getType(condition),
        );
      }
      case Kind.FRAGMENT_SPREAD: {
        const name = selection.name.value;
        if (below.seen.has(name)) return true;
        below.seen.add(name);
        const fragment = below.fragments[name];
        if (fragment === undefined) return false;
        return isPlain(below, fragment.selectionSet, below.schema.getType(fragment.typeCondition.name.value));
      }
      default:
        return false;
    }
  });

const isProperty = (
  below: Below,
  name: string,
  selectionSet: SelectionSetNode | undefined,
  type: GraphQLNamedType | undefined,
): boolean => {
  if (name === TypeNameMetaFieldDef.name) return true;
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (field === undefined || field.resolve !== undefined || field.args.length > 0) return false;
  const named = getNamedType(field.type);
  if (isAbstractType(named)) return false;
  return selectionSet === undefined || isPlain(below, selectionSet, named);
};
