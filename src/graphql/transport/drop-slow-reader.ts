import type { WebSocket } from 'ws';
import { SOCKET_CLOSE_WAIT_MS } from './bounds';
import { abandon, type Connection } from './socket-operations';

/** RFC 6455: try again later. */
const TRY_AGAIN = 1013;

/** Ends each subscription with where it can go on, then the connection; both may still arrive in time. */
export const dropSlowReader = (socket: WebSocket, connection: Connection): void => {
  const positions = new Set([...connection.running.values()].map(({ position }) => position));
  const [position] = positions;
  abandon(connection, 'SLOW_READER');
  // By then the subscriptions have said their last.
  setImmediate(() => {
    const isOne = positions.size === 1 && position !== undefined;
    socket.close(TRY_AGAIN, isOne ? `Slow reader; resume after ${position}` : 'Slow reader');
    const drop = setTimeout(() => socket.terminate(), SOCKET_CLOSE_WAIT_MS);
    socket.once('close', () => clearTimeout(drop));
  });
};
