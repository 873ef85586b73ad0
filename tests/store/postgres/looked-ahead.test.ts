import { contactList } from '../../../projections/contact-list/project';
import type { AnyProjection } from '../../../projections/projection';
import type { EventLog } from '../../../src/store/event-log';
import type { PostgresDatabase } from '../../../src/store/postgres/database';
import { applyPage, type Copies } from '../../../src/store/rows/apply-page';
import { openPostgresRows } from '../../../src/store/rows/postgres/postgres-row-store';
import { prepareModels } from '../../../src/store/rows/prepare-models';
import type { RowStore } from '../../../src/store/rows/row-store';
import { ana, corrected, registered } from '../../projections/people';
import { openLog, record } from '../../projections/read-side';
import { until } from '../../until';
import { read } from '../row-places';
import { freshPostgres } from './fresh-postgres';

const { open } = freshPostgres();
const model = contactList as AnyProjection;
const IN_SERVICE: Copies = new Map([[model.name, 'a']]);
const GONE: Copies = new Map([[model.name, 'b']]);
const WAITING = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

let database: PostgresDatabase;
let log: EventLog;
let rows: RowStore;
let sent = 0;
beforeEach(async () => {
  database = await open();
  log = openLog();
  rows = await openPostgresRows(counting(database));
  await prepareModels(rows, [model], log.storeId);
  await record(log, registered(ana, { given: 'Ana', family: 'Ferreira' }));
  await apply(0);
  await record(log, corrected(ana, { given: 'Ana', family: 'Silva' }));
});

/** The database, where it is counted how often a transaction asks something before its commit. */
const counting = (counted: PostgresDatabase): PostgresDatabase => ({
  ...counted,
  transaction: (work, options) =>
    counted.transaction(({ query, all, later }) => {
      const count = <Args extends unknown[], Result>(ask: (...args: Args) => Result) => {
        return (...args: Args): Result => {
          sent += 1;
          return ask(...args);
        };
      };
      return work({ query: count(query) as typeof query, all: count(all) as typeof all, later });
    }, options),
});

const apply = async (after: number, copies?: Copies) => {
  const page = await log.readAll({ after, limit: 1 });
  sent = 0;
  return applyPage(rows, [model], after, page, copies === undefined ? {} : { copies });
};

const standing = async () =>
  (await read(rows, 'SELECT valid_from, body FROM contact_list_a')).map(({ valid_from, body }) => ({
    valid_from,
    family: (JSON.parse(String(body)) as { name: { family: string } }).name.family,
  }));

test('where the copy in service is known, rows are looked up on the way of the claim', async () => {
  const { copies, level } = await apply(1, IN_SERVICE);
  expect({ sent, level, copies }).toEqual({ sent: 1, level: 1, copies: IN_SERVICE });
  expect(await standing()).toEqual([{ valid_from: 2, family: 'Silva' }]);
});

test('where it is not known, or is another one by now, rows are looked up once it is', async () => {
  expect(await apply(1)).toMatchObject({ level: 1 });
  expect(sent).toBe(2);
  await record(log, corrected(ana, { given: 'Ana', family: 'Costa' }));
  // A statement about tables that are gone fails, and with it all that was sent.
  expect(await apply(2, GONE)).toMatchObject({ level: 1, copies: IN_SERVICE });
  expect(sent).toBe(3);
  expect(await standing()).toEqual([{ valid_from: 3, family: 'Costa' }]);
});

test('what is found is as it stands once the claim is granted', async () => {
  const other = await open();
  let applied: Promise<unknown> | undefined;
  await other.transaction(async ({ query }) => {
    await query('SELECT FROM liaison_models.models FOR UPDATE');
    applied = apply(1, IN_SERVICE);
    await until(async () => (await database.query(WAITING)).length > 0);
    await query(`UPDATE liaison_models.contact_list_a SET body = (body::jsonb || '{"mark": "kept"}')::text`);
  });
  await applied;
  // An event changes what it is about, and leaves the rest of a row as it finds it.
  expect(await read(rows, 'SELECT body FROM contact_list_a')).toMatchObject([
    { body: expect.stringContaining('"mark":"kept"') },
  ]);
  expect(await standing()).toEqual([{ valid_from: 2, family: 'Silva' }]);
});
