import type { ASTVisitor, FieldNode, ValidationContext } from 'graphql';
import { ALIASES_MAX } from './bounds';
import { limitError } from './limit-error';

/**
 * A document holds at most `ALIASES_MAX` aliases: the same field asked for again and again is work
 * multiplied.
 */
export const aliasLimit = (context: ValidationContext): ASTVisitor => {
  let aliases = 0;
  return {
    Field: (field: FieldNode) => {
      if (field.alias === undefined) return;
      aliases += 1;
      if (aliases === ALIASES_MAX + 1) context.reportError(limitError('aliases', ALIASES_MAX, field));
    },
  };
};
