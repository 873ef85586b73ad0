import { AppendedSignal } from '../../src/store/appended-signal';
import type { LogPage, LogRange } from '../../src/store/event-store';
import { openMemoryEventStore } from '../../src/store/memory/memory-event-store';
import { subscribe } from '../../src/store/subscribe';
import { newStream, request } from './contract/fixtures';

const READS_WITHOUT_NEWS = 5;

test('a subscription that looks again by itself gives a page only where there is something new', async () => {
  const store = openMemoryEventStore();
  let reads = 0;
  const readAll = async (range: LogRange): Promise<LogPage> => {
    reads += 1;
    if (reads === READS_WITHOUT_NEWS) await store.append(request(newStream(), 'none'));
    return store.readAll(range);
  };
  const source = { readAll, appended: new AppendedSignal(), lookAgainMs: 1 };
  const pages: LogPage[] = [];
  for await (const page of subscribe(source, { after: 0, signal: new AbortController().signal })) {
    pages.push(page);
    if (page.events.length > 0) break;
  }
  expect(pages.map(({ events, position }) => [events.length, position])).toEqual([
    [0, 0],
    [1, 1],
  ]);
});
