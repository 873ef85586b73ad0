import { parentPort, workerData } from 'node:worker_threads';
import { logPages } from '../store/log-pages';
import { NO_MORE, PAGES_AHEAD_MAX, type ReadAhead } from './read-ahead';
import { sentPage } from './sent-page';
import { openStoreReader } from './store-reader';

/** The thread that `readAhead` starts; it has connections of its own to the log and the keys. */
const sendPages = async (): Promise<void> => {
  if (parentPort === null) throw new Error('expected to run in a thread of its own');
  // Given by `readAhead`.
  const { place, stretch, taken } = workerData as ReadAhead;
  const reader = await openStoreReader(place);
  try {
    let sent = 0;
    for await (const page of logPages(await reader.openLog(), stretch)) {
      if (!isWanted(taken, sent - PAGES_AHEAD_MAX)) return;
      parentPort.postMessage(sentPage(page));
      sent += 1;
    }
  } finally {
    await reader.close();
  }
};

/**
 * Waits until so many pages have been taken, or no more are wanted. The thread has nothing else to do, so that it may
 * sleep.
 */
const isWanted = (taken: Int32Array, wanted: number): boolean => {
  for (;;) {
    const now = Atomics.load(taken, 0);
    if (now === NO_MORE) return false;
    if (now >= wanted) return true;
    Atomics.wait(taken, 0, now);
  }
};

void sendPages();
