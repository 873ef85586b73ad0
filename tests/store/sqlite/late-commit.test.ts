import { join } from 'node:path';
import { contactList } from '../../../projections/contact-list/project';
import { contactCard } from '../../../projections/contact-list/queries';
import { openSqliteRows } from '../../../src/store/rows/sqlite/sqlite-row-store';
import { all, run } from '../../../src/store/rows/work';
import { openDatabase } from '../../../src/store/sqlite/database';
import { ana, ben, registered } from '../../projections/people';
import { openReadSide, type ReadSide } from '../../projections/read-side';
import { until } from '../../until';
import { FILE, read, sqlitePlace } from '../row-places';

const HOUR_MS = 3_600_000;

type Place = Awaited<ReturnType<typeof sqlitePlace>>;

const NOTED = `SELECT value FROM facts WHERE name = 'noted'`;
const note = () => run(`INSERT INTO facts (name, value) VALUES ('noted', '1')`);
const nobody = (error: unknown): void => {
  throw error;
};

/** With changes that wait for as long as a test takes, on whatever machine. */
const unhurried = (at: Place): Place => ({
  ...at,
  open: async () => openSqliteRows(join(at.folder, FILE), { lateMs: HOUR_MS }),
});

let place: Place;
let side: ReadSide;
beforeEach(async () => {
  place = await sqlitePlace();
  side = await openReadSide({ place: unhurried(place) });
  await side.tell(registered(ana, { given: 'Ana' }));
  // Ends the transaction under way, so that each test begins one of its own.
  await side.rows.write(function* () {});
});
afterEach(async () => {
  await side.close();
  await place.remove();
});

/** The file as another process sees it. */
const elsewhere = (sql: string): unknown => {
  const other = openDatabase(join(place.folder, FILE), { durability: 'off', readOnly: true });
  try {
    return other.prepare(sql).get();
  } finally {
    other.close();
  }
};

const soon = (work: Parameters<NonNullable<ReadSide['rows']['writeSoon']>>[0], onLost = nobody) => {
  if (side.rows.writeSoon === undefined) throw new Error('expected rows that are kept late');
  return side.rows.writeSoon(work, onLost);
};

test('what is written soon is read at once, and is in the file a moment later', async () => {
  await side.close();
  side = await openReadSide({ place, log: side.log });
  await soon(note);
  expect(await read(side.rows, NOTED)).toEqual([{ value: '1' }]);
  await until(() => elsewhere(NOTED) !== undefined);
});

test('another connection of this process need not wait for it', async () => {
  await soon(note);
  const reopened = side.rows.reopen();
  await reopened.write(() => run(`UPDATE facts SET value = '2' WHERE name = 'noted'`));
  await reopened.close();
  expect(await read(side.rows, NOTED)).toEqual([{ value: '2' }]);
});

test('what is held for a reader has it', async () => {
  await soon(note);
  const held = await side.rows.hold();
  expect(await held.read(() => all(NOTED))).toEqual([{ value: '1' }]);
  await held.close();
});

test('it is there after an end in order', async () => {
  await soon(note);
  await side.close();
  side = await openReadSide({ place, log: side.log });
  expect(await read(side.rows, NOTED)).toEqual([{ value: '1' }]);
});

test('work that fails undoes what waits with it, tells who wrote that, and is seen to have changed something', async () => {
  const told: unknown[] = [];
  await soon(note, (error) => told.push(error));
  const before = side.rows.changes();
  const failing = soon(function* () {
    yield* run('INSERT INTO nowhere VALUES (1)');
  });
  await expect(failing).rejects.toThrow('SQL logic error');
  expect(told).toHaveLength(1);
  expect(await read(side.rows, NOTED)).toEqual([]);
  expect(side.rows.changes()).not.toBe(before);
});

test('work after a fault that ended the transaction is all of it there or none, and who wrote before is told', async () => {
  const told: unknown[] = [];
  await soon(note, (error) => told.push(error));
  // As SQLite does by itself where a read finds the disk full.
  await side.rows.read(() => all('ROLLBACK'));
  const failing = soon(function* () {
    yield* note();
    yield* run('INSERT INTO nowhere VALUES (1)');
  });
  await expect(failing).rejects.toThrow('SQL logic error');
  expect(told).toHaveLength(1);
  expect(await read(side.rows, NOTED)).toEqual([]);
});

test('a page that was lost is applied again, though nothing more is recorded', async () => {
  const position = await side.tell(registered(ben, { given: 'Ben' }));
  const failing = soon(function* () {
    yield* run('INSERT INTO nowhere VALUES (1)');
  });
  await expect(failing).rejects.toThrow('SQL logic error');
  // Nobody is shown an older state meanwhile, also who asks for none.
  const now = await side.models.current();
  expect(now.position).toBe(position);
  expect((await contactCard(side.models, ben, now))?.contactId).toBe(ben);
  expect(await side.models.tally(contactList, 'total', now)).toBe(2);
});

test('who asks while nothing is applied again is refused rather than shown what was before', async () => {
  await side.tell(registered(ben, { given: 'Ben' }));
  await side.projector.stop();
  const failing = soon(function* () {
    yield* run('INSERT INTO nowhere VALUES (1)');
  });
  await expect(failing).rejects.toThrow('SQL logic error');
  await expect((async () => side.models.current())()).rejects.toThrow('not level again');
});
