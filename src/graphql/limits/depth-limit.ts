import {
  type ASTVisitor,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { limitError } from './limit-error';
import type { Limits } from './limits';

/**
 * Fields nest at most so deep, through fragments too. Each fragment is measured once. Introspection has a
 * bound of its own in graphql-js.
 */
export const depthLimit =
  ({ depthMax }: Limits) =>
  (context: ValidationContext): ASTVisitor => {
    const depthOfFragment = new Map<string, number>();

    const depthOf = (selections: SelectionSetNode): number =>
      Math.max(0, ...selections.selections.map(depthOfSelection));

    const depthOfSelection = (selection: SelectionSetNode['selections'][number]): number => {
      switch (selection.kind) {
        case Kind.FIELD:
          if (selection.name.value.startsWith('__')) return 1;
          return 1 + (selection.selectionSet === undefined ? 0 : depthOf(selection.selectionSet));
        case Kind.INLINE_FRAGMENT:
          return depthOf(selection.selectionSet);
        case Kind.FRAGMENT_SPREAD:
          return depthOfSpread(selection.name.value);
      }
    };

    const depthOfSpread = (name: string): number => {
      const known = depthOfFragment.get(name);
      if (known !== undefined) return known;
      // A fragment within itself counts nothing here: the rule against fragment cycles refuses it.
      depthOfFragment.set(name, 0);
      const fragment = context.getFragment(name);
      const depth = fragment ? depthOf(fragment.selectionSet) : 0;
      depthOfFragment.set(name, depth);
      return depth;
    };

    return {
      OperationDefinition: (operation: OperationDefinitionNode) => {
        if (depthOf(operation.selectionSet) > depthMax)
          context.reportError(limitError('depth', depthMax, operation));
      },
    };
  };
