import { GraphQLError } from 'graphql';

/** Codes of errors that a client can do something about; they stand under `extensions.code`. */
export type ClientErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'READ_MODEL_BEHIND'
  | 'POSITION_OF_ANOTHER_STORE'
  | 'OUTCOME_UNKNOWN'
  | 'STORE_UNAVAILABLE'
  | 'USE_NOT_RECORDED';

/** An error whose message is meant for the client: what is wrong, and what to do. */
export const clientError = (
  code: ClientErrorCode,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError => new GraphQLError(message, { extensions: { code, ...extensions } });
