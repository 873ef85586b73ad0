import type { OperationDefinitionNode } from 'graphql';
import type { Identity } from '../../auth/identity';
import type { CompiledArgs } from '../execution/compiled-operation';
import { type Admitted, createGate, type Gate, type OperationRequest } from '../limits/gate';
import { type Limits, STANDARD_LIMITS } from '../limits/limits';
import { createPlaces, type Places } from '../limits/places';
import { createRateLimit, type RateLimit } from '../limits/rate-limit';
import { SOCKETS_WAITING_PER_ADDRESS_MAX } from './bounds';
import type { Breakable } from './breaker';
import { Deadlines } from './deadlines';
import { Departures } from './departures';
import { LiveConnections } from './live-connections';
import type { LogFields } from './logger';
import type { HttpServerOptions, RequestOrigin } from './options';
import { Progress } from './progress';
import { RememberedAnswers } from './remembered-answers';
import { SharedResults } from './shared-results';
import type { PageSink } from './shared-subscription';
import { createWork, type Work } from './work';

export type Transport = 'http' | 'sse' | 'websocket';

/** What the three transports of one server share. */
export interface Runtime<Context extends object> {
  readonly options: HttpServerOptions<Context>;
  readonly gate: Gate;
  readonly work: Work;
  readonly live: LiveConnections;
  readonly limits: Limits;
  readonly rate: RateLimit;
  readonly places: Holdings;
  readonly shared: SharedResults;
  readonly answers: RememberedAnswers;
  readonly deadlines: Deadlines;
  readonly departures: Departures;
}

/** What one payer may hold only a few of at once. */
export interface Holdings {
  readonly sockets: Places;
  readonly streams: Places;
  /** By address: WebSockets that have not yet said whose they are. */
  readonly waitingSockets: Places;
}

/** An admitted operation on its way: what is run, for whom, and how to break it off. */
export interface Operation<Context extends object> extends CompiledArgs {
  readonly contextValue: Context;
  readonly node: OperationDefinitionNode;
  readonly transport: Transport;
  readonly identity: Identity | undefined;
  readonly correlationId: string;
  readonly controller: Breakable;
  /** Whether the caller is still who it was; for operations on a connection that was identified earlier. */
  readonly isCurrent?: () => Promise<boolean>;
  /** Where what is the same for many subscribers is sent; where absent, everything goes one by one. */
  readonly sink?: PageSink;
  readonly startedAtMs: number;
  /** How far its reader has come, where it is a subscription. */
  readonly progress: Progress;
}

/** Those who come without a token: they are shown what nobody in particular is. */
const STRANGERS = 'STRANGERS';

/** The most characters of an operation's name in a log line. */
const NAME_CHARACTERS_MAX = 64;

/** What the transports share, made once a server. */
export const createRuntime = <Context extends object>(
  options: HttpServerOptions<Context>,
  limits: Limits = { ...STANDARD_LIMITS, ...options.limits },
): Runtime<Context> => ({
  options,
  limits,
  gate: createGate(options.schema, { ...options, limits }),
  rate: createRateLimit(limits),
  places: {
    sockets: createPlaces(limits.socketsPerActorMax),
    streams: createPlaces(limits.streamsPerActorMax),
    waitingSockets: createPlaces(SOCKETS_WAITING_PER_ADDRESS_MAX),
  },
  work: createWork(),
  live: new LiveConnections(options),
  shared: new SharedResults(),
  answers: new RememberedAnswers(options.stateOf),
  deadlines: new Deadlines(limits.deadlineMs),
  departures: new Departures(),
});

/** Who asks, over what, and how to break it off. */
export interface Caller {
  readonly transport: Transport;
  readonly identity: Identity | undefined;
  readonly correlationId: string;
  readonly controller: Breakable;
  readonly isCurrent?: () => Promise<boolean>;
  readonly sink?: PageSink;
  /** Why, as the request says. */
  readonly purpose?: string | undefined;
}

/** What a context is told of its request; its signal is made when it is asked for. */
class OriginOf implements RequestOrigin {
  readonly correlationId: string;
  readonly purpose: string | undefined;

  constructor(private readonly caller: Caller) {
    this.correlationId = caller.correlationId;
    this.purpose = caller.purpose;
  }

  get signal(): AbortSignal {
    return this.caller.controller.signal;
  }
}

/** Readies an admitted operation: the same on every transport. */
export const operationFor = <Context extends object>(
  { options }: Runtime<Context>,
  caller: Caller,
  request: OperationRequest,
  admitted: Admitted,
): Operation<Context> => {
  const { transport, identity, correlationId, controller, isCurrent, sink } = caller;
  const operation: Writable<Operation<Context>> = {
    transport,
    identity,
    correlationId,
    controller,
    schema: options.schema,
    document: admitted.document,
    node: admitted.operation,
    coerced: admitted.variables,
    // Which fields are hidden goes by the kind of the actor.
    audience: identity?.actor.kind ?? STRANGERS,
    operationName: request.operationName,
    variableValues: request.variables,
    contextValue: options.contextOf(identity?.actor, new OriginOf(caller)),
    startedAtMs: performance.now(),
    progress: new Progress(),
  };
  if (isCurrent !== undefined) operation.isCurrent = isCurrent;
  if (sink !== undefined) operation.sink = sink;
  return operation;
};

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

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
  const fields: Writable<LogFields> = {
    correlationId,
    transport,
    operationType: node.operation,
  };
  if (node.name !== undefined) fields.operationName = node.name.value.slice(0, NAME_CHARACTERS_MAX);
  if (identity !== undefined) {
    fields.actorKind = identity.actor.kind;
    fields.actorId = identity.actor.id;
  }
  fields.durationMs = Math.round(performance.now() - startedAtMs);
  fields.outcome = outcome;
  return fields;
};

/** How an answer counts in the log: the code of its first error, or OK. */
export const outcomeOf = (errors: readonly { readonly extensions?: unknown }[] | undefined): string => {
  const [first] = errors ?? [];
  if (first === undefined) return 'OK';
  const code = (first.extensions as { readonly code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : 'ERROR';
};
