import { EVENTS_PER_READ_MAX } from '../../../src/store/event-store';
import { HANG_MS, until } from '../../until';
import { done, newStream, request } from '../contract/fixtures';
import { readWhole } from '../contract/read-all';
import { standingIn } from './standing-in';

const { serverOf, storeOn } = standingIn();

describe('the event store on a server that holds more than its log', () => {
  test('shows neither the notes of the server nor its own, nor the events of others', async () => {
    const server = await serverOf();
    const store = await storeOn(server);
    expect(await store.head()).toBe(0);
    expect(await store.readAll({ after: 0 })).toEqual({ events: [], position: 0, caughtUp: true });
    const answer = done(await store.append(request(newStream(), 'none', 2)));
    server.log.addSystemEvent('$statsCollected', '$stats-127.0.0.1:2113');
    server.log.addForeignEvent('orders-1', 'OrderPlaced');
    expect(server.log.records.length).toBeGreaterThan(6);
    expect(await readWhole(store, { after: 0 })).toHaveLength(2);
    expect(await store.head()).toBe(answer.position);
    const pages = store.subscribe({ after: 0, signal: AbortSignal.timeout(HANG_MS) });
    const { value } = await pages[Symbol.asyncIterator]().next();
    expect(value).toMatchObject({ events: [{ revision: 0 }, { revision: 1 }], position: answer.position });
  });

  test('comes on past many events of others', async () => {
    const server = await serverOf();
    const store = await storeOn(server);
    const first = done(await store.append(request(newStream(), 'none')));
    for (let count = 0; count < 2 * EVENTS_PER_READ_MAX; count += 1) {
      server.log.addForeignEvent(`orders-${count}`, 'OrderPlaced');
    }
    expect(await store.head()).toBe(first.position);
    const second = done(await store.append(request(newStream(), 'none')));
    const events = await readWhole(store, { after: 0 });
    expect(events.map(({ position }) => position)).toEqual([first.position, second.position]);
    expect(await readWhole(store, { after: 0, types: ['Counted'] })).toEqual(events);
    expect(await store.positionAt('9999-12-31T23:59:59.999Z')).toBe(second.position);
  });

  test('says so where another hand has written to one of its streams', async () => {
    const server = await serverOf();
    const store = await storeOn(server);
    const { stream } = request(newStream(), 'none');
    await store.append(request(stream, 'none'));
    server.log.addForeignEvent(stream, 'OrderPlaced');
    await expect(store.readStream(stream)).rejects.toMatchObject({ code: 'CORRUPT' });
    expect(await readWhole(store, { after: 0 })).toHaveLength(1);
  });

  test('does not pass over an event of its own that is damaged', async () => {
    const server = await serverOf();
    const store = await storeOn(server);
    const before = done(await store.append(request(newStream(), 'none')));
    const controller = new AbortController();
    const { signal } = controller;
    const pages = store.subscribe({ after: before.position, signal })[Symbol.asyncIterator]();
    expect((await pages.next()).value).toMatchObject({ events: [], position: before.position });
    const damaged = { id: crypto.randomUUID(), type: 'Counted', contentType: 'application/json' };
    const metadata = Buffer.from('{"liaison":{"commandId":"lost"},"metadata":{}}');
    server.log.append('damaged', 'no_stream', [{ ...damaged, metadata, data: Buffer.from('{}') }]);
    const more = pages.next();
    await until(() => store.health().status === 'failed');
    controller.abort();
    expect(await more).toMatchObject({ done: true });
    expect(store.health()).toMatchObject({ status: 'failed', why: expect.stringContaining('damaged') });
    await expect(store.readAll({ after: 0 })).rejects.toMatchObject({ code: 'CORRUPT' });
    await expect(store.head()).rejects.toMatchObject({ code: 'CORRUPT' });
  });

  test.each([true, false])(
    'says so where a stream was deleted for good (batches: %p)',
    async (hasFeatures) => {
      const server = await serverOf({ hasFeatures });
      const store = await storeOn(server);
      const { stream } = request(newStream(), 'none');
      await store.append(request(stream, 'none'));
      server.log.tombstone(stream);
      await expect(store.readStream(stream)).rejects.toMatchObject({ code: 'CORRUPT' });
      await expect(store.append(request(stream, 0))).rejects.toMatchObject({ code: 'CORRUPT' });
    },
  );

  test.each(['$settings', 'liaisonCommand-1', 'liaisonStore'])(
    'refuses the stream name %s',
    async (stream) => {
      const store = await storeOn(await serverOf());
      await expect(store.append(request(stream, 'any'))).rejects.toMatchObject({ code: 'INVALID' });
      expect(await store.readCommand(request(stream, 'any').commandId)).toEqual([]);
    },
  );

  test('refuses a type that looks like one of the server', async () => {
    const store = await storeOn(await serverOf());
    const refused = store.append(request(newStream(), 'any', 1, '$metadata'));
    await expect(refused).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('reads on from right before an event too, and refuses a position that nothing stands at', async () => {
    const server = await serverOf();
    const store = await storeOn(server);
    await store.append(request(newStream(), 'none', 3));
    const events = await readWhole(store, { after: 0 });
    for (const reader of [store, await storeOn(server)]) {
      const page = await reader.readAll({ after: events[1]!.position - 1, limit: 1 });
      expect(page.events).toEqual([events[1]]);
    }
    await expect(store.readAll({ after: events[1]!.position - 5 })).rejects.toMatchObject({
      code: 'INVALID',
    });
  });

  test('finds a rare event where the server looks for it in silence', async () => {
    const server = await serverOf();
    const store = await storeOn(server);
    await store.append(request(newStream(), 'none', 3, 'Common'));
    await store.append(request(newStream(), 'none', 1, 'Rare'));
    for (const fault of ['none', 'silence'] as const) server.faults.plan('read', fault);
    const page = await store.readAll({ after: 0, types: ['Rare'] });
    expect(page).toMatchObject({ events: [{ type: 'Rare' }], position: await store.head(), caughtUp: true });
    expect(server.faults.left).toBe(0);
  });

  test.each([true, false])('26 says what the server takes at most (batches: %p)', async (hasFeatures) => {
    const server = await serverOf({ hasFeatures });
    server.appendBytesMax = 2_000;
    const store = await storeOn(server);
    const fault: unknown = await store
      .append(request(newStream(), 'none', 20))
      .catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'INVALID', message: expect.stringContaining('2000 bytes') });
    expect(await store.append(request(newStream(), 'none'))).toMatchObject({ revision: 0 });
  });

  test('the same server is the same store for everybody, and another name is another store', async () => {
    const server = await serverOf();
    const [one, two] = await Promise.all([storeOn(server), storeOn(server)]);
    expect(one.storeId).toBe(two.storeId);
    expect((await storeOn(server, { storeStream: 'liaisonStore-other' })).storeId).not.toBe(one.storeId);
  });
});
