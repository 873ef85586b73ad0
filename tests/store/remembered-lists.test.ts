import { contactList } from '../../projections/contact-list/project';
import { partnerContacts } from '../../projections/contact-list/queries';
import type { PickRows } from '../../projections/read-models';
import { rebuildModel } from '../../src/store/projector/rebuild-model';
import { decodedAgain, decodedRow } from '../../src/store/rows/decoded-rows';
import { ModelMemory, ROWS_REMEMBERED_MAX } from '../../src/store/rows/snapshot-memory';
import { acme, ana, corrected, joined, registered } from '../projections/people';
import { openReadSide, type ReadSide } from '../projections/read-side';
import { ROW_STORES, type RowPlace } from './row-places';

describe.each(ROW_STORES)('a list in %s', (_name, newPlace) => {
  let place: RowPlace;
  let side: ReadSide;
  beforeEach(async () => {
    place = await newPlace();
    side = await openReadSide({ place });
    await side.tell(registered(ana, { given: 'Ana' }), joined(ana));
  });
  afterEach(async () => {
    await side.close();
    await place.remove();
  });

  const everybody: PickRows = (rows) => rows.orderBy('row.key').limit(10);
  const list = async () =>
    side.models.select(contactList, await side.models.current(), everybody, 'everybody');

  test('is remembered from the second time on that it is asked for, and then nobody can change it', async () => {
    const [first, second, third] = [await list(), await list(), await list()];
    expect(second).not.toBe(first);
    expect(third).toBe(second);
    expect([first, second, second[0]?.row.standing].map(Object.isFrozen)).toEqual([false, true, true]);
  });

  test('is another one as soon as a row has changed, however often it was asked for', async () => {
    for (const given of ['Anna', 'Anne', 'Ann']) {
      for (let time = 0; time < 3; time += 1) await list();
      await side.tell(corrected(ana, { given }));
      for (let time = 0; time < 3; time += 1) expect((await list())[0]?.row.name).toEqual({ given });
    }
  });

  test('is read from the rows that another connection has put in the place of a model', async () => {
    const at = await side.models.current();
    const read = async () =>
      (await side.models.select(contactList, at, everybody)).map(({ row }) => row.name);
    const before = await read();
    const rows = side.rows.reopen();
    // Twice, so that the copy that was read is another one in the end, though it has the same name.
    for (const _time of [1, 2]) {
      await rebuildModel({ log: side.log, rows, projection: contactList });
      expect(await read()).toEqual(before);
    }
    await rows.close();
  });

  test('has the same rows after an event that did not change them, once these were read twice', async () => {
    const page = async () => {
      const at = await side.models.current();
      return (await partnerContacts(side.models, { partnerId: acme, page: { first: 10 } }, at)).rows[0]?.row;
    };
    await page();
    const second = await page();
    await side.tell(registered('0192f0c1-7a4e-7cc3-9c5d-0a3f5b1e8d21', { given: 'Ben' }));
    expect(await page()).toBe(second);
  });
});

describe('what was asked for once', () => {
  const rows = (key: string) => [{ key, row: { key }, validFrom: 1 }];

  test('is remembered the second time, also where a row has changed in between', () => {
    const before = new ModelMemory();
    before.lists.keep('a', rows('a'));
    expect(before.lists.find('a')).toBeUndefined();
    const after = before.forgotten();
    after.lists.keep('a', rows('a'));
    expect(after.lists.find('a')).toBeDefined();
    expect(after.forgotten().lists.find('a')).toBeUndefined();
  });

  test('is forgotten when as many rows were asked for as are remembered', () => {
    const { lists } = new ModelMemory();
    lists.keep('a', rows('a'));
    for (let number = 0; number < ROWS_REMEMBERED_MAX / 2; number += 1) lists.keep(String(number), rows('b'));
    lists.keep('a', rows('a'));
    expect(lists.find('a')).toBeUndefined();
  });

  test('is known to all who ask while it is on its way', async () => {
    const { lists } = new ModelMemory();
    const answer = Promise.resolve(rows('a'));
    lists.keep('a', answer);
    expect(lists.find('a')?.answer).toBe(answer);
    await answer;
    expect(lists.find('a')).toBeUndefined();
  });
});

describe('a row that was read with others', () => {
  test('is one object from the second time on, as long as it says the same', () => {
    const read = (text: string) => decodedAgain(contactList, 'one', text);
    const [first, second, third] = [read('{"a":[1]}'), read('{"a":[1]}'), read('{"a":[1]}')];
    expect(second).not.toBe(first);
    expect(third).toBe(second);
    expect(second).toEqual({ a: [1] });
    expect(Object.isFrozen(second)).toBe(true);
    expect(read('{"a":[2]}')).toEqual({ a: [2] });
    expect(read('{"a":[1]}')).toEqual({ a: [1] });
  });

  test('is the object that was found by its key', () => {
    const found = decodedRow(contactList, 'two', '{}');
    expect(decodedAgain(contactList, 'two', '{}')).toBe(found);
  });
});
