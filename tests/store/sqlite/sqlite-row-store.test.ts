import { statSync } from 'node:fs';
import { join } from 'node:path';
import { STATEMENTS_KEPT_MAX, StatementCache } from '../../../src/store/rows/sqlite/statement-cache';
import { openDatabase } from '../../../src/store/sqlite/database';
import { change, FILE, read, sqlitePlace } from '../row-places';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

test('a file of rows survives a power cut undamaged', async () => {
  const place = await sqlitePlace();
  const rows = await place.open();
  expect(await read(rows, 'PRAGMA synchronous')).toEqual([{ synchronous: 1 }]);
  expect(await read(rows, 'PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  await rows.close();
  await place.remove();
});

test('a file of rows has everything in it when it is closed', async () => {
  const place = await sqlitePlace();
  const rows = await place.open();
  await change(rows, `INSERT INTO facts (name, value) VALUES ('kept', '1')`);
  await rows.close();
  expect(statSync(join(place.folder, `${FILE}-wal`), { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  await place.remove();
});

test('a statement cache keeps what is used and drops what was not used for longest', () => {
  const database = openDatabase(join(newFolder(), 'statements.db'), { durability: 'off' });
  const cache = new StatementCache(database);
  const [first, second] = [cache.get('SELECT 0'), cache.get('SELECT 1')];
  for (let n = 2; n < STATEMENTS_KEPT_MAX; n += 1) cache.get(`SELECT ${n}`);
  expect(cache.get('SELECT 0')).toBe(first);
  cache.get('SELECT -1');
  expect(cache.get('SELECT 0')).toBe(first);
  expect(cache.get('SELECT 1')).not.toBe(second);
  database.close();
});
