import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Identity } from '../../auth/identity';
import {
  SOCKET_CLOSE_WAIT_MS,
  SOCKET_MESSAGE_BYTES_MAX,
  SOCKET_PING_MS,
  SOCKETS_MAX,
  TIMER_MS_MAX,
} from './bounds';
import { Interrupted } from './interrupted';
import { faultFields } from './logger';
import type { Runtime } from './operation';
import { mayConnect } from './origins';
import { abandon, type Connection, socketServerOptions } from './socket-operations';
import type { Work } from './work';

/** Close codes: RFC 6455 for the first, graphql-transport-ws for the others. */
const GOING_AWAY = 1001;
const FORBIDDEN = 4403;
const INTERNAL = 4500;

/** GraphQL over WebSocket (the graphql-transport-ws protocol). */
export interface SocketServer {
  /** Takes over an upgrade request of the GraphQL path, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every connection with 1001; one that does not answer in time is dropped. */
  close(): Promise<void>;
}

/** Makes the WebSocket side of a server; connections come to it by `upgrade`. */
export const createSocketServer = <Context extends object>(runtime: Runtime<Context>): SocketServer => {
  const { options } = runtime;
  const protocol = makeServer(socketServerOptions(runtime));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: SOCKET_MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  return {
    upgrade: (request, socket, head) => {
      if (runtime.work.stopping.aborted || sockets.clients.size >= SOCKETS_MAX)
        return refuse(socket, '503 Service Unavailable');
      if (!mayConnect(request.headers, options.allowedOrigins)) return refuse(socket, '403 Forbidden');
      sockets.handleUpgrade(request, socket, head, (opened) => serve(runtime, protocol, opened, request));
    },
    close: () => closeAll(sockets),
  };
};

/** Answers an upgrade request that is not taken. */
export const refuse = (socket: Duplex, status: string): void => {
  socket.once('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

const serve = <Context extends object>(
  { options: { logger }, work }: Runtime<Context>,
  protocol: ReturnType<typeof makeServer<Record<string, unknown>, Connection>>,
  socket: WebSocket,
  request: IncomingMessage,
): void => {
  let expiry: NodeJS.Timeout | undefined;
  const connection: Connection = {
    authorization: request.headers.authorization,
    running: new Set(),
    identified: ({ expiresAtMs }: Identity) => {
      expiry = setTimeout(() => socket.close(FORBIDDEN, 'Token expired'), delayUntil(expiresAtMs));
    },
  };
  const failed = (fault: unknown): void => {
    logger.error('A WebSocket failed', faultFields(fault));
    socket.close(INTERNAL, 'Internal error');
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => sent(socket, text),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) =>
        socket.on('message', (data) => attend(work, connection, take(String(data))).catch(failed)),
    },
    connection,
  );
  const stopPinging = keepPinging(socket);
  // A message that is too long or torn is the client's fault: ws has closed the connection and said why.
  socket.on('error', () => socket.terminate());
  socket.once('close', (code, reason) => {
    clearTimeout(expiry);
    stopPinging();
    abandon(
      connection,
      code === FORBIDDEN ? 'TOKEN_EXPIRED' : code === GOING_AWAY ? 'SERVER_STOPPING' : 'CLIENT_GONE',
    );
    closed(code, String(reason)).catch(failed);
  });
};

/** A message that brings a query is attended to until its answer has been sent: a stop waits for that. */
const attend = (work: Work, connection: Connection, handled: Promise<void>): Promise<void> => {
  const controller = connection.answering;
  connection.answering = undefined;
  if (controller !== undefined)
    work.track(handled, () => controller.abort(new Interrupted('SERVER_STOPPING')));
  return handled;
};

const sent = (socket: WebSocket, text: string): Promise<void> =>
  new Promise((resolve) => {
    // What can no longer be sent is not missed: the close event ends everything the connection has under way.
    if (socket.readyState === socket.OPEN) socket.send(text, () => resolve());
    else resolve();
  });

const keepPinging = (socket: WebSocket): (() => void) => {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, SOCKET_PING_MS);
  return () => clearInterval(timer);
};

const delayUntil = (instantMs: number): number => Math.min(TIMER_MS_MAX, Math.max(0, instantMs - Date.now()));

const closeAll = async (sockets: WebSocketServer): Promise<void> => {
  for (const socket of sockets.clients) socket.close(GOING_AWAY, 'Going away');
  const drop = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, SOCKET_CLOSE_WAIT_MS);
  await new Promise<void>((resolve) => sockets.close(() => resolve()));
  clearTimeout(drop);
};
