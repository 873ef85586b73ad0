import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Identity } from '../../auth/identity';
import { addressKey } from '../limits/address-key';
import { payerKey } from '../limits/rate-limit';
import { END_WAIT_MS, SOCKET_CLOSE_WAIT_MS, SOCKET_PING_MS, SOCKETS_MAX } from './bounds';
import { dropSlowReader } from './drop-slow-reader';
import { Interrupted } from './interrupted';
import type { EndOfAccess } from './live-connections';
import { faultFields } from './logger';
import type { Runtime } from './operation';
import { mayConnect } from './origins';
import { abandon, type Connection, socketServerOptions } from './socket-operations';
import { SocketSender } from './socket-sending';
import type { Work } from './work';

/** Close codes: RFC 6455 for the first, graphql-transport-ws for the others. */
const GOING_AWAY = 1001;
const FORBIDDEN = 4403;
const TOO_MANY = 4429;
const INTERNAL = 4500;
const END_REASONS: Readonly<Record<EndOfAccess, string>> = {
  TOKEN_EXPIRED: 'Token expired',
  ACCESS_ENDED: 'Access ended',
};

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
    maxPayload: runtime.limits.socketMessageBytesMax,
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  const pings = keepPinging(sockets);
  return {
    upgrade: (request, socket, head) => {
      if (runtime.work.stopping.aborted || sockets.clients.size >= SOCKETS_MAX)
        return refuse(socket, '503 Service Unavailable');
      if (!mayConnect(request.headers, options.allowedOrigins)) return refuse(socket, '403 Forbidden');
      const address = addressKey(request.socket.remoteAddress);
      const stopWaiting = runtime.places.waitingSockets.take(address);
      if (stopWaiting === undefined) return refuse(socket, '429 Too Many Requests');
      socket.on('close', stopWaiting);
      const visit = { stream: socket, address, authorization: request.headers.authorization, stopWaiting };
      sockets.handleUpgrade(request, socket, head, (opened) => {
        opened.on('pong', pings.heard);
        serve(runtime, protocol, opened, visit);
      });
    },
    close: () => {
      pings.stop();
      return closeAll(sockets);
    },
  };
};

/** What is known of a connection before it says anything. */
interface Visit {
  readonly stream: Duplex;
  readonly address: string;
  readonly authorization: string | undefined;
  readonly stopWaiting: () => void;
}

/** Answers an upgrade request that is not taken. */
export const refuse = (socket: Duplex, status: string): void => {
  socket.once('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

const serve = <Context extends object>(
  { options: { logger }, work, live, places, limits }: Runtime<Context>,
  protocol: ReturnType<typeof makeServer<Record<string, unknown>, Connection>>,
  socket: WebSocket,
  { stream, address, authorization: header, stopWaiting }: Visit,
): void => {
  let leave: (() => void) | undefined;
  let givePlaceBack: (() => void) | undefined;
  const sender = new SocketSender(socket, stream, limits.slowReaderMs, () =>
    dropSlowReader(socket, connection),
  );
  const connection: Connection = {
    sender,
    authorization: header,
    address,
    running: new Map(),
    takePlace: (identity) => {
      stopWaiting();
      if (socket.readyState !== socket.OPEN) return false;
      givePlaceBack = places.sockets.take(payerKey({ actor: identity?.actor, address }));
      if (givePlaceBack === undefined) socket.close(TOO_MANY, 'Too many connections');
      return givePlaceBack !== undefined;
    },
    identified: (identity: Identity, authorization, seenBefore) => {
      if (socket.readyState !== socket.OPEN) return;
      const end = (why: EndOfAccess) => endAccess(socket, connection, why);
      const watched = live.enter({ identity, authorization, end }, seenBefore);
      connection.isCurrent = watched.isCurrent;
      leave = watched.leave;
    },
  };
  const failed = (fault: unknown): void => {
    logger.error('A WebSocket failed', faultFields(fault));
    socket.close(INTERNAL, 'Internal error');
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => sender.send(text),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) =>
        socket.on('message', (data) => {
          // A connection that is being closed runs nothing more, whatever its client still sends.
          if (socket.readyState !== socket.OPEN) return;
          attend(work, connection, take(String(data))).catch(failed);
        }),
    },
    connection,
  );
  // A message that is too long or torn is the client's fault: ws has closed the connection and said why.
  socket.on('error', () => socket.terminate());
  socket.on('close', (code, reason) => {
    leave?.();
    givePlaceBack?.();
    sender.closed();
    abandon(connection, code === GOING_AWAY ? 'SERVER_STOPPING' : 'CLIENT_GONE');
    closed(code, String(reason)).catch(failed);
  });
};

/** Closes it, and drops a client that does not answer that. */
const endAccess = (socket: WebSocket, connection: Connection, why: EndOfAccess): void => {
  abandon(connection, why);
  socket.close(FORBIDDEN, END_REASONS[why]);
  const drop = setTimeout(() => socket.terminate(), END_WAIT_MS);
  socket.once('close', () => clearTimeout(drop));
};

/** A message that brings a query is attended to until its answer has been sent: a stop waits for that. */
const attend = (work: Work, connection: Connection, handled: Promise<void>): Promise<void> => {
  const controller = connection.answering;
  connection.answering = undefined;
  if (controller !== undefined)
    work.track(handled, () => controller.abort(new Interrupted('SERVER_STOPPING')));
  return handled;
};

/** Asks all of them together whether they are still there; who has not answered by the next time is dropped. */
const keepPinging = (
  sockets: WebSocketServer,
): { readonly heard: (this: WebSocket) => void; stop(): void } => {
  const silent = new Set<WebSocket>();
  const timer = setInterval(() => {
    for (const socket of silent) socket.terminate();
    silent.clear();
    for (const socket of sockets.clients) {
      if (socket.readyState !== socket.OPEN) continue;
      silent.add(socket);
      socket.ping();
    }
  }, SOCKET_PING_MS);
  return {
    heard() {
      silent.delete(this);
    },
    stop: () => clearInterval(timer),
  };
};

const closeAll = async (sockets: WebSocketServer): Promise<void> => {
  for (const socket of sockets.clients) socket.close(GOING_AWAY, 'Going away');
  const drop = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, SOCKET_CLOSE_WAIT_MS);
  await new Promise<void>((resolve) => sockets.close(() => resolve()));
  clearTimeout(drop);
};
