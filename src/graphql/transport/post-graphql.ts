import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { andThen, type Soon } from '../../../projections/soon';
import { answerCompiled } from '../execution/compiled-operation';
import type { Framed } from '../execution/framed';
import { type Apollo, createApollo } from './apollo';
import { bodyOf } from './body-of';
import { Breaker } from './breaker';
import { commonHeaders, putHeaders } from './common-headers';
import { faultErrors, finishedFrame, finishedResult, finishedText } from './finished-result';
import { Interrupted } from './interrupted';
import { createNegotiated, type Negotiated } from './negotiated';
import { logOperation, type Operation, outcomeOf, type Runtime } from './operation';
import { type Prepared, prepare } from './preamble';
import { type Problem, problem, sendProblem } from './problem';
import type { RememberedPlace } from './remembered-answers';
import type { Handler } from './route';

/** How soon a client may try again where the server could not. */
const RETRY_AFTER_S = '1';

/** An answer as it is sent. */
interface Answer {
  readonly status?: number | undefined;
  readonly contentType: string | undefined;
  readonly text: string;
  /** The text once more, where its bytes are known. */
  readonly framed?: Framed | undefined;
}

/** One request, where its answer goes, and what breaks it off. */
interface Exchange<Context extends object> {
  readonly runtime: Runtime<Context>;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly correlationId: string;
  readonly breaker: Breaker;
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
  const handle: Handler = (incoming, response, correlationId) => {
    const exchange = begun(runtime, incoming, response, correlationId);
    const via = { transport: 'http', correlationId, controller: exchange.breaker } as const;
    return andThen(prepare(runtime, incoming, via), (prepared) => {
      if ('problem' in prepared) return refuse(exchange, prepared.problem);
      const { operation } = prepared.value;
      if (operation.node.operation === 'subscription') return refuse(exchange, NOT_A_STREAM);
      const contentType = negotiated.contentTypeFor(incoming.headers.accept);
      return answer(exchange, operation, () =>
        contentType === undefined
          ? askApollo(apollo, negotiated, incoming, prepared.value)
          : ask(exchange, operation, contentType),
      );
    });
  };
  return {
    stop: () => apollo.server.stop(),
    handle: Object.assign(handle, { putsCommonHeaders: true as const }),
  };
};

/** Counts the request as work of the server until its answer has left, or nobody is there to get it. */
const begun = <Context extends object>(
  runtime: Runtime<Context>,
  incoming: IncomingMessage,
  response: ServerResponse,
  correlationId: string,
): Exchange<Context> => {
  const breaker = new Breaker();
  const end = runtime.work.begin(() => breaker.abort(new Interrupted('SERVER_STOPPING')));
  response.on('close', () => {
    end();
    if (!response.writableFinished) breaker.abort(new Interrupted('CLIENT_GONE'));
  });
  return { runtime, incoming, response, correlationId, breaker };
};

const NOT_A_STREAM = problem(
  400,
  'SUBSCRIPTION_NOT_OVER_POST',
  'Subscribe over WebSocket (graphql-transport-ws) on this path, or over SSE by POST to /graphql/stream.',
);

/**
 * Sends what is asked. What waits for nothing cannot be broken off, and leaves with others of its turn; what was waited
 * for leaves at once, for what it waited for wakes others too, whose work the client would else wait for.
 */
const answer = <Context extends object>(
  exchange: Exchange<Context>,
  operation: Operation<Context>,
  asked: () => Soon<Answer>,
): Soon<void> => {
  const { runtime, breaker } = exchange;
  const broken = (fault: unknown): void => breakOff(exchange, operation, fault);
  const sending = (answered: Answer) => (): void => {
    try {
      send(exchange, answered);
    } catch (fault) {
      broken(fault);
    }
  };
  runtime.deadlines.begin(breaker);
  try {
    const answering = asked();
    if (answering instanceof Promise)
      return untilBroken(exchange, answering)
        .then((answered) => send(exchange, answered))
        .catch(broken);
    runtime.deadlines.end(breaker);
    return runtime.departures.add(sending(answering));
  } catch (fault) {
    runtime.deadlines.end(breaker);
    return broken(fault);
  }
};

