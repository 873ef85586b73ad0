import { setTimeout } from 'node:timers/promises';
import { contactList } from '../../../projections/contact-list/project';
import { contactCard } from '../../../projections/contact-list/queries';
import type { AnyProjection } from '../../../projections/projection';
import type { ReadModels } from '../../../projections/read-models';
import type { LogRange } from '../../../src/store/event-store';
import { openPostgres, type PostgresDatabase } from '../../../src/store/postgres/database';
import { type Projector, startProjector } from '../../../src/store/projector/projector';
import { rebuildModel } from '../../../src/store/projector/rebuild-model';
import { verifyModel } from '../../../src/store/projector/verify-model';
import { openPostgresRows } from '../../../src/store/rows/postgres/postgres-row-store';
import type { RowStore } from '../../../src/store/rows/row-store';
import { sqlReadModels } from '../../../src/store/rows/sql-read-models';
import { all, type Work } from '../../../src/store/rows/work';
import { acmeRegistered, ana, ben, contactNumber, joined, registered } from '../../projections/people';
import { openLog, record } from '../../projections/read-side';
import { HANG_MS, until } from '../../until';
import { change, postgresPlace, type RowPlace, read } from '../row-places';

const contactListModel = contactList as AnyProjection;
const models: readonly AnyProjection[] = [contactListModel];
const anaRegistered = registered(ana, { given: 'Ana', family: 'Ferreira' });

/** Locks of its own database: beside this file others hold theirs at the same server. */
const OF_THIS_TEST = 'database = (SELECT oid FROM pg_database WHERE datname = current_database())';

/** What one process has open. */
interface Server {
  readonly database: PostgresDatabase;
  readonly rows: RowStore;
  readonly projector: Projector;
  readonly models: ReadModels;
  readonly told: unknown[];
  /** How often it began to apply events. */
  readonly writes: () => number;
  stop(): Promise<void>;
}

let place: RowPlace & { readonly url: string };
let log = openLog();
let servers: Server[] = [];
beforeEach(async () => {
  place = await postgresPlace();
  log = openLog();
  servers = [];
});
afterEach(async () => {
  for (const server of servers) await server.stop();
  await place.remove();
});

const startServer = async (projections = models, hesitates = false): Promise<Server> => {
  const database = await openPostgres(place.url);
  // Whoever hesitates does so in every look.
  const { look: _look, ...opened } = await openPostgresRows(database);
  let writes = 0;
  const rows: RowStore = {
    ...opened,
    read: (work) => opened.read(hesitates ? () => hesitating(work()) : work),
    write: (work) => {
      writes += 1;
      return opened.write(work);
    },
  };
  const told: unknown[] = [];
  const logger = { warn: (fields: object) => void told.push(fields) };
  const projector = await startProjector({ log, rows, projections, logger });
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await projector.stop();
    await database.close();
  };
  const server: Server = {
    database,
    rows,
    projector,
    models: sqlReadModels({ rows, progress: projector }),
    told,
    writes: () => writes,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
  servers.push(server);
  return server;
};

/** The work with a pause after its first step, in which others may write. */
function* hesitating<Result>(work: Work<Result>): Work<Result> {
  let step = work.next();
  for (let isFirst = true; step.done !== true; isFirst = false) {
    const answer = yield step.value;
    if (isFirst) yield* all(`SELECT 1 AS one FROM pg_sleep(${Math.random() / 20})`);
    step = work.next(answer);
  }
  return step.value;
}

const everywhere = (position: number): Promise<readonly boolean[]> =>
  Promise.all(servers.map(({ projector }) => projector.reached(position, HANG_MS)));

