import type { ASTVisitor, FieldNode, ValidationContext } from 'graphql';
import { limitError } from './limit-error';
import type { Limits } from './limits';

/** A document holds at most so many aliases: the same field asked for again and again is work multiplied. */
export const aliasLimit =
  ({ aliasesMax }: Limits) =>
  (context: ValidationContext): ASTVisitor => {
    let aliases = 0;
    return {
      Field: (field: FieldNode) => {
        if (field.alias === undefined) return;
        aliases += 1;
        if (aliases === aliasesMax + 1) context.reportError(limitError('aliases', aliasesMax, field));
      },
    };
  };