/** The answer, or a rejection as soon as it is broken off; it counts as work until it has come to its end. */
const untilBroken = <Context extends object>(
  { runtime: { work, deadlines }, breaker }: Exchange<Context>,
  answering: Promise<Answer>,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    breaker.whenBroken(reject);
    const endWork = work.begin(() => breaker.abort(new Interrupted('SERVER_STOPPING')));
    const end = (): void => {
      endWork();
      deadlines.end(breaker);
    };
    answering.then(end, end);
    answering.then(resolve, reject);
  });

const ask = <Context extends object>(
  exchange: Exchange<Context>,
  operation: Operation<Context>,
  contentType: string,
): Soon<Answer> =>
  andThen(exchange.runtime.answers.placeOf(operation), (place) => {
    const known = place?.find();
    if (known === undefined) return askAnew(exchange, operation, contentType, place);
    logOperation(exchange.runtime, operation, outcomeOf(undefined));
    return { contentType, text: known };
  });

const askAnew = <Context extends object>(
  { runtime, breaker }: Exchange<Context>,
  operation: Operation<Context>,
  contentType: string,
  place: RememberedPlace | undefined,
): Soon<Answer> =>
  andThen(answerCompiled(operation), (answered) => {
    const isRepeatable = runtime.options.isRepeatable?.(operation.contextValue) ?? true;
    return andThen(finishedResult(runtime, operation, answered), (finished) => {
      const { errors, extensions } = finished;
      if (!breaker.isBroken) logOperation(runtime, operation, outcomeOf(errors));
      const text = finishedText(finished);
      if (isRepeatable && errors === undefined && extensions === undefined) place?.keep(text);
      return { contentType, text, framed: finishedFrame(finished, answered.framed) };
    });
  });

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
  exchange: Exchange<Context>,
  operation: Operation<Context>,
  fault: unknown,
): void => {
  const errors = faultErrors(exchange.runtime, operation, fault);
  logOperation(exchange.runtime, operation, outcomeOf(errors));
  const status = fault instanceof Interrupted ? 503 : 500;
  refuse(exchange, { status, errors, headers: { 'retry-after': RETRY_AFTER_S } });
};

const refuse = <Context extends object>(exchange: Exchange<Context>, refused: Problem): void => {
  if (exchange.response.headersSent) return;
  putHeaders(exchange.response, commonHeadersOf(exchange));
  sendProblem(exchange.response, refused);
};

const commonHeadersOf = <Context extends object>({
  runtime,
  incoming,
  correlationId,
}: Exchange<Context>): string[] =>
  commonHeaders(incoming.headers, correlationId, runtime.options.allowedOrigins);

const headersOf = ({ headers }: IncomingMessage): HeaderMap => {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
};

const send = <Context extends object>(
  exchange: Exchange<Context>,
  { status = 200, contentType, text, framed }: Answer,
): void => {
  const { response, runtime } = exchange;
  if (response.destroyed) return;
  const headers = commonHeadersOf(exchange);
  if (contentType !== undefined) headers.push('content-type', contentType);
  const body = bodyOf(text, framed);
  headers.push('content-length', String(Buffer.byteLength(body)), ...HEADERS_OF_ANSWERS);
  response.writeHead(status, headers);
  response.end(body);
  // Who does not read its answer gives up its connection; most answers have left by now.
  if (response.socket !== null && response.socket.writableLength > 0)
    response.setTimeout(runtime.limits.slowReaderMs);
};

/** Nothing an API answers may be kept or guessed at by a browser. */
const HEADERS_OF_ANSWERS = ['cache-control', 'no-store', 'x-content-type-options', 'nosniff'];