describe('several processes at one database', () => {
  test('serve alike what one of them keeps', async () => {
    const one = await startServer();
    const other = await startServer();
    const before = other.writes();
    for (let n = 0; n < 5; n += 1) {
      const position = await record(log, registered(contactNumber(n), { family: `Family ${n}` }));
      expect(await everywhere(position)).toEqual([true, true]);
      for (const { models } of [one, other]) {
        expect((await contactCard(models, contactNumber(n), { position }))?.name).toEqual({
          family: `Family ${n}`,
        });
      }
    }
    expect(other.writes()).toBe(before);
  });

  test('show from then on what one of them has shown, and rows and counters of that state, however many ask', async () => {
    const [one, other] = [await startServer(), await startServer(models, true)];
    const start = await record(log, anaRegistered);
    await everywhere(start);
    const count = await other.models.tally(contactListModel, 'total', await other.models.current());
    let [shown, isOver] = [start, false];
    const reading = async (): Promise<void> => {
      while (!isOver) {
        const before = shown;
        const at = await other.models.current();
        expect(at.position).toBeGreaterThanOrEqual(before);
        const total = await other.models.tally(contactListModel, 'total', at);
        expect(total - count).toBe(at.position - start);
        // Not all in step: a look that was begun before must not be taken for one of now.
        await setTimeout(Math.random() * 40);
      }
    };
    const readers = Array.from({ length: 8 }, reading);
    for (let n = 0; n < 40; n += 1) {
      const position = await record(log, registered(contactNumber(n), { family: `Family ${n}` }));
      expect(await one.projector.reached(position, HANG_MS)).toBe(true);
      shown = position;
    }
    isOver = true;
    await Promise.all(readers);
  });

  test('read on where they keep the models, although others are told of more all the time', async () => {
    const one = await startServer(models, true);
    await everywhere(await record(log, anaRegistered));
    let [told, isOver] = [0, false];
    const reading = async (): Promise<void> => {
      while (!isOver) {
        const before = told;
        expect((await one.models.current()).position).toBeGreaterThanOrEqual(before);
      }
    };
    const readers = Array.from({ length: 4 }, reading);
    for (let n = 0; n < 200; n += 1) {
      const position = await record(log, registered(contactNumber(n), { family: `Family ${n}` }));
      expect(await one.projector.reached(position, HANG_MS)).toBe(true);
      told = position;
    }
    isOver = true;
    await Promise.all(readers);
  });

  test('take over from one that ends, and from one whose connection for the lead is lost', async () => {
    const one = await startServer();
    const other = await startServer();
    expect(await everywhere(await record(log, anaRegistered))).toEqual([true, true]);
    await one.stop();
    servers = [other];
    const position = await record(log, joined(ana));
    expect(await other.projector.reached(position, HANG_MS)).toBe(true);
    const third = await startServer();
    await other.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND ${OF_THIS_TEST}`,
    );
    const before = third.writes() + other.writes();
    expect(await everywhere(await record(log, registered(ben, { family: 'Okafor' })))).toEqual([true, true]);
    expect(third.writes() + other.writes()).toBeGreaterThan(before);
    expect((await verifyModel({ log, rows: third.rows, projection: contactListModel })).same).toBe(true);
  });

  test('are told of what is reached though a notice is lost', async () => {
    await startServer();
    const other = await startServer();
    await other.database.query('DROP TRIGGER tell ON liaison_models.models');
    expect(await other.projector.reached(await record(log, anaRegistered), HANG_MS)).toBe(true);
  });

  test('apply nothing twice where two believe that they keep a model', async () => {
    const one = await startServer();
    await one.stop();
    servers = [];
    const everything = async (): Promise<Projector> => {
      const database = await openPostgres(place.url);
      const rows = await openPostgresRows(database);
      const unasked: RowStore = {
        ...rows,
        lead: async (names, _signal, onChange) => onChange(names),
        write: (work) => rows.write(() => hesitating(work())),
      };
      const projector = await startProjector({ log, rows: unasked, projections: models });
      servers.push({
        ...one,
        projector,
        stop: async () => {
          await projector.stop();
          await database.close();
        },
      });
      return projector;
    };
    await Promise.all([everything(), everything(), everything()]);
    let position = 0;
    for (let n = 0; n < 40; n += 1) {
      position = await record(log, registered(contactNumber(n), { family: `Family ${n}` }));
      await setTimeout(10);
    }
    expect(await everywhere(position)).toEqual([true, true, true]);
    const rows = await place.open();
    expect(await verifyModel({ log, rows, projection: contactListModel })).toMatchObject({
      same: true,
      rows: 40,
    });
    await rows.close();
  });
});

describe('a rebuild beside several servers', () => {
  test('goes on while events are recorded, and every one of them then reads the new copy', async () => {
    const one = await startServer();
    const other = await startServer();
    for (let n = 0; n < 30; n += 1) await record(log, registered(contactNumber(n), { family: 'Family' }));
    expect(await everywhere(await log.head())).toEqual([true, true]);
    await change(one.rows, `UPDATE contact_list_a SET email = 'changed by hand'`);
    let isRebuilding = true;
    const rebuild = rebuildModel({ log, rows: other.rows, projection: contactListModel }).finally(() => {
      isRebuilding = false;
    });
    let count = 30;
    while (isRebuilding) {
      const position = await record(log, registered(contactNumber(count), { family: 'Family' }));
      count += 1;
      expect(await everywhere(position)).toEqual([true, true]);
      for (const server of [one, other])
        expect(await server.models.tally(contactList, 'total', { position })).toBe(count);
    }
    await rebuild;
    expect(await read(other.rows, 'SELECT copy FROM models')).toEqual([{ copy: 'b' }]);
    const verified = await verifyModel({ log, rows: one.rows, projection: contactListModel });
    expect(verified).toMatchObject({ same: true, rows: count });
  });
});

test('a rebuild that is held up in its copy does not hold up the copy that is read', async () => {
  const { rows, projector, database } = await startServer();
  const first = await record(log, anaRegistered);
  expect(await projector.reached(first, HANG_MS)).toBe(true);
  const session = await database.session();
  let isHeld = false;
  const holding = new Proxy(log, {
    get: (target, name) => {
      if (name !== 'readAll') return Reflect.get(target, name, target);
      return async (range: LogRange) => {
        if (!isHeld) {
          isHeld = true;
          await session.query('BEGIN; LOCK TABLE liaison_models.contact_list_b IN SHARE MODE');
        }
        return target.readAll(range);
      };
    },
  });
  const rebuild = rebuildModel({ log: holding, rows, projection: contactListModel });
  const waits = `SELECT 1 AS one FROM pg_locks WHERE NOT granted AND relation = 'liaison_models.contact_list_b'::regclass AND ${OF_THIS_TEST}`;
  await until(() => isHeld);
  await until(async () => (await database.query(waits)).length > 0);
  expect(await projector.reached(await record(log, joined(ana)), HANG_MS)).toBe(true);
  await session.query('COMMIT');
  await session.close();
  await rebuild;
  expect((await verifyModel({ log, rows, projection: contactListModel })).same).toBe(true);
});

test('a program of another version that made a model anew holds this one up', async () => {
  const old = await startServer();
  expect(await everywhere(await record(log, anaRegistered))).toEqual([true]);
  await startServer([{ ...contactListModel, version: contactListModel.version + 1 }]);
  await record(log, acmeRegistered);
  await until(async () => (await old.projector.state())[0]?.status === 'held-up');
  expect(JSON.stringify(old.told)).toContain('another version of the program');
});
