import { GraphQLError } from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import type { Identity } from '../../auth/identity';
import { IdentityError } from '../../auth/identity';
import { REFUSAL_COST } from '../limits/bounds';
import { admit } from './admission';
import { correlationIdFrom } from './correlation';
import { Interrupted } from './interrupted';
import { type Operation, operationFor, type Runtime } from './operation';
import type { Progress } from './progress';
import { purposeFrom } from './purpose';
import { runOperation } from './run-operation';
import { type SocketSender, SocketSink } from './socket-sending';

/** What the server knows of one WebSocket connection. */
export interface Connection {
  /** The `Authorization` header of the upgrade request: clients that are no browsers can send one. */
  readonly authorization: string | undefined;
  /** The network address it comes from, as limits count it. */
  readonly address: string;
  readonly running: Map<AbortController, Progress>;
  /** Takes one of the places its payer has; false where all are taken, and the connection is closed. */
  readonly takePlace: (identity: Identity | undefined) => boolean;
  identity?: Identity;
  /** The query or mutation that the message at hand has brought; a stop waits until it is answered. */
  answering?: AbortController | undefined;
  /** Told when the credentials were good, with how many changes of access had been seen before. */
  readonly identified: (identity: Identity, authorization: string | undefined, seenBefore: number) => void;
  readonly sender: SocketSender;
  /** Whether it is still the same person's, asked before each operation. */
  isCurrent?: () => Promise<boolean>;
}

type SocketServerOptions = ServerOptions<Record<string, unknown>, Connection>;

/** How graphql-ws runs operations: through the same gate, deadline and masking as the other transports. */
export const socketServerOptions = <Context extends object>(
  runtime: Runtime<Context>,
): SocketServerOptions => ({
  connectionInitWaitTimeout: runtime.limits.socketInitMs,
  onConnect: async ({ connectionParams, extra }) => {
    const seenBefore = runtime.live.changesSeen;
    const given = connectionParams?.authorization ?? connectionParams?.Authorization ?? extra.authorization;
    if (given !== undefined && typeof given !== 'string') return false;
    const identity = await identityOf(runtime, given);
    if (identity instanceof IdentityError) {
      const wait = runtime.rate.charge({ address: extra.address }, REFUSAL_COST);
      if (wait === undefined) runtime.options.onUnidentified?.(correlationIdFrom(undefined), identity.actor);
      return false;
    }
    if (!extra.takePlace(identity)) return false;
    if (identity === undefined) return true;
    extra.identity = identity;
    extra.identified(identity, given, seenBefore);
    return true;
  },
  onSubscribe: ({ subscriptions, extra }, id, payload) => {
    if (runtime.work.stopping.aborted)
      return [refusal('SERVER_STOPPING', 'The server is stopping. Connect again soon.')];
    const { subscriptionsPerSocketMax } = runtime.limits;
    if (Object.keys(subscriptions).length > subscriptionsPerSocketMax)
      return [tooMany(subscriptionsPerSocketMax)];
    const admitted = admit(runtime, { actor: extra.identity?.actor, address: extra.address }, payload);
    if ('problem' in admitted) return admitted.problem.errors;
    const purpose = purposeFrom(payload.extensions?.reason);
    if ('problem' in purpose) return purpose.problem.errors;
    const { request, admission } = admitted.value;
    const controller = new AbortController();
    const caller = {
      transport: 'websocket',
      identity: extra.identity,
      correlationId: correlationIdFrom(payload.extensions?.correlationId),
      controller,
      purpose: purpose.value,
      sink: new SocketSink(extra.sender, id),
      ...(extra.isCurrent === undefined ? {} : { isCurrent: extra.isCurrent }),
    } as const;
    if (admission.operation.operation !== 'subscription') extra.answering = controller;
    const operation = operationFor(runtime, caller, request, admission);
    extra.running.set(controller, operation.progress);
    controller.signal.addEventListener('abort', () => extra.running.delete(controller), { once: true });
    return operation;
  },
  execute: (args) => runOperation(runtime, operationOf(args)),
  subscribe: (args) => runOperation(runtime, operationOf(args)),
  onOperation: ({ extra }, _id, _payload, args, answer) => {
    if (!(Symbol.asyncIterator in Object(answer))) extra.running.delete(operationOf(args).controller);
  },
});

/** Breaks off everything a connection has under way. */
export const abandon = ({ running }: Connection, code: Interrupted['code']): void => {
  for (const controller of [...running.keys()]) controller.abort(new Interrupted(code));
  running.clear();
};

const identityOf = async <Context extends object>(
  { options }: Runtime<Context>,
  given: string | undefined,
): Promise<Identity | undefined | IdentityError> => {
  try {
    return await options.identify(given);
  } catch (fault) {
    if (fault instanceof IdentityError) return fault;
    throw fault;
  }
};

const refusal = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

const tooMany = (maximum: number): GraphQLError =>
  new GraphQLError(`A connection may have at most ${maximum} operations under way: complete one first.`, {
    extensions: { code: 'LIMIT_EXCEEDED', limit: 'operations a connection', maximum },
  });

/** graphql-ws hands on what `onSubscribe` answered, typed as plain arguments. */
const operationOf = <Context extends object>(args: unknown): Operation<Context> => args as Operation<Context>;
