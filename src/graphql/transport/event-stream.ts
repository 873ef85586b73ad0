import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHandler, type RequestParams } from 'graphql-sse';
import { EVENT_STREAMS_MAX, STREAM_WINDOW, TIMER_MS_MAX } from './bounds';
import { Interrupted } from './interrupted';
import type { Operation, Runtime } from './operation';
import { prepare } from './preamble';
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
      const prepared = await prepare(runtime, incoming, { transport: 'sse', correlationId, controller });
      if ('problem' in prepared) return sendProblem(response, prepared.problem);
      const { operation } = prepared.value;
      if (operation.node.operation === 'subscription') subscriptions.add(response);
      else runtime.work.track(closeOf(response), () => controller.abort(new Interrupted('SERVER_STOPPING')));
      const expiry = endWithToken(operation);
      await stream(runtime, incoming, response, operation);
      clearTimeout(expiry);
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
  const write = writerOf(response);
  for await (const message of body) {
    if (!(await write(message))) break;
    if (message.startsWith('event: next')) window.leave();
  }
  response.end();
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

/** Writes one message and waits until it has left; answers false where nobody reads any more. */
const writerOf = (response: ServerResponse): ((message: string) => Promise<boolean>) => {
  let settle: ((isWritten: boolean) => void) | undefined;
  response.once('close', () => settle?.(false));
  return (message) =>
    new Promise((resolve) => {
      settle = resolve;
      if (response.writableEnded || response.destroyed) resolve(false);
      else response.write(message, (fault) => resolve(!fault));
    });
};

const endWithToken = ({ identity, controller }: Operation<object>): NodeJS.Timeout | undefined =>
  identity === undefined
    ? undefined
    : setTimeout(
        () => controller.abort(new Interrupted('TOKEN_EXPIRED')),
        Math.min(TIMER_MS_MAX, Math.max(0, identity.expiresAtMs - Date.now())),
      );

const acceptsEventStream = ({ headers }: IncomingMessage): boolean =>
  (headers.accept ?? '')
    .split(',')
    .some((type) => type.split(';')[0]?.trim().toLowerCase() === 'text/event-stream');
