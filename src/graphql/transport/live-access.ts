import type { AccessChange } from '../../auth/revocation';
import { ACCESS_RETRY_MS, TIMER_MS_MAX } from './bounds';
import type { LiveConnections } from './live-connections';
import { faultFields, type Logger } from './logger';

/** Each change of somebody's access as it is recorded, until aborted; the first answer says that it listens. */
export type AccessChanges = (signal: AbortSignal) => AsyncIterable<readonly AccessChange[]>;

const DAY_MS = 86_400_000;

/** Ends live connections as access ends, until stopped; after a fault everything is asked for again. */
export const watchAccess = (
  changesUntil: AccessChanges,
  live: LiveConnections,
  logger: Logger,
): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const following = follow(changesUntil, live, logger, signal);
  const endDays = eachDay(() => live.checkAll());
  return {
    stop: async () => {
      endDays();
      stopping.abort();
      await following;
    },
  };
};

const follow = async (
  changesUntil: AccessChanges,
  live: LiveConnections,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      for await (const changes of changesUntil(signal)) {
        if (changes.length === 0) live.checkAll();
        else live.take(changes);
      }
    } catch (fault) {
      if (signal.aborted) return;
      logger.error('Changes of access could not be followed', faultFields(fault));
      live.checkAll();
    }
    await pause(ACCESS_RETRY_MS, signal);
  }
};

/** Roles begin and end with a day (UTC), also before the clock has recorded it. */
const eachDay = (act: () => void): (() => void) => {
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    timer = setTimeout(
      () => {
        act();
        arm();
      },
      Math.min(TIMER_MS_MAX, DAY_MS - (Date.now() % DAY_MS)),
    );
    timer.unref();
  };
  arm();
  return () => clearTimeout(timer);
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
