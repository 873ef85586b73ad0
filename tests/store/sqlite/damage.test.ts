import { openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { closeDatabase, openDatabase } from '../../../src/store/sqlite/database';
import { checkLog, damageIn } from '../../../src/store/sqlite/integrity';
import { PAGE_BYTES } from '../../../src/store/sqlite/schema';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { newStream, request } from '../contract/fixtures';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();
const STREAM = newStream();

/** A closed log of 20 streams and one of three events; positions 1 to 403. */
const madeLog = async (): Promise<string> => {
  const path = join(newFolder(), 'log.db');
  const store = await openSqliteEventStore({ path });
  await store.append(request(STREAM, 'none', 3));
  for (let count = 0; count < 20; count += 1) await store.append(request(newStream(), 'none', 20));
  await store.close();
  return path;
};

const tamper = (path: string, sql: string): void => {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
};

const overwrite = (path: string, from: number, bytes: Buffer): void => {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, from);
};

const refusedWith = async (path: string, code: string, message: string | RegExp) => {
  const fault: unknown = await openSqliteEventStore({ path }).catch((error: unknown) => error);
  expect(fault).toMatchObject({ name: 'StoreFault', code, message: expect.stringMatching(message) });
  expect(fault).toMatchObject({ message: expect.stringContaining(path) });
};

