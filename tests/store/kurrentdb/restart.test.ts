import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore, LogFilter, StoredEvent } from '../../../src/store/event-store';
import { HANG_MS, until } from '../../until';
import { done, newFamily, newStream, request } from '../contract/fixtures';
import { readWhole } from '../contract/read-all';
import { QUICK, standingIn } from './standing-in';

const WRITERS = 8;
const OUTAGE_MS = 300;

const { serverOf, storeOn } = standingIn();

/** Events as a subscription gives them, until so many have come. */
const followed = async (
  store: EventStore,
  count: number,
  filter: LogFilter = {},
): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  const signal = AbortSignal.timeout(HANG_MS);
  for await (const page of store.subscribe({ after: 0, signal, ...filter })) {
    events.push(...page.events);
    if (events.length >= count) break;
  }
  return events;
};

describe('a restart of the server, which a stand-in plays', () => {
  test('loses no append that was acknowledged and doubles none, in the middle of load', async () => {
    const server = await serverOf();
    const store = await storeOn(server);
    const follower = await storeOn(server);
    let isOver = false;
    const acknowledged: string[] = [];
    const write = async (stream: string): Promise<void> => {
      for (let revision = -1; !isOver; revision += 1) {
        const appended = request(stream, revision < 0 ? 'none' : revision);
        const answer = done(await store.append(appended));
        expect(answer).toMatchObject({ revision: revision + 1, replayed: false });
        acknowledged.push(appended.commandId);
      }
    };
    const family = newFamily();
    const writing = Promise.all(Array.from({ length: WRITERS }, (_, index) => write(`${family}${index}`)));
    const moreAcknowledged = async (): Promise<void> => {
      const before = acknowledged.length;
      await until(() => acknowledged.length >= before + WRITERS);
    };
    for (let round = 0; round < 3; round += 1) {
      await moreAcknowledged();
      server.stop();
      await delay(OUTAGE_MS);
      await server.start();
    }
    await moreAcknowledged();
    isOver = true;
    await writing;
    const log = await readWhole(store, { after: 0 });
    expect(acknowledged.length).toBeGreaterThanOrEqual(4 * WRITERS);
    expect(log.map(({ commandId }) => commandId).sort()).toEqual([...acknowledged].sort());
    expect(await followed(follower, log.length)).toEqual(log);
  });

  test('62 goes unseen by a subscription: each event comes once and in order', async () => {
    const server = await serverOf();
    const [store, writer] = [await storeOn(server), await storeOn(server)];
    const family = newFamily();
    const all = followed(store, 60);
    const some = followed(store, 30, { types: ['Wanted'] });
    for (let count = 0; count < 60; count += 1) {
      if (count % 20 === 10) await server.cut();
      await writer.append(request(`${family}${count}`, 'none', 1, count % 2 === 0 ? 'Wanted' : 'Unwanted'));
    }
    const log = await readWhole(writer, { after: 0 });
    expect(log).toHaveLength(60);
    expect(await all).toEqual(log);
    expect(await some).toEqual(log.filter(({ type }) => type === 'Wanted'));
    expect(server.calls.subscribe).toBeGreaterThan(2);
  });

  test('62 a subscription that the server does not confirm is asked for again', async () => {
    const server = await serverOf();
    for (const fault of ['silence', 'unavailable', 'aborted'] as const)
      server.faults.plan('subscribe', fault);
    const [store, other] = [await storeOn(server), await storeOn(server)];
    const pages = store.subscribe({ after: 0, signal: AbortSignal.timeout(HANG_MS) })[Symbol.asyncIterator]();
    expect((await pages.next()).value).toEqual({ events: [], position: 0, caughtUp: true });
    // Only when its subscription stands does the store hear of what others write.
    await other.append(request(newStream(), 'none', 2));
    expect((await pages.next()).value.events.length).toBeGreaterThan(0);
    expect(server.faults.left).toBe(0);
  });

  test('62 a subscription that hears nothing of what is written is asked for again', async () => {
    const server = await serverOf();
    server.faults.plan('subscribe', 'deafness');
    const store = await storeOn(server);
    const pages = store.subscribe({ after: 0, signal: AbortSignal.timeout(HANG_MS) })[Symbol.asyncIterator]();
    await pages.next();
    expect(server.faults.left).toBe(0);
    await store.append(request(newStream(), 'none', 2));
    expect((await pages.next()).value.events.length).toBeGreaterThan(0);
  });

  test('62 a subscription that is slow to be confirmed stands in the end, and calls beside it go on', async () => {
    const server = await serverOf();
    server.faults.confirmAfterMs = (5 * QUICK.silenceMs) / 2;
    const [store, other] = [await storeOn(server), await storeOn(server)];
    const pages = store.subscribe({ after: 0, signal: AbortSignal.timeout(HANG_MS) })[Symbol.asyncIterator]();
    await pages.next();
    await other.append(request(newStream(), 'none', 2));
    expect((await pages.next()).value.events.length).toBeGreaterThan(0);
  });

  test('62 a subscription waits for a server that is away longer than a call is repeated', async () => {
    const server = await serverOf();
    const store = await storeOn(server, { timings: { ...QUICK, patienceMs: 1_000 } });
    await store.append(request(newStream(), 'none', 2));
    server.stop();
    const reading = followed(store, 2);
    await expect(store.head()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await server.start();
    expect(await reading).toHaveLength(2);
  });

  test('59 a reader that is slow, and a server that sends slowly, come to everything in order', async () => {
    const server = await serverOf();
    const store = await storeOn(server);
    server.faults.pauseMs = 1;
    const stream = newStream();
    const reading = followed(store, 300);
    for (let revision = -1; revision < 299; revision += 100)
      await store.append(request(stream, revision < 0 ? 'none' : revision, 100));
    expect((await reading).map(({ revision }) => revision)).toEqual(
      Array.from({ length: 300 }, (_, index) => index),
    );
  });
});
