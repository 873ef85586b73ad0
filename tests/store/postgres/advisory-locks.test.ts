import { setTimeout } from 'node:timers/promises';
import { LocksOverProcesses } from '../../../src/handling/locks-over-processes';
import type { Lock } from '../../../src/store/locks';
import { AdvisoryLocks, SHARED_MS_MAX } from '../../../src/store/postgres/advisory-locks';
import { openPostgres, type PostgresDatabase } from '../../../src/store/postgres/database';
import { type FreshDatabase, freshDatabase } from '../../postgres/fresh-database';

/** What one server process has: a database and its locks. */
interface Process {
  readonly database: PostgresDatabase;
  readonly advisory: AdvisoryLocks;
  readonly locks: LocksOverProcesses;
}

let fresh: FreshDatabase;
let processes: readonly Process[];
let one: LocksOverProcesses;
let other: LocksOverProcesses;

const openProcess = async (): Promise<Process> => {
  const database = await openPostgres(fresh.url);
  const advisory = new AdvisoryLocks(database);
  return { database, advisory, locks: new LocksOverProcesses(advisory) };
};

beforeEach(async () => {
  fresh = await freshDatabase();
  processes = await Promise.all([openProcess(), openProcess()]);
  [one, other] = processes.map(({ locks }) => locks) as [LocksOverProcesses, LocksOverProcesses];
});
afterEach(async () => {
  for (const { advisory, database } of processes) {
    await advisory.close();
    await database.close();
  }
  await fresh.drop();
});

const shared = (key: string): Lock => ({ key, mode: 'shared' });
const alone = (key: string): Lock => ({ key, mode: 'exclusive' });

const gate = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

/** Begins work that lasts until it is let go; resolves when it holds its locks. */
const begun = async (locks: LocksOverProcesses, wanted: readonly Lock[]) => {
  const [holds, letGo] = [gate(), gate()];
  const ended = locks.run(wanted, async () => {
    holds.open();
    await letGo.opened;
  });
  await Promise.race([holds.opened, ended]);
  return {
    letGo: () => {
      letGo.open();
      return ended;
    },
  };
};

/** How many connections of this database hold advisory locks, or wait for one. */
const connections = async (): Promise<number> => {
  const rows = await processes[0]?.database.query<{ count: number }>(
    `SELECT count(DISTINCT pid) AS count FROM pg_locks JOIN pg_database ON pg_database.oid = database
     WHERE locktype = 'advisory' AND datname = current_database()`,
  );
  return rows?.[0]?.count ?? 0;
};

test('who wants a lock alone waits for those in other processes, and they for it', async () => {
  const seen: string[] = [];
  const first = await begun(one, [shared('a')]);
  const change = other.run([alone('a')], async () => void seen.push('change'));
  await setTimeout(SHARED_MS_MAX);
  seen.push('let go');
  await first.letGo();
  await change;
  const changing = await begun(other, [alone('a')]);
  const reader = one.run([shared('a')], async () => void seen.push('reader'));
  await setTimeout(SHARED_MS_MAX);
  seen.push('changed');
  await changing.letGo();
  await reader;
  expect(seen).toEqual(['let go', 'change', 'changed', 'reader']);
});

test('those who share a lock hold it together in both processes, over one connection each', async () => {
  const works = await Promise.all(
    Array.from({ length: 64 }, (_unused, index) =>
      begun(index % 2 === 0 ? one : other, [
        shared('organization'),
        shared('roles'),
        alone(`command ${index}`),
      ]),
    ),
  );
  expect(await connections()).toBe(2);
  await Promise.all(works.map(({ letGo }) => letGo()));
});

test('who wants to be alone gets its turn while another process never stops sharing', async () => {
  let stopped = false;
  const first = await begun(one, [shared('a')]);
  const endless = Array.from({ length: 8 }, async (_unused, index) => {
    await setTimeout(index);
    while (!stopped) await one.run([shared('a')], () => setTimeout(20));
  });
  const change = other.run([alone('a')], async () => undefined);
  await setTimeout(25);
  await first.letGo();
  await change;
  stopped = true;
  await Promise.all(endless);
  expect(stopped).toBe(true);
});

test('locks wanted in opposite orders by two processes never wait for each other', async () => {
  const wanted = [
    [alone('a'), alone('b'), shared('c')],
    [alone('c'), alone('b'), shared('a')],
    [shared('b'), alone('c')],
  ];
  let holders = 0;
  let most = 0;
  const works = Array.from({ length: 120 }, (_unused, index) =>
    (index % 2 === 0 ? one : other).run(wanted[index % 3] ?? [], async () => {
      holders += 1;
      most = Math.max(most, holders);
      await setTimeout(1);
      holders -= 1;
    }),
  );
  await Promise.all(works);
  expect(most).toBe(1);
});

test('work whose connection is lost is told before it records anything, and the next goes on', async () => {
  const [holds, letGo] = [gate(), gate()];
  const work = one.run([alone('a')], async (held) => {
    held.check();
    holds.open();
    await letGo.opened;
    held.check();
  });
  await holds.opened;
  const [second] = processes.slice(1);
  await second?.database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = database
     WHERE locktype = 'advisory' AND datname = current_database()`,
  );
  expect(await other.run([alone('a')], async () => 'taken over')).toBe('taken over');
  letGo.open();
  await expect(work).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('lost') });
  expect(await one.run([alone('a')], async () => 'next')).toBe('next');
});

test('a process that is closed gives its locks back at once', async () => {
  const held = await begun(one, [alone('a'), shared('b')]);
  await processes[0]?.advisory.close();
  expect(await other.run([alone('a'), alone('b')], async () => 'taken')).toBe('taken');
  await held.letGo();
  await expect(one.run([shared('c')], async () => 'more')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('a lock is given back where the work fails', async () => {
  await expect(one.run([alone('a')], () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(await other.run([alone('a')], async () => 'next')).toBe('next');
});
