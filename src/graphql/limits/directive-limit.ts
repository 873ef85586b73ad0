import type { ASTVisitor, DirectiveNode, ValidationContext } from 'graphql';
import { limitError } from './limit-error';
import type { Limits } from './limits';

/** A document holds at most so many directives: each is looked at again and again while it is checked. */
export const directiveLimit =
  ({ directivesMax }: Limits) =>
  (context: ValidationContext): ASTVisitor => {
    let directives = 0;
    return {
      Directive: (directive: DirectiveNode) => {
        directives += 1;
        if (directives === directivesMax + 1)
          context.reportError(limitError('directives', directivesMax, directive));
      },
    };
  };
