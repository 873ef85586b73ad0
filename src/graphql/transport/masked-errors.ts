import { GraphQLError } from 'graphql';
import { StoreFault } from '../../store/store-fault';
import { Interrupted, interruptionError } from './interrupted';
import { faultFields, type Logger } from './logger';

/** What a client is told of an error it is not meant to understand. */
export const INTERNAL_ERROR = 'Internal error';
const INTERNAL_CODE = 'INTERNAL_SERVER_ERROR';
const STORE_AWAY =
  'The event store takes no writes now, or did not say whether it took this one. ' +
  'Repeat the same request: the same idempotencyKey records once.';

/** What an error becomes on its way to a client: the same for every transport. */
export const maskedError = (error: GraphQLError, correlationId: string): GraphQLError => {
  const cause = causeOf(error);
  if (cause instanceof GraphQLError && isMeantForClients(cause)) {
    return rewritten(error, error.message, safeExtensions(cause));
  }
  if (cause instanceof Interrupted)
    return rewritten(error, cause.message, interruptionError(cause).extensions);
  if (isStoreAway(cause)) return rewritten(error, STORE_AWAY, { code: 'STORE_UNAVAILABLE', correlationId });
  return rewritten(error, INTERNAL_ERROR, { code: INTERNAL_CODE, correlationId });
};

/** Writes down what really happened behind the errors that are masked. */
export const logFaults = (logger: Logger, errors: readonly GraphQLError[], correlationId: string): void => {
  for (const error of errors) {
    const cause = causeOf(error);
    const isExpected =
      cause instanceof Interrupted || (cause instanceof GraphQLError && isMeantForClients(cause));
    if (!isExpected) logger.error('An operation failed', { correlationId, ...faultFields(cause) });
  }
};

/** Any thrown thing as a GraphQL error, its cause kept for the log. */
export const asGraphQLError = (fault: unknown): GraphQLError => {
  if (fault instanceof GraphQLError) return fault;
  const originalError =
    fault instanceof Error ? fault : new Error(`Expected an error to be thrown, got ${typeof fault}`);
  return new GraphQLError(INTERNAL_ERROR, { originalError });
};

/** graphql-js wraps what a resolver throws, once for each place that adds a path. */
const causeOf = (error: GraphQLError): Error =>
  error.originalError instanceof GraphQLError ? causeOf(error.originalError) : (error.originalError ?? error);

/** Errors made for clients carry a code; graphql-js' own about stored values do not, and quote them. */
const isMeantForClients = ({ extensions }: GraphQLError): boolean =>
  typeof extensions.code === 'string' && extensions.code !== INTERNAL_CODE;

const isStoreAway = (cause: Error): boolean =>
  cause instanceof StoreFault && (cause.code === 'UNAVAILABLE' || cause.code === 'OUTCOME_UNKNOWN');

const rewritten = (
  { nodes, source, positions, path }: GraphQLError,
  message: string,
  extensions: Readonly<Record<string, unknown>>,
): GraphQLError =>
  new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions: { ...extensions },
  });

/**
 * Only plain values leave: libraries put requests, stacks and the offending input itself among the
 * extensions.
 */
const safeExtensions = ({ extensions }: GraphQLError): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(extensions).filter(([name, value]) => name === 'fieldErrors' || isPlain(value)),
  );

const isPlain = (value: unknown): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) && value.every((item) => typeof item === 'string'));
