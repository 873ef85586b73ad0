import { openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openRowStore, type RowStore } from '../../../src/store/rows/row-store';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

/** Rows on pages of which all but the first were overwritten. */
const damagedRows = (): RowStore => {
  const path = join(newFolder(), 'readmodels.db');
  const rows = openRowStore(path);
  rows.run('CREATE TABLE texts (text TEXT)');
  for (let count = 0; count < 100; count += 1) rows.run('INSERT INTO texts VALUES (?)', ['x'.repeat(3_000)]);
  rows.close();
  const from = 4 * 4_096;
  writeSync(openSync(path, 'r+'), Buffer.alloc(statSync(path).size - from, 0xee), 0, undefined, from);
  return openRowStore(path);
};

const count = 'SELECT count(*) AS texts FROM texts WHERE length(text) > 0';

test.each<[string, (rows: RowStore) => unknown]>([
  ['read', (rows) => rows.get(count)],
  ['listed', (rows) => rows.all('SELECT text FROM texts')],
  ['gone through', (rows) => [...rows.iterate('SELECT text FROM texts')]],
  ['written', (rows) => rows.run(`UPDATE texts SET text = 'y'`)],
  ['read as of one moment', (rows) => rows.read(() => rows.get(count))],
])('damaged read models may be deleted, as who finds them so is told: %s', (_, work) => {
  const rows = damagedRows();
  const damaged = expect.objectContaining({
    name: 'StoreFault',
    code: 'CORRUPT',
    message: expect.stringMatching(
      /readmodels\.db is damaged .*delete the file: the next start makes it anew/,
    ),
  });
  expect(() => {
    try {
      work(rows);
    } catch (fault) {
      expect(fault).toEqual(damaged);
      throw fault;
    }
  }).toThrow();
  rows.close();
});
