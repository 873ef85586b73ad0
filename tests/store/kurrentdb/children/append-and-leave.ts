import { openKurrentdbEventStore } from '../../../../src/store/kurrentdb/kurrentdb-event-store';
import { newStream, request } from '../../contract/fixtures';

/** Appends an event to the server that the argument names, closes the store and has nothing left to do. */
const appendAndLeave = async (url: string): Promise<void> => {
  const isLoaded = (): boolean =>
    Object.keys(require.cache).some((path) => path.includes('kurrentdb-client'));
  const before = isLoaded();
  const store = await openKurrentdbEventStore({ url });
  const waiting = store.subscribe({ after: 0, signal: new AbortController().signal })[Symbol.asyncIterator]();
  await waiting.next();
  const next = waiting.next().catch((error: { code: string }) => error.code);
  const { outcome } = await store.append(request(newStream(), 'none'));
  await next;
  const last = waiting.next().catch((error: { code: string }) => error.code);
  await store.close();
  process.stdout.write(`${JSON.stringify({ before, after: isLoaded(), outcome, last: await last })}\n`);
};

void appendAndLeave(process.argv[2] ?? '');