describe('opening the log', () => {
  test('takes a sound one', async () => {
    const store = await openSqliteEventStore({ path: await madeLog() });
    expect(await store.head()).toBe(403);
    await store.close();
  });

  test('makes one where there is an empty file', async () => {
    const path = join(newFolder(), 'log.db');
    writeFileSync(path, '');
    const store = await openSqliteEventStore({ path });
    expect(await store.head()).toBe(0);
    await store.close();
  });

  test('makes none for a reader', async () => {
    await refusedWith(join(newFolder(), 'none', 'log.db'), 'UNAVAILABLE', 'unable to open');
    const path = join(newFolder(), 'log.db');
    await expect(openSqliteEventStore({ path, readOnly: true })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });

  test('refuses a file that is cut short', async () => {
    const path = await madeLog();
    truncateSync(path, statSync(path).size - PAGE_BYTES);
    await refusedWith(path, 'CORRUPT', /is cut short: expected \d+ bytes, got \d+; restore the data folder/);
  });

  test('refuses a file of which only a piece of the header is left', async () => {
    const path = await madeLog();
    truncateSync(path, 50);
    await refusedWith(path, 'CORRUPT', 'does not begin as a database does');
  });

  test('refuses a file that holds something else', async () => {
    const path = join(newFolder(), 'log.db');
    writeFileSync(path, 'Dear diary, '.repeat(2_000));
    await refusedWith(path, 'CORRUPT', 'does not begin as a database does');
    expect(readFileSync(path, 'utf8')).toMatch(/^Dear diary/);
  });

  test('refuses a log whose file is gone beside its write-ahead log', async () => {
    const path = await madeLog();
    writeFileSync(`${path}-wal`, Buffer.alloc(4_096, 1));
    rmSync(path);
    await refusedWith(path, 'CORRUPT', 'missing or empty beside its write-ahead log');
  });

  test('refuses a database of another program', async () => {
    const path = join(newFolder(), 'log.db');
    tamper(path, 'CREATE TABLE notes (text TEXT)');
    await refusedWith(path, 'CORRUPT', 'not an event log');
  });

  test.each([1, 7])('refuses a log of layout %i, without calling it damaged', async (layout) => {
    const path = await madeLog();
    tamper(path, `PRAGMA user_version = ${layout}`);
    await refusedWith(path, 'UNAVAILABLE', `expected a log of layout 6, got ${layout}: use the version that`);
  });

  test('refuses a log that has lost its id', async () => {
    const path = await madeLog();
    tamper(path, 'DELETE FROM meta');
    await refusedWith(path, 'CORRUPT', 'lost its store id');
  });

  test('refuses garbage in any page', async () => {
    const made = await madeLog();
    // Without the free pages, whose content means nothing.
    tamper(made, 'VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
    const sound = readFileSync(made);
    const pages = sound.length / PAGE_BYTES;
    expect(pages).toBeGreaterThan(8);
    for (let page = 0; page < pages; page += 1) {
      const path = join(newFolder(), 'log.db');
      writeFileSync(path, sound);
      overwrite(path, page * PAGE_BYTES, Buffer.alloc(PAGE_BYTES, `garbage in page ${page}. `));
      await refusedWith(path, 'CORRUPT', /damaged|does not begin|not an event log/);
    }
  });

  test.each([
    ['an event in the middle of the log', 'position = 200', /positions 200 to 200 are missing/],
    ['the first event of the log', 'position = 1', /positions 1 to 1 are missing/],
    [
      'the last event of the log',
      'position = 403',
      /should end at revision 19 and has 19 events up to revision 18/,
    ],
    ['some events in a row', 'position BETWEEN 5 AND 7', /positions 5 to 7 are missing/],
  ])('refuses a log without %s', async (_, which, message) => {
    const path = await madeLog();
    tamper(path, `DELETE FROM events WHERE ${which}`);
    await refusedWith(path, 'CORRUPT', message);
  });

  test.each([
    [
      'says that it is longer than it is',
      'UPDATE streams SET revision = 3',
      /should end at revision 3 and has 3 events/,
    ],
    [
      'says that it is shorter than it is',
      'UPDATE streams SET revision = 1',
      /should end at revision 1 and has 3/,
    ],
    ['is gone', 'DELETE FROM streams', /the event at position 1 belongs to no stream/],
  ])('refuses a log in which a stream %s', async (_, change, message) => {
    const path = await madeLog();
    tamper(path, `${change} WHERE name = '${STREAM}'`);
    await refusedWith(path, 'CORRUPT', message);
  });

  test.each([
    ['is not found by its name', 'DELETE FROM stream_names', /is not what is found by its name/],
    [
      'is found by another name',
      "UPDATE stream_names SET name = 'another'",
      /is not what is found by its name/,
    ],
    [
      'has its name on both levels',
      'INSERT INTO stream_names SELECT 1 - level, name, stream_id FROM stream_names',
      /there are 22 names of 21 streams/,
    ],
  ])('refuses a log in which a stream %s', async (_, change, message) => {
    const path = await madeLog();
    tamper(path, `${change} WHERE name = '${STREAM}'`);
    await refusedWith(path, 'CORRUPT', message);
  });

  test('refuses a log in which time goes back', async () => {
    const path = await madeLog();
    tamper(path, 'UPDATE events SET recorded_at = 5 WHERE position = 7');
    await refusedWith(path, 'CORRUPT', 'the event at position 7 is older than the one before it');
  });
});

describe('the check of a log too large to be checked as a whole at each start', () => {
  const checkTail = (path: string) => {
    const database = openDatabase(path, { durability: 'full' });
    try {
      checkLog(database, path, 0);
      return damageIn(database, 'whole');
    } finally {
      closeDatabase(database);
    }
  };

  test('finds nothing in a sound or an empty one', async () => {
    expect(checkTail(await madeLog())).toEqual([]);
    const path = join(newFolder(), 'log.db');
    await (await openSqliteEventStore({ path })).close();
    expect(checkTail(path)).toEqual([]);
  });

  test('finds what is missing among the last events, and a last event beyond the end of its stream', async () => {
    const holed = await madeLog();
    tamper(holed, 'DELETE FROM events WHERE position = 200');
    expect(() => checkTail(holed)).toThrow('positions 200 to 200 are missing');
    const short = await madeLog();
    tamper(short, `UPDATE streams SET revision = 0 WHERE name = '${STREAM}'`);
    expect(() => checkTail(short)).toThrow(
      'the event at position 2 belongs to no stream, or lies beyond its end',
    );
  });

  test('leaves to the whole check what only all events together tell', async () => {
    const path = await madeLog();
    tamper(path, `UPDATE streams SET revision = 5 WHERE name = '${STREAM}'`);
    expect(checkTail(path)).toEqual([
      `stream ${STREAM} should end at revision 5 and has 3 events up to revision 2`,
    ]);
  });
});
