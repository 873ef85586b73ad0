import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CONNECTIONS_MAX,
  HEADER_BYTES_MAX,
  HEADERS_TIMEOUT_MS,
  KEEP_ALIVE_MS,
  REQUEST_TIMEOUT_MS,
} from './bounds';
import { commonHeaders, putHeaders } from './common-headers';
import { CORRELATION_HEADER, correlationIdFrom } from './correlation';
import { createEventStream } from './event-stream';
import { Interrupted } from './interrupted';
import { watchAccess } from './live-access';
import { faultFields } from './logger';
import { INTERNAL_ERROR } from './masked-errors';
import { createRuntime } from './operation';
import type { HttpServer, HttpServerOptions } from './options';
import { createPostGraphql } from './post-graphql';
import { problem, sendProblem } from './problem';
import type { Handler } from './route';
import { createRoutes, GRAPHQL_PATH } from './routes';
import { createSocketServer, refuse, type SocketServer } from './web-socket';

/**
 * Serves the schema over HTTP, WebSocket and SSE at one address, with the same limits, identity and masking
 * on each.
 */
export const startHttpServer = async <Context extends object>(
  options: HttpServerOptions<Context>,
): Promise<HttpServer> => {
  const runtime = createRuntime(options);
  const post = await createPostGraphql(runtime);
  const streams = createEventStream(runtime);
  const sockets = createSocketServer(runtime);
  const isStopping = () => runtime.work.stopping.aborted;
  const route = createRoutes(options, { post: post.handle, stream: streams.handle, isStopping });
  const server = boundedServer((request, response) => answer(options, route(request), request, response));
  server.on('upgrade', (request, socket, head) => {
    if (pathOf(request) === GRAPHQL_PATH) sockets.upgrade(request, socket, head);
    else refuse(socket, '404 Not Found');
  });
  const port = await listen(server, options);
  const { accessChanges, logger } = options;
  const watching = accessChanges === undefined ? undefined : watchAccess(accessChanges, runtime.live, logger);
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}${GRAPHQL_PATH}`,
    close: async (graceMs) => {
      const closed = stopAccepting(server);
      const finished = runtime.work.finish(graceMs);
      streams.endSubscriptions();
      await finished;
      await closeConnections(server, sockets, closed);
      await post.stop();
      await watching?.stop();
    },
  };
};

const boundedServer = (onRequest: (request: IncomingMessage, response: ServerResponse) => void): Server => {
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: HEADER_BYTES_MAX,
    },
    onRequest,
  );
  server.maxConnections = CONNECTIONS_MAX;
  return server;
};

const answer = <Context extends object>(
  { logger, allowedOrigins }: HttpServerOptions<Context>,
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  const correlationId = correlationIdFrom(request.headers[CORRELATION_HEADER]);
  const put = () => putHeaders(response, commonHeaders(request.headers, correlationId, allowedOrigins));
  const failed = (fault: unknown): void => {
    if (fault instanceof Interrupted) return void response.destroy();
    logger.error('A request failed', { correlationId, ...faultFields(fault) });
    if (response.headersSent) return void response.destroy();
    put();
    sendProblem(response, problem(500, 'INTERNAL_SERVER_ERROR', INTERNAL_ERROR));
  };
  if (handler.putsCommonHeaders !== true) put();
  try {
    const answering = handler(request, response, correlationId);
    if (answering instanceof Promise) answering.catch(failed);
  } catch (fault) {
    failed(fault);
  }
};

const listen = (
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const stopAccepting = (server: Server): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  return closed;
};

/** By now nothing runs that could still answer: what is open is idle, or has used up its grace. */
const closeConnections = async (
  server: Server,
  sockets: SocketServer,
  closed: Promise<void>,
): Promise<void> => {
  await sockets.close();
  server.closeAllConnections();
  await closed;
};

const pathOf = ({ url = '/' }: IncomingMessage): string | undefined => url.split('?', 1)[0];
