import type { IncomingMessage, ServerResponse } from 'node:http';
import { payerKey } from '../limits/rate-limit';
import { END_WAIT_MS, EVENT_STREAMS_MAX, SOCKET_CLOSE_WAIT_MS, STREAM_STILL_THERE_MS } from './bounds';
import { COMPLETE, nextMessage, STILL_THERE } from './event-stream-messages';
import { Interrupted, interruptionError } from './interrupted';
import type { EndOfAccess } from './live-connections';
import type { Operation, Runtime } from './operation';
import { payerOf, prepare } from './preamble';
import { closeOf, problem, sendProblem } from './problem';
import type { Handler } from './route';
import { runOperation } from './run-operation';
import { StreamSender } from './stream-sending';

const NOT_ACCEPTED = problem(
  406,
  'NOT_ACCEPTABLE',
  'Ask for Accept: text/event-stream, or send to /graphql.',
);
const TOO_MANY = problem(
  503,
  'TOO_MANY_STREAMS',
  'No more event streams can be opened now. Try again later.',
  {
    'retry-after': '5',
  },
);
const TOO_MANY_OF_ONE = problem(
  429,
  'TOO_MANY_STREAMS',
  'You have as many event streams as you may. Close one first.',
  { 'retry-after': '5' },
);
const EVENT_STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
};

/**
 * Operations over `POST /graphql/stream`, one a request ("distinct connections" of the GraphQL over SSE
 * protocol).
 */
export const createEventStream = <Context extends object>(
  runtime: Runtime<Context>,
): { readonly handle: Handler; endSubscriptions(): void } => {
  const open = new Set<ServerResponse>();
  const subscriptions = new Set<ServerResponse>();
  return {
    // Ended without a `complete` message, so that the client takes its subscription up again elsewhere.
    endSubscriptions: () => {
      for (const response of subscriptions) response.end();
    },
    handle: async (incoming, response, correlationId) => {
      if (!acceptsEventStream(incoming)) return sendProblem(response, NOT_ACCEPTED);
      if (open.size >= EVENT_STREAMS_MAX) return sendProblem(response, TOO_MANY);
      open.add(response);
      const controller = new AbortController();
      response.once('close', () => {
        open.delete(response);
        subscriptions.delete(response);
        controller.abort(new Interrupted(runtime.work.stopping.aborted ? 'SERVER_STOPPING' : 'CLIENT_GONE'));
      });
      const seenBefore = runtime.live.changesSeen;
      const prepared = await prepare(runtime, incoming, { transport: 'sse', correlationId, controller });
      if ('problem' in prepared) return sendProblem(response, prepared.problem);
      const { operation } = prepared.value;
      if (response.destroyed) return;
      const givePlaceBack = runtime.places.streams.take(payerKey(payerOf(incoming, operation.identity)));
      if (givePlaceBack === undefined) return sendProblem(response, TOO_MANY_OF_ONE);
      response.once('close', givePlaceBack);
      if (operation.node.operation === 'subscription') subscriptions.add(response);
      else runtime.work.track(closeOf(response), () => controller.abort(new Interrupted('SERVER_STOPPING')));
      endWithAccess(runtime, incoming, response, operation, seenBefore);
      await stream(runtime, response, operation);
    },
  };
};

const stream = async <Context extends object>(
  runtime: Runtime<Context>,
  response: ServerResponse,
  prepared: Operation<Context>,
): Promise<void> => {
  const sender = new StreamSender(response, runtime.limits.slowReaderMs, () => giveUp(response, prepared));
  const answer = await runOperation(runtime, { ...prepared, sink: sender });
  response.writeHead(200, EVENT_STREAM_HEADERS).write(STILL_THERE);
  const stopTelling = tellStillThere(response);
  for await (const result of Symbol.asyncIterator in answer ? answer : [answer]) {
    if (!(await sender.send(nextMessage(result)))) break;
  }
  stopTelling();
  if (!response.writableEnded) response.end(COMPLETE);
};

const tellStillThere = (response: ServerResponse): (() => void) => {
  const timer = setInterval(() => {
    if (response.writableLength === 0 && !response.writableEnded) response.write(STILL_THERE);
  }, STREAM_STILL_THERE_MS);
  const stop = () => clearInterval(timer);
  response.once('close', stop);
  return stop;
};

/** The last event says where to go on; it may still arrive, until the connection is dropped. */
const giveUp = (response: ServerResponse, { controller, progress }: Operation<object>): void => {
  const reason = new Interrupted('SLOW_READER');
  controller.abort(reason);
  response.end(nextMessage({ errors: [interruptionError(reason, progress.position)] }) + COMPLETE);
  const drop = setTimeout(() => response.destroy(), SOCKET_CLOSE_WAIT_MS);
  response.once('close', () => clearTimeout(drop));
};

/** Says why as its last event, and drops a client that does not read it. */
const endWithAccess = <Context extends object>(
  { live }: Runtime<Context>,
  { headers: { authorization } }: IncomingMessage,
  response: ServerResponse,
  { identity, controller }: Operation<Context>,
  seenBefore: number,
): void => {
  if (identity === undefined || response.destroyed) return;
  const end = (why: EndOfAccess): void => {
    controller.abort(new Interrupted(why));
    const drop = setTimeout(() => response.destroy(), END_WAIT_MS);
    response.once('close', () => clearTimeout(drop));
  };
  const { leave } = live.enter({ identity, authorization, end }, seenBefore);
  response.once('close', leave);
};

const acceptsEventStream = ({ headers }: IncomingMessage): boolean =>
  (headers.accept ?? '')
    .split(',')
    .some((type) => type.split(';')[0]?.trim().toLowerCase() === 'text/event-stream');
