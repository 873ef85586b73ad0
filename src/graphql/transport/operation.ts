import type { DocumentNode, ExecutionArgs, OperationDefinitionNode } from 'graphql';
import type { Identity } from '../../auth/identity';
import { createGate, type Gate, type OperationRequest } from '../limits/gate';
import { DEADLINE_MS } from './bounds';
import type { LogFields } from './logger';
import type { HttpServerOptions } from './options';
import { createWork, type Work } from './work';

export type Transport = 'http' | 'sse' | 'websocket';

/** What the three transports of one server share. */
export interface Runtime<Context extends object> {
  readonly options: HttpServerOptions<Context>;
  readonly gate: Gate;
  readonly work: Work;
  readonly deadlineMs: number;
}

/** An admitted operation on its way: what is run, for whom, and how to break it off. */
export interface Operation<Context extends object> extends ExecutionArgs {
  readonly contextValue: Context;
  readonly node: OperationDefinitionNode;
  readonly transport: Transport;
  readonly identity: Identity | undefined;
  readonly correlationId: string;
  readonly controller: AbortController;
  readonly startedAtMs: number;
}

/** The most characters of an operation's name in a log line. */
const NAME_CHARACTERS_MAX = 64;

/** What the transports share, made once a server. */
export const createRuntime = <Context extends object>(
  options: HttpServerOptions<Context>,
): Runtime<Context> => ({
  options,
  gate: createGate(options.schema, options),
  work: createWork(),
  deadlineMs: options.deadlineMs ?? DEADLINE_MS,
});

/** Who asks, over what, and how to break it off. */
export interface Caller {
  readonly transport: Transport;
  readonly identity: Identity | undefined;
  readonly correlationId: string;
  readonly controller: AbortController;
}

/** Readies an admitted operation: the same on every transport. */
export const operationFor = <Context extends object>(
  { options }: Runtime<Context>,
  caller: Caller,
  request: OperationRequest,
  admitted: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode },
): Operation<Context> => ({
  ...caller,
  schema: options.schema,
  document: admitted.document,
  node: admitted.operation,
  ...(request.operationName === undefined ? {} : { operationName: request.operationName }),
  ...(request.variables === undefined ? {} : { variableValues: request.variables }),
  contextValue: options.contextOf(caller.identity?.actor, {
    correlationId: caller.correlationId,
    signal: caller.controller.signal,
  }),
  startedAtMs: performance.now(),
});

/**
 * One line for each operation: who ran what, for how long, and how it ended; nothing of what was asked or
 * answered.
 */
export const logOperation = <Context extends object>(
  { options }: Runtime<Context>,
  operation: Operation<Context>,
  outcome: string,
): void => options.logger.info('Operation', fieldsOf(operation, outcome));

const fieldsOf = (operation: Operation<object>, outcome: string): LogFields => {
  const { node, transport, identity, correlationId, startedAtMs } = operation;
  return {
    correlationId,
    transport,
    operationType: node.operation,
    ...(node.name === undefined ? {} : { operationName: node.name.value.slice(0, NAME_CHARACTERS_MAX) }),
    ...(identity === undefined ? {} : { actorKind: identity.actor.kind, actorId: identity.actor.id }),
    durationMs: Math.round(performance.now() - startedAtMs),
    outcome,
  };
};

/** How an answer counts in the log: the code of its first error, or OK. */
export const outcomeOf = (errors: readonly { readonly extensions?: unknown }[] | undefined): string => {
  const [first] = errors ?? [];
  if (first === undefined) return 'OK';
  const code = (first.extensions as { readonly code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : 'ERROR';
};
