import { type ASTNode, GraphQLError } from 'graphql';

/** Says which limit a request goes beyond, and how far it may go. */
export const limitError = (limit: string, maximum: number, node?: ASTNode): GraphQLError =>
  new GraphQLError(
    `The request goes beyond the limit of ${limit}: at most ${maximum}. Ask for less at once.`,
    {
      ...(node === undefined ? {} : { nodes: node }),
      extensions: { code: 'LIMIT_EXCEEDED', limit, maximum },
    },
  );
