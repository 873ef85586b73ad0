import type { ASTVisitor, FieldNode, SelectionSetNode, ValidationContext } from 'graphql';
import { limitError } from './limit-error';
import type { Limits } from './limits';

/**
 * One selection names the same answer at most so many times: repeats are answered once, but every pair of
 * them is compared.
 */
export const repeatLimit =
  ({ repeatsMax }: Limits) =>
  (context: ValidationContext): ASTVisitor => ({
    SelectionSet: ({ selections }: SelectionSetNode) => {
      const times = new Map<string, number>();
      for (const selection of selections) {
        const name = selection.kind === 'Field' ? answerOf(selection) : `...${nameOf(selection)}`;
        const count = (times.get(name) ?? 0) + 1;
        times.set(name, count);
        if (count === repeatsMax + 1)
          return context.reportError(limitError('repeats of a field', repeatsMax, selection));
      }
    },
  });

const answerOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;

const nameOf = (selection: Exclude<SelectionSetNode['selections'][number], FieldNode>): string =>
  selection.kind === 'FragmentSpread'
    ? selection.name.value
    : ` on ${selection.typeCondition?.name.value ?? 'the same type'}`;
