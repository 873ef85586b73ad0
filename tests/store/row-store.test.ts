import { statSync } from 'node:fs';
import { join } from 'node:path';
import { contactList } from '../../projections/contact-list/project';
import { openRowStore } from '../../src/store/rows/row-store';
import { ROWS_PER_SELECT_MAX } from '../../src/store/rows/sqlite-read-models';
import { STATEMENTS_KEPT_MAX, StatementCache } from '../../src/store/rows/statement-cache';
import { openDatabase } from '../../src/store/sqlite/database';
import { ana, registered } from '../projections/people';
import { openReadSide, type ReadSide, temporaryFolder } from '../projections/read-side';

let side: ReadSide;
beforeEach(() => {
  side = openReadSide();
});
afterEach(() => side.close());

describe('a query of read models', () => {
  const at = { position: 0 };

  test('needs a limit', async () => {
    const unbounded = side.models.select(contactList, at, (rows) => rows.orderBy('row.key'));
    await expect(unbounded).rejects.toThrow(
      'expected a query with a limit of at most 1000 rows, got undefined',
    );
  });

  test('may not ask for more rows than a select answers', async () => {
    const all = side.models.select(contactList, at, (rows) => rows.limit(ROWS_PER_SELECT_MAX + 1));
    await expect(all).rejects.toThrow('got 1001');
  });

  test('binds text, numbers and null only', async () => {
    const odd = side.models.count(contactList, at, (rows) =>
      rows.where('row.key', '=', { toString: () => 'x' }),
    );
    await expect(odd).rejects.toThrow('expected text, a number or null as a value of a query, got object');
  });

  test('takes what is bound for a value, whatever it says', async () => {
    await side.tell(registered(ana, { given: 'Ana' }));
    const now = await side.models.current();
    const told = `' OR 1=1; DROP TABLE contact_list_a; --`;
    expect(await side.models.count(contactList, now, (rows) => rows.where('row.key', '=', told))).toBe(0);
    expect(await side.models.tally(contactList, told, now)).toBe(0);
    expect((await side.models.search(contactList, now, told, { limit: 5 })).total).toBe(0);
    expect(await side.models.tally(contactList, 'total', now)).toBe(1);
  });

  test('is a fault of the store where the rows cannot be read', async () => {
    side.rows.run('DROP TABLE contact_list_a');
    const card = side.models.get(contactList, ana, at);
    await expect(card).rejects.toMatchObject({ name: 'StoreFault', code: 'UNAVAILABLE' });
  });
});

describe('a row store', () => {
  test('writes all of a piece of work or nothing', () => {
    const broken = () =>
      side.rows.write(() => {
        side.rows.run(`INSERT INTO facts (name, value) VALUES ('one', '1')`);
        throw new Error('in the middle');
      });
    expect(broken).toThrow('in the middle');
    expect(side.rows.get(`SELECT value FROM facts WHERE name = 'one'`)).toBeUndefined();
  });

  test('reads one moment, whatever another connection writes meanwhile', () => {
    const other = side.rows.reopen();
    const seen = side.rows.read(() => {
      const before = side.rows.all('SELECT name FROM facts').length;
      other.run(`INSERT INTO facts (name, value) VALUES ('meanwhile', '1')`);
      return side.rows.all('SELECT name FROM facts').length - before;
    });
    other.close();
    expect(seen).toBe(0);
    expect(side.rows.get(`SELECT value FROM facts WHERE name = 'meanwhile'`)?.value).toBe('1');
  });

  test('survives a power cut undamaged', () => {
    expect(side.rows.get('PRAGMA synchronous')?.synchronous).toBe(1);
    expect(side.rows.get('PRAGMA journal_mode')?.journal_mode).toBe('wal');
  });

  test('has everything in its one file when it is closed', () => {
    const folder = temporaryFolder();
    const path = join(folder.path, 'rows.db');
    const rows = openRowStore(path);
    rows.run(`INSERT INTO facts (name, value) VALUES ('kept', '1')`);
    rows.close();
    expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    const again = openRowStore(path);
    expect(again.get(`SELECT value FROM facts WHERE name = 'kept'`)?.value).toBe('1');
    again.close();
    folder.remove();
  });
});

test('a statement cache keeps what is used and drops what was not used for longest', () => {
  const folder = temporaryFolder();
  const database = openDatabase(join(folder.path, 'statements.db'), { durability: 'off' });
  const cache = new StatementCache(database);
  const [first, second] = [cache.get('SELECT 0'), cache.get('SELECT 1')];
  for (let n = 2; n < STATEMENTS_KEPT_MAX; n += 1) cache.get(`SELECT ${n}`);
  expect(cache.get('SELECT 0')).toBe(first);
  cache.get('SELECT -1');
  expect(cache.get('SELECT 0')).toBe(first);
  expect(cache.get('SELECT 1')).not.toBe(second);
  database.close();
  folder.remove();
});
