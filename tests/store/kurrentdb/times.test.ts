import type { LogPage, LogRange } from '../../../src/store/event-store';
import { TimeIndex } from '../../../src/store/kurrentdb/time-index';
import { openMemoryEventStore } from '../../../src/store/memory/memory-event-store';
import { HANG_MS } from '../../until';
import { done, newStream, request } from '../contract/fixtures';
import { readWhole } from '../contract/read-all';
import { standingIn } from './standing-in';

const { serverOf, storeOn } = standingIn();

const START = Date.parse('2026-11-25T12:00:00.000Z');
const at = (milliseconds: number): string => new Date(START + milliseconds).toISOString();

describe('times of the event store in KurrentDB', () => {
  test('9.1 are the milliseconds that the store gave, whichever way an event is read', async () => {
    const store = await storeOn(await serverOf(), { clock: () => START + 123 });
    const pages = store.subscribe({ after: 0, signal: AbortSignal.timeout(HANG_MS) })[Symbol.asyncIterator]();
    await pages.next();
    const answer = done(await store.append(request(newStream(), 'none')));
    const { value } = (await pages.next()) as { value: LogPage };
    const [stored] = await readWhole(store, { after: 0 });
    expect([answer, stored, value.events[0]].map((each) => each?.recordedAt)).toEqual(Array(3).fill(at(123)));
  });

  test('do not fall in one process, and not behind what it has read', async () => {
    const server = await serverOf();
    const ahead = await storeOn(server, { clock: () => START + 5_000 });
    await ahead.append(request(newStream(), 'none'));
    let now = START + 900;
    const behind = await storeOn(server, { clock: () => now });
    expect(await behind.append(request(newStream(), 'none'))).toMatchObject({ recordedAt: at(5_000) });
    now = START + 6_000;
    expect(await behind.append(request(newStream(), 'none'))).toMatchObject({ recordedAt: at(6_000) });
    now = START;
    expect(await behind.append(request(newStream(), 'none'))).toMatchObject({ recordedAt: at(6_000) });
  });

  test('where two processes disagree, an instant leads to the last position before anything later', async () => {
    const server = await serverOf();
    const times = [10, 20, 50, 30, 40, 60];
    const positions: number[] = [];
    for (const time of times) {
      // As a process writes that has read nothing yet: its clock is all it knows.
      const record = { id: crypto.randomUUID(), type: 'Counted', contentType: 'application/json' };
      const mark = { commandId: crypto.randomUUID(), recordedAt: START + time, write: 'w', version: 1 };
      const metadata = Buffer.from(JSON.stringify({ liaison: mark, metadata: {} }));
      const event = { ...record, metadata, data: Buffer.from('{}') };
      const answer = server.log.append(newStream(), 'no_stream', [event]);
      positions.push(answer.outcome === 'success' ? (answer.position ?? 0) : 0);
    }
    const store = await storeOn(server);
    const found = (milliseconds: number) => store.positionAt(at(milliseconds));
    expect(await Promise.all([0, 10, 15, 20, 30, 45, 50, 55, 60, 99].map(found))).toEqual([
      0,
      positions[0],
      positions[0],
      positions[1],
      positions[1],
      positions[1],
      positions[4],
      positions[4],
      positions[5],
      positions[5],
    ]);
  });
});

describe('the index of times', () => {
  const indexed = async (events: number) => {
    let now = START;
    const store = openMemoryEventStore({ clock: () => now, positionStep: 3 });
    const ranges: LogRange[] = [];
    for (let count = 0; count < events; count += 1000) {
      now += 1_000;
      await store.append(request(newStream(), 'none', 1000));
    }
    const index = new TimeIndex((range) => {
      ranges.push(range);
      return store.readAll(range);
    });
    return { index, ranges, store };
  };

  test('reads the log once, and then only near what is asked for', async () => {
    const { index, ranges, store } = await indexed(20_000);
    expect(await index.positionAt(at(20_000))).toBe(await store.head());
    expect(ranges).toHaveLength(20);
    for (const second of [1, 7, 13, 20]) {
      ranges.length = 0;
      expect(await index.positionAt(at(second * 1_000))).toBe(second * 3_000);
      expect(ranges.length).toBeLessThanOrEqual(2);
    }
  });

  test('reads no further than it must', async () => {
    const { index, ranges } = await indexed(20_000);
    expect(await index.positionAt(at(3_500))).toBe(9_000);
    expect(ranges.length).toBeLessThanOrEqual(6);
  });

  test('learns from what others read, where that goes on from what it knows', async () => {
    const { index, ranges, store } = await indexed(5_000);
    let after = 0;
    for (let pages = 0; pages < 5; pages += 1) {
      const range = { after };
      const page = await store.readAll(range);
      index.learn({ ...range, types: ['Counted'] }, page);
      index.learn({ after: after + 1 }, page);
      index.learn(range, page);
      after = page.position;
    }
    expect(await index.positionAt(at(9_000_000))).toBe(15_000);
    expect(ranges).toHaveLength(1);
  });
});
