import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHandler, type RequestParams } from 'graphql-sse';
import { payerKey } from '../limits/rate-limit';
import { END_WAIT_MS, EVENT_STREAMS_MAX, SOCKET_CLOSE_WAIT_MS, STREAM_WINDOW } from './bounds';
import { Interrupted, interruptionError } from './interrupted';
import type { EndOfAccess } from './live-connections';
import type { Operation, Runtime } from './operation';
import { payerOf, prepare } from './preamble';
import { closeOf, problem, sendJson, sendProblem } from './problem';
import type { Handler } from './route';
import { runOperation } from './run-operation';

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
      await stream(runtime, incoming, response, operation);
    },
  };
};

const stream = async <Context extends object>(
  runtime: Runtime<Context>,
  incoming: IncomingMessage,
  response: ServerResponse,
  operation: Operation<Context>,
): Promise<void> => {
  const window = createWindow(operation.controller.signal);
  const handler = createHandler({
    authenticate: () => null,
    onSubscribe: () => ({ ...operation, contextValue: undefined }),
    execute: () => runOperation(runtime, operation),
    subscribe: () => runOperation(runtime, operation),
    onNext: () => window.enter(),
  });
  const [body, { status, headers }] = await handler({
    method: 'POST',
    url: '/graphql/stream',
    headers: { get: (name) => (name === 'accept' ? 'text/event-stream' : 'application/json') },
    body: { query: '{ __typename }' } satisfies RequestParams,
    raw: incoming,
    context: undefined,
  });
  if (body === null || typeof body === 'string') {
    return sendJson(response, status, {
      errors: [{ message: `Not streamed: ${headers?.['content-type'] ?? status}` }],
    });
  }
  response.writeHead(200, EVENT_STREAM_HEADERS);
  response.once('close', () => body.return(undefined));
  const write = writerOf(response, runtime.limits.slowReaderMs);
  for await (const message of body) {
    const fate = await write(message);
    if (fate === 'SLOW') return giveUp(response, operation);
    if (fate === 'GONE') break;
    if (!message.startsWith('event: next')) continue;
    operation.progress.arrived();
    window.leave();
  }
  response.end();
};

/** The last event says where to go on; it may still arrive, until the connection is dropped. */
const giveUp = (response: ServerResponse, { controller, progress }: Operation<object>): void => {
  const reason = new Interrupted('SLOW_READER');
  controller.abort(reason);
  const last = JSON.stringify({ errors: [interruptionError(reason, progress.position)] });
  response.end(`event: next\ndata: ${last}\n\nevent: complete\ndata:\n\n`);
  const drop = setTimeout(() => response.destroy(), SOCKET_CLOSE_WAIT_MS);
  response.once('close', () => clearTimeout(drop));
};

/**
 * Lets only so many messages wait for a slow reader: graphql-sse itself would hold the whole log in memory.
 */
const createWindow = (signal: AbortSignal): { enter(): Promise<void>; leave(): void } => {
  let waiting = 0;
  let open: (() => void) | undefined;
  signal.addEventListener('abort', () => open?.(), { once: true });
  return {
    enter: async () => {
      waiting += 1;
      if (waiting < STREAM_WINDOW || signal.aborted) return;
      await new Promise<void>((resolve) => {
        open = resolve;
      });
    },
    leave: () => {
      waiting = Math.max(0, waiting - 1);
      open?.();
    },
  };
};

type Fate = 'LEFT' | 'GONE' | 'SLOW';

/**
 * Writes one message and waits until it has left, its reader has gone, or takes too long to read; never less
 * than a turn, so that a reader that keeps up does not keep everybody else from being heard.
 */
const writerOf = (response: ServerResponse, slowReaderMs: number): ((message: string) => Promise<Fate>) => {
  let settle: ((fate: Fate) => void) | undefined;
  response.once('close', () => settle?.('GONE'));
  return (message) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve('SLOW'), slowReaderMs);
      settle = (fate) => {
        clearTimeout(timer);
        resolve(fate);
      };
      if (response.writableEnded || response.destroyed) settle('GONE');
      else response.write(message, (fault) => setImmediate(() => settle?.(fault ? 'GONE' : 'LEFT')));
    });
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
