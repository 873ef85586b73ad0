import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { answerCompiled } from '../execution/compiled-operation';
import { type Apollo, createApollo } from './apollo';
import { faultErrors, finishedResult, finishedText } from './finished-result';
import { Interrupted, untilInterrupted } from './interrupted';
import { createNegotiated, type Negotiated } from './negotiated';
import { logOperation, type Operation, outcomeOf, type Runtime } from './operation';
import { type Prepared, prepare } from './preamble';
import { closeOf, problem, sendProblem } from './problem';
import type { Handler } from './route';

/** How soon a client may try again where the server could not. */
const RETRY_AFTER_S = '1';

/** Those who come without a token: they are shown what nobody in particular is. */
const STRANGERS = 'STRANGERS';

/** An answer as it is sent. */
interface Answer {
  readonly status?: number | undefined;
  readonly contentType: string | undefined;
  readonly text: string;
}

/**
 * Queries and mutations over `POST /graphql`. What form an answer has is negotiated by Apollo Server; a request that
 * asks for a form that is known is answered in that form without it.
 */
export const createPostGraphql = async <Context extends object>(
  runtime: Runtime<Context>,
): Promise<{ readonly handle: Handler; stop(): Promise<void> }> => {
  const apollo = createApollo(runtime);
  await apollo.server.start();
  const negotiated = createNegotiated();
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
      const { operation } = prepared.value;
      if (operation.node.operation === 'subscription') return sendProblem(response, NOT_A_STREAM);
      const contentType = negotiated.contentTypeFor(incoming.headers.accept);
      await answer(runtime, operation, response, () =>
        contentType === undefined
          ? askApollo(apollo, negotiated, incoming, prepared.value)
          : ask(runtime, operation, contentType),
      );
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
  operation: Operation<Context>,
  response: ServerResponse,
  asked: () => Promise<Answer>,
): Promise<void> => {
  const run = () => {
    const running = asked();
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

const ask = async <Context extends object>(
  runtime: Runtime<Context>,
  operation: Operation<Context>,
  contentType: string,
): Promise<Answer> => {
  const place = await runtime.answers.placeOf(operation);
  const known = place?.find();
  if (known !== undefined) {
    logOperation(runtime, operation, outcomeOf(undefined));
    return { contentType, text: known };
  }
  const audience = operation.identity?.actor.kind ?? STRANGERS;
  const answered = await answerCompiled({ ...operation, audience });
  const isRepeatable = runtime.options.isRepeatable?.(operation.contextValue) ?? true;
  const finished = await finishedResult(runtime, operation, answered);
  const { errors, extensions } = finished;
  if (!operation.controller.signal.aborted) logOperation(runtime, operation, outcomeOf(errors));
  const text = finishedText(finished);
  if (isRepeatable && errors === undefined && extensions === undefined) place?.keep(text);
  return { contentType, text };
};

const askApollo = async <Context extends object>(
  apollo: Apollo<Context>,
  negotiated: Negotiated,
  incoming: IncomingMessage,
  { request, operation }: Prepared<Context>,
): Promise<Answer> => {
  const httpGraphQLRequest = { method: 'POST', headers: headersOf(incoming), body: request, search: '' };
  apollo.watch(httpGraphQLRequest, operation);
  const { status, headers, body } = await apollo.server.executeHTTPGraphQLRequest({
    httpGraphQLRequest,
    context: async () => operation.contextValue,
  });
  if (body.kind !== 'complete') throw new Error(`Expected a complete answer, got ${body.kind}`);
  const contentType = headers.get('content-type');
  negotiated.learn(incoming.headers.accept, status, contentType);
  return { status, contentType, text: body.string };
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

const send = (response: ServerResponse, { status = 200, contentType, text }: Answer): void => {
  if (response.destroyed) return;
  response.writeHead(status, {
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
};
