import { contactList } from '../../projections/contact-list/project';
import { ROWS_PER_SELECT_MAX } from '../../src/store/rows/sql-read-models';
import { all, run } from '../../src/store/rows/work';
import { ana, registered } from '../projections/people';
import { openReadSide, type ReadSide } from '../projections/read-side';
import { change, ROW_STORES, type RowPlace, read } from './row-places';

describe.each(ROW_STORES)('in %s', (_name, newPlace) => {
  let place: RowPlace;
  let side: ReadSide;
  beforeEach(async () => {
    place = await newPlace();
    side = await openReadSide({ place });
  });
  afterEach(async () => {
    await side.close();
    await place.remove();
  });

  describe('a query of read models', () => {
    const at = { position: 0 };

    test('needs a limit', async () => {
      const unbounded = async () => side.models.select(contactList, at, (rows) => rows.orderBy('row.key'));
      await expect(unbounded()).rejects.toThrow(
        'expected a query with a limit of at most 1000 rows, got undefined',
      );
    });

    test('may not ask for more rows than a select answers', async () => {
      const all = async () =>
        side.models.select(contactList, at, (rows) => rows.limit(ROWS_PER_SELECT_MAX + 1));
      await expect(all()).rejects.toThrow('got 1001');
    });

    test('binds text, numbers and null only', async () => {
      const odd = async () =>
        side.models.count(contactList, at, (rows) => rows.where('row.key', '=', { toString: () => 'x' }));
      await expect(odd()).rejects.toThrow(
        'expected text, a number or null as a value of a query, got object',
      );
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
      await change(side.rows, 'DROP TABLE contact_list_a');
      const card = async () => side.models.get(contactList, ana, at);
      await expect(card()).rejects.toMatchObject({ name: 'StoreFault', code: 'UNAVAILABLE' });
    });
  });

  const NOTED = `INSERT INTO facts (name, value) VALUES ('noted', '1')`;
  const noted = () => read(side.rows, `SELECT value FROM facts WHERE name = 'noted'`);

  describe('a row store', () => {
    test('writes all of a piece of work or nothing', async () => {
      const broken = side.rows.write(function* () {
        yield* run(NOTED);
        throw new Error('in the middle');
      });
      await expect(broken).rejects.toThrow('in the middle');
      expect(await noted()).toEqual([]);
    });

    test('shows those who hold it one moment, whatever others write meanwhile', async () => {
      const held = await side.rows.hold();
      await change(side.rows, NOTED);
      const facts = () => held.read(() => all(`SELECT value FROM facts WHERE name = 'noted'`));
      expect(await facts()).toEqual([]);
      for await (const rows of held.iterate(`SELECT value FROM facts WHERE name = 'noted'`))
        expect(rows).toEqual([]);
      await held.close();
      expect(await noted()).toEqual([{ value: '1' }]);
    });

    test('goes through rows one by one in their order, also through many', async () => {
      const many = 1_234;
      await side.rows.write(function* () {
        for (let n = 0; n < many; n += 1) yield* run('INSERT INTO facts VALUES (?, ?)', [`fact ${n}`, 'x']);
      });
      const held = await side.rows.hold();
      const names: string[] = [];
      for await (const rows of held.iterate(`SELECT name FROM facts WHERE value = 'x' ORDER BY name`))
        names.push(...rows.map(({ name }) => String(name)));
      await held.close();
      expect(names).toHaveLength(many);
      expect(names).toEqual([...names].sort());
    });

    test('looks by one statement where that saves something, and by no more than one', async () => {
      const { dialect, isImmediate, look } = side.rows;
      expect(look === undefined).toBe(isImmediate);
      if (look === undefined) return;
      const counted = `SELECT count(*) AS count FROM ${dialect.models}`;
      expect(await look(() => all(counted))).toEqual([{ count: expect.any(Number) }]);
      const twice = look(function* () {
        yield* all(counted);
        return yield* all(counted);
      });
      await expect(twice).rejects.toThrow('expected work of one statement');
    });

    test('may be opened again beside itself, and closed without closing the other', async () => {
      const other = side.rows.reopen();
      await change(other, NOTED);
      await other.close();
      expect(await noted()).toEqual([{ value: '1' }]);
    });

    test('is kept when it is closed', async () => {
      const own = await newPlace();
      const rows = await own.open();
      await change(rows, NOTED);
      await rows.close();
      const again = await own.open();
      expect(await read(again, `SELECT value FROM facts WHERE name = 'noted'`)).toEqual([{ value: '1' }]);
      await again.close();
      await own.remove();
    });
  });
});
