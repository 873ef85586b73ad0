import { join } from 'node:path';
import type { EventStore } from '../../../src/store/event-store';
import type { Database } from '../../../src/store/sqlite/database';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { newStream, request } from '../contract/fixtures';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

/** A commit that breaks from the second on, in the way that is given. */
const breaking = (breakDown: (database: Database) => void) => {
  let commits = 0;
  return (database: Database): void => {
    commits += 1;
    if (commits > 1) breakDown(database);
    else database.exec('COMMIT');
  };
};

/** As SQLite says it when an fsync fails. */
const fsyncError = () =>
  Object.assign(new Error('disk I/O error'), { sqliteCodeName: 'SQLITE_IOERR', errstr: 'disk I/O error' });

const failBefore = () => {
  throw fsyncError();
};

const failAfter = (database: Database) => {
  database.exec('COMMIT');
  throw fsyncError();
};

const expectFailed = async (store: EventStore) => {
  expect(store.health()).toMatchObject({ status: 'failed', why: expect.stringContaining('repair the disk') });
  await expect(store.append(request(newStream(), 'any'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
};

describe('the event store in SQLite after a fault of the disk', () => {
  test.each([
    ['nothing was written', failBefore, false],
    ['everything was written', failAfter, true],
  ])(
    'says that the outcome is unknown where %s, and a retry after a restart tells',
    async (_, how, written) => {
      const path = join(newFolder(), 'log.db');
      const store = await openSqliteEventStore({ path, io: { commit: breaking(how) } });
      const kept = request(newStream(), 'none');
      await store.append(kept);
      const batch = [request(newStream(), 'none', 2), request(kept.stream, 0)];
      const answers = await Promise.allSettled(batch.map((each) => store.append(each)));
      for (const answer of answers) {
        expect(answer).toMatchObject({
          status: 'rejected',
          reason: { name: 'StoreFault', code: 'OUTCOME_UNKNOWN' },
        });
      }
      await expectFailed(store);
      expect(await store.readStream(kept.stream)).not.toHaveLength(0);
      await store.close();

      const again = await openSqliteEventStore({ path });
      expect(await again.head()).toBe(written ? 4 : 1);
      for (const each of batch) {
        expect(await again.append(each)).toMatchObject({
          outcome: 'appended',
          revision: 1,
          replayed: written,
        });
      }
      expect(await again.head()).toBe(4);
      await again.close();
    },
  );

  test('refuses what still waits without writing it', async () => {
    const path = join(newFolder(), 'log.db');
    const store = await openSqliteEventStore({ path, io: { commit: failBefore } });
    const answers = await Promise.allSettled(
      Array.from({ length: 600 }, () => store.append(request(newStream(), 'none'))),
    );
    const codes = answers.map((answer) => (answer.status === 'rejected' ? answer.reason.code : 'appended'));
    expect(codes.filter((code) => code === 'OUTCOME_UNKNOWN')).toHaveLength(500);
    expect(codes.filter((code) => code === 'UNAVAILABLE')).toHaveLength(100);
    await store.close();
  });

  test('stops writing on a disk that is full, keeps what it has acknowledged and goes on after a restart', async () => {
    const path = join(newFolder(), 'log.db');
    const limited = (database: Database) => {
      database.exec('PRAGMA max_page_count = 40');
      database.exec('COMMIT');
    };
    const store = await openSqliteEventStore({ path, io: { commit: limited } });
    const acknowledged: string[] = [];
    let fault: unknown;
    while (fault === undefined && acknowledged.length < 1_000) {
      const sent = request(newStream(), 'none', 20);
      await store.append(sent).then(
        () => acknowledged.push(sent.stream),
        (error: unknown) => {
          fault = error;
        },
      );
    }
    expect(fault).toMatchObject({ code: 'OUTCOME_UNKNOWN', message: expect.stringContaining('SQLITE_FULL') });
    await expectFailed(store);
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const stream of acknowledged) expect(await store.readStream(stream)).toHaveLength(20);
    await store.close();

    const again = await openSqliteEventStore({ path });
    expect(await again.head()).toBe(acknowledged.length * 20);
    expect(await again.append(request(newStream(), 'none'))).toMatchObject({ outcome: 'appended' });
    await again.close();
  });

  test('goes on where another process only held the database for a while', async () => {
    const path = join(newFolder(), 'log.db');
    const store = await openSqliteEventStore({ path });
    const { DatabaseSync } = await import('@photostructure/sqlite');
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.append(request(newStream(), 'none'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(store.health()).toEqual({ status: 'ready' });
    other.exec('ROLLBACK');
    expect(await store.append(request(newStream(), 'none'))).toMatchObject({
      outcome: 'appended',
      position: 1,
    });
    other.close();
    await store.close();
  });
});
