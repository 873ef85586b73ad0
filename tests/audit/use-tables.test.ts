import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { UseVerdict } from '../../src/audit/use-records/chain';
import { openPostgresUseTable } from '../../src/audit/use-records/postgres-use-table';
import { verifyPostgresUseRecords } from '../../src/audit/use-records/postgres-verify';
import type { UseFilter } from '../../src/audit/use-records/queries';
import { SqliteUseTable } from '../../src/audit/use-records/sqlite-use-table';
import { UseLog } from '../../src/audit/use-records/use-log';
import type { UseTable } from '../../src/audit/use-records/use-table';
import { openPostgres, type PostgresDatabase } from '../../src/store/postgres/database';
import { type FreshDatabase, freshDatabase } from '../postgres/fresh-database';
import { behindItsBack, denial, read, START, verdictOn } from './opened-use-log';

const DAY_MS = 86_400_000;

/** Where the records of one test are. */
interface Place {
  open(): Promise<UseTable>;
  verdict(): Promise<UseVerdict>;
  /** Does something to the records behind the product's back; triggers are off. */
  tamper(sql: string): Promise<unknown>;
  remove(): Promise<void>;
}

const inFile = async (): Promise<Place> => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-use-'));
  const path = join(folder, 'use.db');
  const free = 'DROP TRIGGER use_records_are_kept; DROP TRIGGER use_records_are_not_changed';
  return {
    open: async () => new SqliteUseTable(path),
    verdict: async () => verdictOn(path),
    tamper: async (sql) => behindItsBack(path, (database) => database.exec(`${free}; ${sql}`)),
    remove: async () => rmSync(folder, { recursive: true }),
  };
};

const inPostgres = async (): Promise<Place> => {
  const fresh: FreshDatabase = await freshDatabase();
  const databases: PostgresDatabase[] = [];
  const database = async (): Promise<PostgresDatabase> => {
    const opened = await openPostgres(fresh.url);
    databases.push(opened);
    return opened;
  };
  return {
    open: async () => openPostgresUseTable(await database()),
    verdict: async () => verifyPostgresUseRecords(await database()),
    tamper: async (sql) =>
      (await database()).transaction(async ({ query }) => {
        await query("SET LOCAL session_replication_role = 'replica'");
        await query('SET LOCAL search_path = liaison_use');
        for (const each of sql.split(';')) await query(each);
      }),
    remove: async () => {
      for (const each of databases) await each.close();
      await fresh.drop();
    },
  };
};

