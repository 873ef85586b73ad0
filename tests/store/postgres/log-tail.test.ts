import type { StoredEvent } from '../../../src/store/event-store';
import { LogTail, TAIL_BYTES_MAX, TAIL_EVENTS_MAX } from '../../../src/store/postgres/log-tail';
import { openPostgresEventStore } from '../../../src/store/postgres/postgres-event-store';
import { prepareAppend } from '../../../src/store/prepared-append';
import { HANG_MS, until } from '../../until';
import { done, newStream, request } from '../contract/fixtures';
import { freshPostgres } from './fresh-postgres';

const { open } = freshPostgres();

/** Notes an append of so many events, of which the last got this position. */
const noted = (tail: LogTail, position: number, count = 1, type = 'Counted', replayed = false) => {
  const append = prepareAppend(request('one', 'none', count, type));
  const recordedAt = '2026-03-01T12:00:00.000Z';
  tail.note([append], [{ outcome: 'appended', revision: position - 1, position, recordedAt, replayed }]);
};
const positions = (events: readonly StoredEvent[] | undefined) => events?.map(({ position }) => position);
const held = (tail: LogTail, after: number, furthest: number, types?: readonly string[]) => {
  const page = tail.page({ after, ...(types && { types }) }, furthest);
  return page && { ...page, events: positions(page.events) };
};

describe('the end of the log that a process has written', () => {
  test('is given to whoever has all before it, as far as it is wanted', () => {
    const tail = new LogTail();
    noted(tail, 12, 2);
    noted(tail, 13, 1, 'Other');
    expect(held(tail, 9, 13)).toBeUndefined();
    expect(held(tail, 10, 13)).toEqual({ events: [11, 12, 13], position: 13, caughtUp: true });
    expect(held(tail, 11, 14)).toEqual({ events: [12, 13], position: 13, caughtUp: false });
    expect(held(tail, 10, 13, ['Other'])).toEqual({ events: [13], position: 13, caughtUp: true });
    expect(held(tail, 13, 13)).toEqual({ events: [], position: 13, caughtUp: true });
  });

  test('says nothing about what others have written behind it or in between', () => {
    const tail = new LogTail();
    noted(tail, 1);
    expect(held(tail, 1, 2)).toBeUndefined();
    noted(tail, 3);
    expect(held(tail, 0, 3)).toBeUndefined();
    expect(held(tail, 1, 3)).toBeUndefined();
    expect(held(tail, 2, 3)).toEqual({ events: [3], position: 3, caughtUp: true });
  });

  test('begins anew where positions are given again', () => {
    const tail = new LogTail();
    for (const position of [1, 2, 3]) noted(tail, position);
    noted(tail, 2);
    expect(held(tail, 0, 3)).toBeUndefined();
    expect(held(tail, 1, 2)).toEqual({ events: [2], position: 2, caughtUp: true });
  });

  test('has no place for what was written before', () => {
    const tail = new LogTail();
    noted(tail, 1, 1, 'Counted', true);
    expect(held(tail, 0, 1)).toBeUndefined();
  });

  test('ends a page at its bound', () => {
    const tail = new LogTail();
    noted(tail, 3, 3);
    expect(tail.page({ after: 0, limit: 2 }, 3)).toMatchObject({ position: 2, caughtUp: false });
  });

  test('holds no more than it may', () => {
    const tail = new LogTail();
    for (let position = 1_000; position <= 2 * TAIL_EVENTS_MAX; position += 1_000) {
      noted(tail, position, 1_000);
      held(tail, position, position);
    }
    const last = 2 * TAIL_EVENTS_MAX;
    expect(held(tail, last - TAIL_EVENTS_MAX - 1, last)).toBeUndefined();
    expect(held(tail, last - 1_000, last)).toMatchObject({ position: last });
    const text = 'x'.repeat(200 * 1024);
    for (let index = 1; index * text.length <= TAIL_BYTES_MAX + text.length; index += 1) {
      const large = request('one', 'none');
      const events = large.events.map((event) => ({ ...event, data: { text } }));
      tail.note(
        [prepareAppend({ ...large, events })],
        [{ outcome: 'appended', revision: 0, position: last + index, recordedAt: '', replayed: false }],
      );
    }
    expect(held(tail, last, last)).toBeUndefined();
  });

  test('is held while somebody asks for it', () => {
    const tail = new LogTail();
    for (let position = 1; position <= TAIL_EVENTS_MAX; position += 1) noted(tail, position);
    const first = TAIL_EVENTS_MAX + 1;
    noted(tail, first);
    expect(held(tail, first - 1, first)).toBeUndefined();
    noted(tail, first + 1);
    expect(held(tail, first, first + 1)).toEqual({
      events: [first + 1],
      position: first + 1,
      caughtUp: true,
    });
    for (let position = first + 2; position <= first + TAIL_EVENTS_MAX; position += 1) noted(tail, position);
    const last = first + TAIL_EVENTS_MAX;
    expect(held(tail, last - 1, last)).toEqual({ events: [last], position: last, caughtUp: true });
  });

  test('is the log as it stands in the database', async () => {
    const database = await open();
    const store = await openPostgresEventStore({ database });
    await store.append(request('one', 'none', 3));
    const signal = AbortSignal.timeout(HANG_MS);
    const followed: StoredEvent[] = [];
    const following = (async () => {
      for await (const { events } of store.subscribe({ after: 3, signal })) {
        followed.push(...events);
        if (followed.length === 3) return;
      }
    })();
    await Promise.all([store.append(request('one', 2, 2)), store.append(request('two', 'none'))]);
    await following;
    expect(followed).toEqual((await store.readAll({ after: 3 })).events);
    await store.close();
  });

  test('is not read back by those who follow it', async () => {
    const database = await open();
    const store = await openPostgresEventStore({ database });
    const controller = new AbortController();
    const seen: number[] = [];
    const following = (async () => {
      for await (const { position } of store.subscribe({ after: 0, signal: controller.signal }))
        seen.push(position);
    })();
    await until(() => seen.length > 0);
    // Whoever reads it from the database now is told that it is gone.
    await database.query(`CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN DELETE FROM liaison_log.events WHERE position = 1; RETURN NULL; END $$`);
    await database.query(`CREATE TRIGGER gone AFTER INSERT ON liaison_log.events EXECUTE FUNCTION gone()`);
    await store.append(request('one', 'none'));
    await until(() => seen.at(-1) === 1);
    controller.abort();
    await following;
    await expect(store.readAll({ after: 0 })).rejects.toMatchObject({ code: 'CORRUPT' });
    await store.close();
  });

  test('and what another process writes in between come in their order', async () => {
    const [here, there] = await Promise.all(
      [await open(), await open()].map((database) => openPostgresEventStore({ database })),
    );
    if (here === undefined || there === undefined) throw new Error('expected two stores');
    const controller = new AbortController();
    const seen: number[] = [];
    const following = (async () => {
      for await (const { events } of here.subscribe({ after: 0, signal: controller.signal }))
        seen.push(...(positions(events) ?? []));
    })();
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(
        [here, there, here, there, there].map((store) =>
          store.append(request(newStream(), 'none', 2)).then(done),
        ),
      );
    }
    await until(() => seen.length >= 100);
    controller.abort();
    await following;
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    await Promise.all([here.close(), there.close()]);
  });
});
