import { GraphQLError } from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import type { Identity } from '../../auth/identity';
import { IdentityError } from '../../auth/identity';
import { SOCKET_INIT_TIMEOUT_MS, SUBSCRIPTIONS_PER_SOCKET_MAX } from './bounds';
import { correlationIdFrom } from './correlation';
import { Interrupted } from './interrupted';
import { type Operation, operationFor, type Runtime } from './operation';
import { operationRequestFrom } from './operation-request';
import { runOperation } from './run-operation';

/** What the server knows of one WebSocket connection. */
export interface Connection {
  /** The `Authorization` header of the upgrade request: clients that are no browsers can send one. */
  readonly authorization: string | undefined;
  readonly running: Set<AbortController>;
  identity?: Identity;
  /** The query or mutation that the message at hand has brought; a stop waits until it is answered. */
  answering?: AbortController | undefined;
  /** Told when the credentials were good. */
  readonly identified: (identity: Identity) => void;
}

type SocketServerOptions = ServerOptions<Record<string, unknown>, Connection>;

/** How graphql-ws runs operations: through the same gate, deadline and masking as the other transports. */
export const socketServerOptions = <Context extends object>(
  runtime: Runtime<Context>,
): SocketServerOptions => ({
  connectionInitWaitTimeout: SOCKET_INIT_TIMEOUT_MS,
  onConnect: async ({ connectionParams, extra }) => {
    const identity = await identityOf(runtime, connectionParams, extra.authorization);
    if (identity === 'refused') return false;
    if (identity === undefined) return true;
    extra.identity = identity;
    extra.identified(identity);
    return true;
  },
  onSubscribe: ({ subscriptions, extra }, _id, payload) => {
    if (runtime.work.stopping.aborted)
      return [refusal('SERVER_STOPPING', 'The server is stopping. Connect again soon.')];
    if (Object.keys(subscriptions).length > SUBSCRIPTIONS_PER_SOCKET_MAX) return [TOO_MANY];
    const request = operationRequestFrom(payload);
    if ('problem' in request) return request.problem.errors;
    const admission = runtime.gate(request.value);
    if (!admission.admitted) return admission.errors;
    const controller = new AbortController();
    extra.running.add(controller);
    controller.signal.addEventListener('abort', () => extra.running.delete(controller), { once: true });
    const caller = {
      transport: 'websocket',
      identity: extra.identity,
      correlationId: correlationIdFrom(payload.extensions?.correlationId),
      controller,
    } as const;
    if (admission.operation.operation !== 'subscription') extra.answering = controller;
    return operationFor(runtime, caller, request.value, admission);
  },
  execute: (args) => runOperation(runtime, operationOf(args)),
  subscribe: (args) => runOperation(runtime, operationOf(args)),
  onOperation: ({ extra }, _id, _payload, args, answer) => {
    if (!(Symbol.asyncIterator in Object(answer))) extra.running.delete(operationOf(args).controller);
  },
});

/** Breaks off everything a connection has under way. */
export const abandon = ({ running }: Connection, code: Interrupted['code']): void => {
  for (const controller of running) controller.abort(new Interrupted(code));
  running.clear();
};

const identityOf = async <Context extends object>(
  { options }: Runtime<Context>,
  parameters: Readonly<Record<string, unknown>> | undefined,
  header: string | undefined,
): Promise<Identity | undefined | 'refused'> => {
  const given = parameters?.authorization ?? parameters?.Authorization ?? header;
  if (given !== undefined && typeof given !== 'string') return 'refused';
  try {
    return await options.identify(given);
  } catch (fault) {
    if (fault instanceof IdentityError) return 'refused';
    throw fault;
  }
};

const refusal = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

const TOO_MANY = new GraphQLError(
  `A connection may have at most ${SUBSCRIPTIONS_PER_SOCKET_MAX} operations under way: complete one first.`,
  {
    extensions: {
      code: 'LIMIT_EXCEEDED',
      limit: 'operations a connection',
      maximum: SUBSCRIPTIONS_PER_SOCKET_MAX,
    },
  },
);

/** graphql-ws hands on what `onSubscribe` answered, typed as plain arguments. */
const operationOf = <Context extends object>(args: unknown): Operation<Context> => args as Operation<Context>;
