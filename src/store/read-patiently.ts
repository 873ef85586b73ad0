import { setTimeout } from 'node:timers/promises';
import type { AppendedSignal } from './appended-signal';
import type { LogPage, LogRange } from './event-store';
import { StoreFault } from './store-fault';

/** How long a subscription waits before it reads again from a server that could not be reached. */
export const READ_AGAIN_MS = 250;

/**
 * Reads a page for a subscription, which outlives a restart of the server: it reads again until there is an answer, its
 * signal aborts or the store is closed.
 */
export const readPatiently = async (
  read: () => Promise<LogPage>,
  { after }: LogRange,
  signal: AbortSignal,
  appended: AppendedSignal,
): Promise<LogPage> => {
  while (!signal.aborted) {
    try {
      return await read();
    } catch (error) {
      const passes = error instanceof StoreFault && error.code === 'UNAVAILABLE' && !appended.closed;
      if (!passes) throw error;
    }
    await setTimeout(READ_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
  return { events: [], position: after, caughtUp: false };
};
