import type { ASTVisitor, OperationDefinitionNode, SelectionSetNode, ValidationContext } from 'graphql';
import { MUTATIONS_MAX } from './bounds';
import { limitError } from './limit-error';

/** A request sends one command: a second one would need an answer of its own where the first is refused. */
export const mutationLimit = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition: (operation: OperationDefinitionNode) => {
    if (operation.operation !== 'mutation') return;
    if (fieldsOf(context, operation.selectionSet, new Set()) <= MUTATIONS_MAX) return;
    context.reportError(limitError('mutations in one request', MUTATIONS_MAX, operation));
  },
});

const fieldsOf = (context: ValidationContext, { selections }: SelectionSetNode, seen: Set<string>): number =>
  selections.reduce((fields, selection) => {
    if (selection.kind === 'Field') return fields + (selection.name.value === '__typename' ? 0 : 1);
    if (selection.kind === 'InlineFragment') return fields + fieldsOf(context, selection.selectionSet, seen);
    const fragment = context.getFragment(selection.name.value);
    if (!fragment || seen.has(fragment.name.value)) return fields;
    seen.add(fragment.name.value);
    return fields + fieldsOf(context, fragment.selectionSet, seen);
  }, 0);
