import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { type Apollo, createApollo } from './apollo';
import { faultErrors } from './finished-result';
import { Interrupted, untilInterrupted } from './interrupted';
import { logOperation, type Operation, outcomeOf, type Runtime } from './operation';
import { type Prepared, prepare } from './preamble';
import { closeOf, problem, sendProblem } from './problem';
import type { Handler } from './route';

/** How soon a client may try again where the server could not. */
const RETRY_AFTER_S = '1';

/** Queries and mutations over `POST /graphql`. */
export const createPostGraphql = async <Context extends object>(
  runtime: Runtime<Context>,
): Promise<{ readonly handle: Handler; stop(): Promise<void> }> => {
  const apollo = createApollo(runtime);
  await apollo.server.start();
  return {
    stop: () => apollo.server.stop(),
    handle: async (incoming, response, correlationId) => {
      const controller = new AbortController();
      response.once('close', () => {
        if (!response.writableFinished) controller.abort(new Interrupted('CLIENT_GONE'));
      });
      runtime.work.track(closeOf(response), () => controller.abort(new Interrupted('SERVER_STOPPING')));
      const prepared = await prepare(runtime, incoming, { transport: 'http', correlationId, controller });
      if ('problem' in prepared) return sendProblem(response, prepared.problem);
      if (prepared.value.operation.node.operation === 'subscription')
        return sendProblem(response, NOT_A_STREAM);
      await answer(runtime, apollo, incoming, response, prepared.value);
    },
  };
};

const NOT_A_STREAM = problem(
  400,
  'SUBSCRIPTION_NOT_OVER_POST',
  'Subscribe over WebSocket (graphql-transport-ws) on this path, or over SSE by POST to /graphql/stream.',
);

const answer = async <Context extends object>(
  runtime: Runtime<Context>,
  apollo: Apollo<Context>,
  incoming: IncomingMessage,
  response: ServerResponse,
  prepared: Prepared<Context>,
): Promise<void> => {
  const { operation } = prepared;
  const httpGraphQLRequest = {
    method: 'POST',
    headers: headersOf(incoming),
    body: prepared.request,
    search: '',
  };
  apollo.watch(httpGraphQLRequest, operation);
  const run = () => {
    const running = apollo.server.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: async () => operation.contextValue,
    });
    runtime.work.track(running, () => operation.controller.abort(new Interrupted('SERVER_STOPPING')));
    return running;
  };
  try {
    const sent = await untilInterrupted(operation.controller, runtime.limits.deadlineMs, run);
    // Who does not read its answer gives up its connection.
    response.setTimeout(runtime.limits.slowReaderMs);
    send(response, sent);
  } catch (fault) {
    breakOff(runtime, operation, response, fault);
  }
};

const breakOff = <Context extends object>(
  runtime: Runtime<Context>,
  operation: Operation<Context>,
  response: ServerResponse,
  fault: unknown,
): void => {
  const errors = faultErrors(runtime, operation, fault);
  logOperation(runtime, operation, outcomeOf(errors));
  const status = fault instanceof Interrupted ? 503 : 500;
  sendProblem(response, { status, errors, headers: { 'retry-after': RETRY_AFTER_S } });
};

const headersOf = ({ headers }: IncomingMessage): HeaderMap => {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
};

const send = (response: ServerResponse, { status, headers, body }: HTTPGraphQLResponse): void => {
  if (body.kind !== 'complete') throw new Error(`Expected a complete answer, got ${body.kind}`);
  if (response.destroyed) return;
  response.writeHead(status ?? 200, {
    ...Object.fromEntries(headers),
    'content-length': Buffer.byteLength(body.string),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body.string);
};
