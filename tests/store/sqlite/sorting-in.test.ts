import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { EVENTS_PER_APPEND_MAX } from '../../../src/store/event-store';
import { SORTED_AT_ONCE } from '../../../src/store/sqlite/arrivals';
import type { Database } from '../../../src/store/sqlite/database';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { newStream, request } from '../contract/fixtures';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

const sortedIn = (path: string): number => {
  const database = new DatabaseSync(path, { readOnly: true });
  const { events } = database.prepare('SELECT count(*) AS events FROM events').get() ?? {};
  database.close();
  return Number(events);
};

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await pause(5);
};

/** Appends of as many events as are sorted in at once. */
const piece = () =>
  Array.from({ length: SORTED_AT_ONCE / EVENTS_PER_APPEND_MAX }, () =>
    request(newStream(), 'none', EVENTS_PER_APPEND_MAX),
  );

describe('events that came in are sorted in', () => {
  test('some at a time where there are too many', async () => {
    const path = join(newFolder(), 'log.db');
    const store = await openSqliteEventStore({ path, arrivalsMax: 2.5 * SORTED_AT_ONCE });
    const sorted: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      // Sent together, so that the store is not idle between them.
      await Promise.all([...piece(), request(newStream(), 'none')].map((append) => store.append(append)));
      sorted.push(sortedIn(path));
    }
    expect(sorted).toEqual([0, 0, SORTED_AT_ONCE, 2 * SORTED_AT_ONCE]);
    await store.close();
    expect(sortedIn(path)).toBe(4 * SORTED_AT_ONCE + 4);
  });

  test('while nothing else comes in, but for the few that are left', async () => {
    const path = join(newFolder(), 'log.db');
    const store = await openSqliteEventStore({ path });
    const sent = [...piece(), ...piece(), request(newStream(), 'none', 7)];
    for (const append of sent) await store.append(append);
    await until(() => sortedIn(path) === 2 * SORTED_AT_ONCE);
    const { events } = await store.readAll({ after: 2 * SORTED_AT_ONCE - 1 });
    expect(events.map(({ position }) => position - 2 * SORTED_AT_ONCE)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    for (const { stream, commandId, events: own } of sent) {
      expect(await store.readStream(stream)).toHaveLength(own.length);
      expect(await store.readCommand(commandId)).toHaveLength(own.length);
    }
    await store.close();
  });

  test('by nobody once the disk has failed, and then they are there after a restart', async () => {
    const path = join(newFolder(), 'log.db');
    let commits = 0;
    const commit = (database: Database): void => {
      commits += 1;
      if (commits > 1) throw Object.assign(new Error('disk I/O error'), { sqliteCodeName: 'SQLITE_IOERR' });
      database.exec('COMMIT');
    };
    const store = await openSqliteEventStore({ path, io: { commit } });
    await Promise.all(piece().map((append) => store.append(append)));
    await until(() => store.health().status === 'failed');
    await expect(store.append(request(newStream(), 'none'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await store.head()).toBe(SORTED_AT_ONCE);
    await store.close();
    expect([commits, sortedIn(path)]).toEqual([2, 0]);
    const again = await openSqliteEventStore({ path });
    expect(await again.head()).toBe(SORTED_AT_ONCE);
    await again.close();
    expect(sortedIn(path)).toBe(SORTED_AT_ONCE);
  });
});
