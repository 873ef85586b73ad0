import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { EventStore, StoredEvent } from '../../../src/store/event-store';
import { damagedArrivals } from '../../../src/store/sqlite/arrival-check';
import { ArrivalTable } from '../../../src/store/sqlite/arrival-table';
import { type Database, openDatabase } from '../../../src/store/sqlite/database';
import { damageIn } from '../../../src/store/sqlite/integrity';
import { requireSoundLog } from '../../../src/store/sqlite/one-step-copy';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { newStream, request } from '../contract/fixtures';
import { AS_LAYOUT_3, AS_LAYOUT_4, AS_LAYOUT_5 } from './earlier-logs';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

const changed = (path: string, sql: string): void => {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
};

const count = (path: string, table: string): unknown => {
  const database = new DatabaseSync(path, { readOnly: true });
  const { rows } = database.prepare(`SELECT count(*) AS rows FROM ${table}`).get() ?? {};
  database.close();
  return rows;
};

const allOf = async (store: EventStore): Promise<readonly StoredEvent[]> =>
  (await store.readAll({ after: 0 })).events;

/** The files of a log as a process leaves them that is killed after six events: the last two are not sorted in. */
const killedLog = async () => {
  const folder = newFolder();
  const path = join(folder, 'log.db');
  const store = await openSqliteEventStore({ path, arrivalsMax: 4 });
  const stream = newStream();
  for (const revision of ['none', 0, 1, 2, 3, 4] as const) await store.append(request(stream, revision));
  const left = join(newFolder(), 'log.db');
  for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${left}${end}`);
  const events = await allOf(store);
  await store.close();
  return { path: left, closed: path, stream, events };
};

describe('events that came in last', () => {
  test('are found after a kill, by every way of reading', async () => {
    const { path, stream, events } = await killedLog();
    expect([count(path, 'events'), count(path, 'arrivals')]).toEqual([4, 2]);
    const store = await openSqliteEventStore({ path });
    expect(await allOf(store)).toEqual(events);
    expect(await store.readStream(stream)).toEqual(events);
    expect(await store.readStream(stream, { backwards: true, limit: 5 })).toEqual(events.slice(1).reverse());
    expect(await store.readStream(stream, { from: 3, to: 4 })).toEqual(events.slice(3, 5));
    for (const event of events) expect(await store.readCommand(event.commandId)).toEqual([event]);
    expect(await store.append(request(stream, 5))).toMatchObject({ revision: 6, position: 7 });
    await store.close();
  });

  test('are sorted into their streams when the log is closed', async () => {
    const { closed, events } = await killedLog();
    expect([count(closed, 'events'), count(closed, 'arrivals')]).toEqual([6, 0]);
    const store = await openSqliteEventStore({ path: closed });
    expect(await allOf(store)).toEqual(events);
    await store.close();
  });

  test.each([
    [
      'another text',
      `UPDATE arrivals SET data = '{}' WHERE position = 6`,
      /position 6 is not as it was written/,
    ],
    ['another stream', `UPDATE arrivals SET stream = 'x' WHERE position = 5`, /position 5 is not as it was/],
    ['a gap', 'DELETE FROM arrivals WHERE position = 5', /position 6 does not follow the one before it/],
    [
      'a stream that was cut short',
      'UPDATE streams SET revision = 1; DELETE FROM events WHERE revision > 1',
      /position 5 does not follow/,
    ],
  ])('are refused at the start where there is %s', async (_, sql, words) => {
    const { path } = await killedLog();
    changed(path, sql);
    await expect(openSqliteEventStore({ path })).rejects.toMatchObject({
      code: 'CORRUPT',
      message: expect.stringMatching(words),
    });
  });

  test('are found by a check of the whole log, and one that is sound has no finding', async () => {
    const { path } = await killedLog();
    const findings = () => {
      const database = openDatabase(path, { durability: 'full', readOnly: true });
      try {
        return damageIn(database, 'whole');
      } finally {
        database.close();
      }
    };
    expect(findings()).toEqual([]);
    changed(path, 'UPDATE arrivals SET revision = 7 WHERE position = 6');
    expect(findings()).toEqual(['the event at position 6 is not as it was written']);
  });

  test('are of one state of the log to who checks them while another process sorts them in', async () => {
    const { path } = await killedLog();
    const checking = openDatabase(path, { durability: 'full', readOnly: true });
    const sorting = openDatabase(path, { durability: 'full' });
    const between: Pick<Database, 'exec' | 'prepare'> = {
      exec: (sql) => checking.exec(sql),
      prepare: (sql) => {
        if (sql.includes('FROM events')) {
          sorting.exec('BEGIN IMMEDIATE');
          new ArrivalTable(sorting).settle(6);
          sorting.exec('COMMIT');
        }
        return checking.prepare(sql);
      },
    };
    expect(damagedArrivals(between as Database, 10)).toEqual([]);
    expect(count(path, 'arrivals')).toBe(0);
    for (const database of [checking, sorting]) database.close();
  });

  test('are seen once by a process that only reads, while they are sorted in', async () => {
    const path = join(newFolder(), 'log.db');
    const writer = await openSqliteEventStore({ path, arrivalsMax: 3 });
    const reader = await openSqliteEventStore({ path, readOnly: true });
    const stream = newStream();
    for (let revision = -1; revision < 8; revision += 1) {
      await writer.append(request(stream, revision < 0 ? 'none' : revision));
      expect(await allOf(reader)).toEqual(await allOf(writer));
      expect(await reader.readStream(stream)).toHaveLength(revision + 2);
      expect(await reader.head()).toBe(revision + 2);
    }
    await Promise.all([reader.close(), writer.close()]);
  });
});

/** By its command, and in its stream from either end. */
const expectFound = async (store: EventStore, event: StoredEvent): Promise<void> => {
  const { stream, revision, commandId } = event;
  expect(await store.readCommand(commandId)).toEqual([event]);
  for (const backwards of [false, true]) {
    expect(await store.readStream(stream, { from: revision, to: revision, backwards })).toEqual([event]);
    expect(await store.readStream(stream, { backwards })).toContainEqual(event);
  }
};

describe.each([
  ['2', 'closed', `${AS_LAYOUT_3}; DROP TABLE arrivals; PRAGMA user_version = 2`],
  ['3', 'path', AS_LAYOUT_3],
  ['4', 'path', AS_LAYOUT_4],
  ['5', 'path', AS_LAYOUT_5],
] as const)('a log of layout %s', (layout, kept, sql) => {
  const oldLog = async () => {
    const { events, ...paths } = await killedLog();
    changed(paths[kept], sql);
    return { path: paths[kept], events };
  };

  test('is read and checked as it stands by a process that only reads', async () => {
    const { path, events } = await oldLog();
    requireSoundLog(path);
    const store = await openSqliteEventStore({ path, readOnly: true });
    expect(await allOf(store)).toEqual(events);
    for (const event of events) await expectFound(store, event);
    await store.close();
    expect(count(path, `pragma_user_version WHERE user_version = ${layout}`)).toBe(1);
  });

  test('is brought to the layout of today by one that writes', async () => {
    const { path, events } = await oldLog();
    const store = await openSqliteEventStore({ path });
    expect(await allOf(store)).toEqual(events);
    for (const event of events) await expectFound(store, event);
    expect(await store.append(request(newStream(), 'none'))).toMatchObject({ position: 7 });
    await store.close();
    requireSoundLog(path);
    expect([count(path, 'events'), count(path, 'commands')]).toEqual([7, 7]);
    expect(
      count(path, `sqlite_schema WHERE name IN ('events_by_command', 'earlier_events', 'earlier_streams')`),
    ).toBe(0);
  });
});
