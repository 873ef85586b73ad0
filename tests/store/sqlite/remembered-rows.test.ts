import { join } from 'node:path';
import type { ContactEvent } from '../../../events';
import { contactList } from '../../../projections/contact-list/project';
import { contactCard } from '../../../projections/contact-list/queries';
import { tablesOf } from '../../../src/store/rows/model';
import { LateCommit } from '../../../src/store/rows/sqlite/late-commit';
import { changeRows, type SqlRow } from '../../../src/store/rows/work';
import { openDatabase } from '../../../src/store/sqlite/database';
import { ana, registered } from '../../projections/people';
import { openReadSide, type ReadSide } from '../../projections/read-side';
import { until } from '../../until';
import { FILE, read, sqlitePlace } from '../row-places';

type Place = Awaited<ReturnType<typeof sqlitePlace>>;

const { live } = tablesOf(contactList, 'a');
const retitled = (title: string): ContactEvent => ({
  type: 'ContactDetailsCorrected',
  data: { contactId: ana, corrected: ['title'] },
  personal: { [ana]: { title } },
});

let place: Place;
let side: ReadSide;
beforeEach(async () => {
  place = await sqlitePlace();
  side = await openReadSide({ place });
  await side.tell(registered(ana, { given: 'Ana' }), retitled('Partner manager'));
});
afterEach(async () => {
  await side.close();
  await place.remove();
});

const card = async () => contactCard(side.models, ana, await side.models.current());

/** The text of the row with another department, as a rebuild might have left it. */
const moved = async (): Promise<string> => {
  const [row] = await read(
    side.rows,
    `SELECT json_set(body, '$.department', 'Channel') AS body FROM ${live.name}`,
  );
  return String(row?.body);
};

/** What another process does to the file while this one goes on. */
const changeElsewhere = (body: string): void => {
  LateCommit.settle(side.rows.place);
  const other = openDatabase(join(place.folder, FILE), { durability: 'off' });
  other.prepare(`UPDATE ${live.name} SET body = ?`).run(body);
  other.close();
};

test('a row is read as the last event left it, and stays as it was for who asks of before', async () => {
  const before = await side.models.current();
  expect((await card())?.title).toBe('Partner manager');
  await side.tell(retitled('Head of channel'));
  expect((await card())?.title).toBe('Head of channel');
  expect((await contactCard(side.models, ana, { position: before.position }))?.title).toBe('Partner manager');
});

test('a row that another process has changed is read as it stands', async () => {
  await card();
  changeElsewhere(await moved());
  let seen = await card();
  await until(async () => {
    seen = await card();
    return seen?.department === 'Channel';
  });
  expect(seen?.title).toBe('Partner manager');
});

test('the next event goes on from a row that another process has changed', async () => {
  changeElsewhere(await moved());
  await side.tell(retitled('Head of channel'));
  expect(await card()).toMatchObject({ title: 'Head of channel', department: 'Channel' });
});

test('a row that is changed without a word of what it has become is read from the file', async () => {
  const body = await moved();
  const [row] = await read(side.rows, `SELECT * FROM ${live.name}`);
  const stored = { ...row, valid_from: 0, body };
  const values = live.columns.map(({ name }) => (stored as SqlRow)[name] ?? null);
  const superseded = [{ key: ana, validTo: 3 }];
  const replaced = [{ row: values, changed: [] }];
  const changes = { superseded, replaced, passed: [], removed: [], added: [], counted: [] };
  await side.rows.writeSoon?.(() => changeRows({ tables: tablesOf(contactList, 'a'), ...changes }), throwIt);
  await side.tell(retitled('Head of channel'));
  expect(await card()).toMatchObject({ title: 'Head of channel', department: 'Channel' });
});

const throwIt = (error: unknown): void => {
  throw error;
};
