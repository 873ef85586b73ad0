import { parentPort, workerData } from 'node:worker_threads';
import { logPages } from '../store/log-pages';
import { PAGES_AHEAD_MAX, type ReadAhead } from './read-ahead';
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
      waitUntil(taken, sent - PAGES_AHEAD_MAX);
      parentPort.postMessage(sentPage(page));
      sent += 1;
    }
  } finally {
    await reader.close();
  }
};

/** Waits until so many pages have been taken. The thread has nothing else to do, so that it may sleep. */
const waitUntil = (taken: Int32Array, wanted: number): void => {
  for (let now = Atomics.load(taken, 0); now < wanted; now = Atomics.load(taken, 0))
    Atomics.wait(taken, 0, now);
};

void sendPages();
