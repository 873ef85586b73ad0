import { openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { contactList } from '../../../projections/contact-list/project';
import { openSqliteRows, type SqliteRowStore } from '../../../src/store/rows/sqlite/sqlite-row-store';
import { ana, registered } from '../../projections/people';
import { openLog, openReadSide } from '../../projections/read-side';
import { HANG_MS } from '../../until';
import { change, FILE, read, sqlitePlace } from '../row-places';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

/** Rows on pages of which all but the first were overwritten. */
const damagedRows = async (): Promise<SqliteRowStore> => {
  const path = join(newFolder(), 'readmodels.db');
  const rows = openSqliteRows(path);
  await change(rows, 'CREATE TABLE texts (text TEXT)');
  for (let count = 0; count < 100; count += 1)
    await change(rows, 'INSERT INTO texts VALUES (?)', ['x'.repeat(3_000)]);
  await rows.close();
  const from = 4 * 4_096;
  writeSync(openSync(path, 'r+'), Buffer.alloc(statSync(path).size - from, 0xee), 0, undefined, from);
  return openSqliteRows(path);
};

const goneThrough = async (rows: SqliteRowStore): Promise<void> => {
  for await (const some of rows.iterate('SELECT text FROM texts')) expect(some).toBeDefined();
};

const count = 'SELECT count(*) AS texts FROM texts WHERE length(text) > 0';

test.each<[string, (rows: SqliteRowStore) => Promise<unknown>]>([
  ['read', (rows) => read(rows, count)],
  ['gone through', goneThrough],
  ['written', (rows) => change(rows, `UPDATE texts SET text = 'y'`)],
])('damaged read models may be deleted, as who finds them so is told: %s', async (_, work) => {
  const rows = await damagedRows();
  await expect(work(rows)).rejects.toMatchObject({
    name: 'StoreFault',
    code: 'CORRUPT',
    message: expect.stringMatching(
      /readmodels\.db is damaged .*delete the file: the next start makes it anew/,
    ),
  });
  await rows.close();
});

test('damaged read models are made anew at the next start', async () => {
  const place = await sqlitePlace();
  const log = openLog();
  const before = await openReadSide({ log, place });
  const position = await before.tell(registered(ana, { given: 'Ana' }));
  await before.close();
  writeFileSync(join(place.folder, FILE), 'this was a database once'.repeat(500));
  const side = await openReadSide({ log, place });
  expect(await side.projector.reached(position, HANG_MS)).toBe(true);
  expect(await side.models.tally(contactList, 'total', { position })).toBe(1);
  await side.close();
  await place.remove();
});
