import { on, once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { EventPage } from '../store/event-log';
import type { LogStretch } from '../store/log-pages';
import { pageOf, type SentPage } from './sent-page';
import type { PartsOptions } from './store-parts';
import { faultOfThread } from './thread-fault';

/** From how many events on it is worth while to start a thread. */
export const READ_AHEAD_EVENTS_MIN = 20_000;
/** How many pages the thread may be ahead of who reads them. */
export const PAGES_AHEAD_MAX = 8;

/** Stands in the place of how many pages have been taken where no more are wanted. */
export const NO_MORE = -1;

/** What the thread is told. */
export interface ReadAhead {
  readonly place: Pick<PartsOptions, 'dataFolder' | 'masterKey'>;
  readonly stretch: LogStretch;
  /** How many pages have been taken so far; shared with the thread, which waits where it is too far ahead. */
  readonly taken: Int32Array;
}

/**
 * Pages of an embedded log that a thread of its own reads and opens ahead: opening personal data is a third of what a
 * rebuild does, and reading a tenth. Throws what the thread has failed on.
 */
export async function* readAhead(place: ReadAhead['place'], stretch: LogStretch): AsyncGenerator<EventPage> {
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const given: ReadAhead = { place, stretch, taken };
  const thread = new Worker(require.resolve('./reading-thread'), { workerData: given });
  // What it fails on is told to who reads; after that only its end is waited for.
  const ended = once(thread, 'exit').catch(() => undefined);
  try {
    for await (const [sent] of on(thread, 'message', { close: ['exit'] })) {
      // Sent by `reading-thread`.
      const page = pageOf(sent as SentPage);
      Atomics.add(taken, 0, 1);
      Atomics.notify(taken, 0);
      yield page;
      if (page.caughtUp) return;
    }
    throw new Error(`expected the thread to read the log up to ${stretch.until}, but it has ended before`);
  } catch (error) {
    throw faultOfThread(error);
  } finally {
    // It closes what it has open by itself: to be ended from outside in the middle of that would end the process.
    Atomics.store(taken, 0, NO_MORE);
    Atomics.notify(taken, 0);
    await ended;
  }
}