describe.each([
  ['a file', inFile],
  ['PostgreSQL', inPostgres],
])('records of use in %s', (_where, makePlace) => {
  let place: Place;
  let clock: { now: number };
  const logs: UseLog[] = [];
  const open = async (retentionDays = 1_095): Promise<UseLog> => {
    const options = { retentionDays, clock: () => clock.now, onFault: () => undefined };
    const log = new UseLog(await place.open(), options);
    logs.push(log);
    return log;
  };
  const sequences = async (log: UseLog, filter: UseFilter = {}, after?: number): Promise<number[]> => {
    const wanted = { first: 100, ...(after === undefined ? {} : { after }) };
    return (await log.page(filter, wanted)).records.map(({ sequence }) => sequence);
  };
  beforeEach(async () => {
    clock = { now: START };
    place = await makePlace();
  });
  afterEach(async () => {
    for (const log of logs.splice(0)) await log.close();
    await place.remove();
  });

  test('are chained, whatever is written together, and go on where they ended', async () => {
    const log = await open();
    await Promise.all([log.record(read), log.record(denial), log.record(read)]);
    await log.close();
    clock.now -= 60_000;
    const again = await open();
    await again.record(denial);
    const { records } = await again.page({}, { first: 1 });
    expect(records).toEqual([
      {
        ...denial,
        sequence: 4,
        at: new Date(START).toISOString(),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect(await place.verdict()).toEqual({
      records: 4,
      findings: [],
      end: { sequence: 4, hash: records[0]?.hash },
    });
  });

  test('are found by actor, operation, kind and time, newest first, page by page', async () => {
    const log = await open();
    for (let day = 0; day < 5; day += 1) {
      await log.record(day % 2 === 0 ? read : denial);
      clock.now += DAY_MS;
    }
    expect(await sequences(log)).toEqual([5, 4, 3, 2, 1]);
    expect(await sequences(log, { actorId: 'user-1' })).toEqual([4, 2]);
    expect(await sequences(log, { kind: 'PERSONAL_READ' })).toEqual([5, 3, 1]);
    expect(await sequences(log, { operation: 'partnerContacts' })).toEqual([]);
    const days = { from: '2026-11-02T00:00:00.000Z', to: '2026-11-04T00:00:00.000Z' };
    expect(await sequences(log, days)).toEqual([3, 2]);
    expect(await sequences(log, {}, 4)).toEqual([3, 2, 1]);
    const page = await log.page({ kind: 'PERSONAL_READ' }, { first: 2 });
    expect([page.records.length, page.hasNextPage, page.totalCount]).toEqual([2, true, 3]);
  });

  test('are removed when their time is over, and the chain of the others holds', async () => {
    const log = await open();
    await log.record(read);
    await log.record(denial);
    clock.now += 40 * DAY_MS;
    await log.record(read);
    await log.close();
    const again = await open(30);
    await again.record(denial);
    // Removed beside what is recorded, and at the latest when it is closed.
    await again.close();
    expect(await sequences(await open())).toEqual([4, 3]);
    expect(await place.verdict()).toMatchObject({ records: 2, findings: [], end: { sequence: 4 } });
  });

  test('are closed once what is being removed is gone', async () => {
    const log = await open();
    await log.record(read);
    await log.close();
    clock.now += 40 * DAY_MS;
    const table = await place.open();
    const removeOld: UseTable['removeOld'] = async (...over) => {
      await setTimeout(50);
      await table.removeOld(...over);
    };
    const options = { retentionDays: 30, clock: () => clock.now, onFault: () => undefined };
    await new UseLog(Object.create(table, { removeOld: { value: removeOld } }), options).close();
    expect(await place.verdict()).toMatchObject({ records: 0, findings: [] });
  });

  test.each([
    ['changed', "UPDATE use_records SET body = replace(body, 'user-1', 'user-2') WHERE sequence = 2"],
    ['changed with its hash', `UPDATE use_records SET hash = '${'0'.repeat(64)}' WHERE sequence = 2`],
    ['taken out', 'DELETE FROM use_records WHERE sequence = 3'],
    ['taken out as the first', 'DELETE FROM use_records WHERE sequence = 1'],
    ['put behind the end', "INSERT INTO use_records (sequence, body, hash) VALUES (6, '{}', 'no')"],
  ])('are not opened where one was %s', async (_what, sql) => {
    const log = await open();
    for (let times = 0; times < 5; times += 1) await log.record(times % 2 === 0 ? read : denial);
    await log.close();
    await place.tamper(sql);
    expect((await place.verdict()).findings).not.toEqual([]);
    await expect(open()).rejects.toThrow(/tampered with or (is|are) damaged: record/);
  });

  test('are written before a close is done', async () => {
    const log = await open();
    log.note(denial);
    const { actor: _, ...nobodys } = denial;
    log.note(nobodys);
    await log.close();
    expect(await sequences(await open())).toEqual([2, 1]);
    await expect(log.record(read)).rejects.toThrow('were closed');
  });
});

describe('records of use of several processes', () => {
  let place: Place;
  beforeEach(async () => {
    place = await inPostgres();
  });
  afterEach(() => place.remove());

  test('are one chain', async () => {
    const options = { retentionDays: 30, clock: Date.now, onFault: () => undefined };
    const logs = await Promise.all([1, 2, 3].map(async () => new UseLog(await place.open(), options)));
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(logs.flatMap((log) => [log.record(read), log.record(denial)]));
    }
    for (const log of logs) await log.close();
    expect(await place.verdict()).toMatchObject({ records: 120, findings: [], end: { sequence: 120 } });
  });

  test('that were taken away from the end are missed', async () => {
    const log = new UseLog(await place.open(), {
      retentionDays: 30,
      clock: Date.now,
      onFault: () => undefined,
    });
    for (let times = 0; times < 3; times += 1) await log.record(read);
    await log.close();
    await place.tamper('DELETE FROM use_records WHERE sequence = 3');
    expect((await place.verdict()).findings).toEqual(['record 3 was the last, but the records end with 2']);
  });

  test.each(['UPDATE liaison_use.use_records SET body = body', 'DELETE FROM liaison_use.use_records'])(
    'are neither changed nor removed by %s',
    async (sql) => {
      const fresh = await freshDatabase();
      const database = await openPostgres(fresh.url);
      const log = new UseLog(await openPostgresUseTable(database), {
        retentionDays: 30,
        clock: Date.now,
        onFault: () => undefined,
      });
      await log.record(read);
      await expect(database.query(sql)).rejects.toThrow('never changed');
      await log.close();
      await database.close();
      await fresh.drop();
    },
  );
});
