import type { WebSocket } from 'ws';
import { SOCKET_BUFFER_BYTES_MAX, SOCKET_CLOSE_WAIT_MS } from './bounds';
import { watchSlowReader } from './slow-reader';
import { abandon, type Connection } from './socket-operations';

/** RFC 6455: try again later. */
const TRY_AGAIN = 1013;

/**
 * Sends messages; each settles when it has left, so that a subscription rests while its reader does. A reader
 * that takes nothing for so long is given up, and one that sends without reading is not read from.
 */
export const sendingTo = (
  socket: WebSocket,
  slowReaderMs: number,
  onSlow: () => void,
): ((text: string) => Promise<void>) => {
  const waiting = new Set<() => void>();
  const settleAll = (): void => {
    for (const settle of waiting) settle();
  };
  let isGivenUp = false;
  const watch = watchSlowReader(slowReaderMs, () => {
    isGivenUp = true;
    onSlow();
    settleAll();
  });
  socket.once('close', () => {
    watch.stop();
    settleAll();
  });
  return (text) =>
    new Promise((resolve) => {
      if (socket.readyState === socket.CLOSED) return resolve();
      waiting.add(resolve);
      // What can no longer be sent is not missed: the close event ends everything that is under way. Until
      // then its sender rests: a source that always has an event would never let the close be heard.
      if (socket.readyState !== socket.OPEN) return;
      watch.began();
      socket.send(text, () => {
        watch.left();
        waiting.delete(resolve);
        if (socket.isPaused && socket.bufferedAmount <= SOCKET_BUFFER_BYTES_MAX) socket.resume();
        // Not at once: a reader that keeps up must not keep everybody else from being heard.
        setImmediate(resolve);
      });
      if (socket.bufferedAmount > SOCKET_BUFFER_BYTES_MAX) socket.pause();
      if (isGivenUp) resolve();
    });
};

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
