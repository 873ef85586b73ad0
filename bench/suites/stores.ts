import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '../../tests/postgres/postgres-server';
import { hasPackage, installed } from '../harness/peers-installed';
import { REPOSITORY, startTasks } from '../harness/processes';
import type { Contender, Figures, Kind, OpenSuite, Row, Setting, Suite } from '../harness/suite';
import type { Open, Round } from '../stores/run-store';

/** As many commands as arrive together on a busy day. */
export const CALLERS = 64;
const BATCH = 100;

/** A store that takes part. */
export interface StoreContender {
  readonly name: string;
  readonly kind: Kind;
  /** Its adapter, below the folder of the bench. */
  readonly module: string;
  /** Its npm package, where it is a peer. */
  readonly package?: string;
  /** Takes part with one caller only. */
  readonly oneCaller?: boolean;
}

const SQLITE: readonly StoreContender[] = [
  { name: 'liaison on SQLite', kind: 'product', module: 'product/sqlite-store.ts' },
  { name: 'one commit each on SQLite', kind: 'limit', module: 'limits/sqlite-commit-each.ts' },
  {
    name: 'emmett-sqlite',
    kind: 'peer',
    module: 'peers/emmett-sqlite.ts',
    package: '@event-driven-io/emmett-sqlite',
    oneCaller: true,
  },
];

/** emmett on PostgreSQL, for other suites too. */
export const EMMETT_POSTGRESQL: StoreContender = {
  name: 'emmett-postgresql',
  kind: 'peer',
  module: 'peers/emmett-postgresql.ts',
  package: '@event-driven-io/emmett-postgresql',
};

const POSTGRES: readonly StoreContender[] = [
  { name: 'liaison on PostgreSQL', kind: 'product', module: 'product/postgres-store.ts' },
  { name: 'one insert each on PostgreSQL', kind: 'limit', module: 'limits/postgres-insert.ts' },
  EMMETT_POSTGRESQL,
  { name: 'message-db', kind: 'peer', module: 'peers/message-db.ts', package: '@eventide/message-db' },
];

/** A row that a store process does by one of its tasks. */
export interface StoreRow extends Row {
  readonly task: 'appendRound' | 'cycleRound' | 'readRound' | 'readAnywhereRound';
  readonly work: Omit<Round, 'ms'>;
}

const storeRow = (
  name: string,
  title: string,
  unit: string,
  { task, ...work }: Omit<Round, 'ms'> & Pick<StoreRow, 'task'>,
  goals: NonNullable<Row['figures'][number]['goals']> = [],
): StoreRow => ({ name, title, task, work, figures: [{ name: 'speed', unit, better: 'higher', goals }] });

const rowsFor = (
  engine: string,
  goals64: NonNullable<Row['figures'][number]['goals']>,
): readonly StoreRow[] => {
  const on = engine === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  const one = { task: 'appendRound', callers: 1 } as const;
  return [
    storeRow(`append-1-${engine}`, `Append one event, 1 caller, ${on}`, 'appends/s', one),
    storeRow(
      `append-64-${engine}`,
      `Append one event, ${CALLERS} callers, ${on}`,
      'appends/s',
      { task: 'appendRound', callers: CALLERS },
      goals64,
    ),
    storeRow(`append-batch-${engine}`, `Append batches of ${BATCH}, 1 caller, ${on}`, 'events/s', {
      ...one,
      batch: BATCH,
    }),
    storeRow(`cycle-64-${engine}`, `Read 8 events, append 1, ${CALLERS} callers, ${on}`, 'cycles/s', {
      task: 'cycleRound',
      callers: CALLERS,
    }),
    storeRow(`read-${engine}`, `Read a stream of 8 events, 1 caller, ${on}`, 'reads/s', {
      task: 'readRound',
      callers: 1,
    }),
  ];
};

const open = async (
  contenders: readonly StoreContender[],
  rows: readonly StoreRow[],
  setting: Setting,
  url: string,
): Promise<OpenSuite> => {
  const notes: string[] = [];
  const opened: { readonly contender: Contender; stop(): Promise<void> }[] = [];
  const close = async () => {
    for (const { stop } of opened) await stop();
  };
  try {
    for (const contender of contenders) {
      if (!takesPart(contender, setting, notes)) continue;
      opened.push(await openStore(contender, rows, setting, url));
    }
  } catch (fault) {
    await close();
    throw fault;
  }
  return { contenders: opened.map(({ contender }) => contender), notes, close };
};

const takesPart = (
  { name, kind, module, ...its }: StoreContender,
  setting: Setting,
  notes: string[],
): boolean => {
  if (kind === 'peer' && !installed(setting, notes)) return false;
  if (its.package !== undefined && !hasPackage(its.package)) {
    notes.push(`${name} could not be installed here and takes no part.`);
    return false;
  }
  return existsSync(join(REPOSITORY, 'bench', module));
};

/** Opens a store in a process of its own, whose callers are the load. */
export const openStore = async (
  { name, kind, module, oneCaller = false }: StoreContender,
  rows: readonly StoreRow[],
  setting: Setting,
  url: string,
) => {
  const folder = join(setting.folder, name.replaceAll(' ', '-'));
  mkdirSync(folder, { recursive: true });
  const process = await startTasks({ script: 'stores/run-store.ts' });
  const options: Open = { module, url, folder, callers: CALLERS };
  await process.ask('open', options);
  const rowOf = (asked: string): StoreRow => {
    const found = rows.find((row) => row.name === asked);
    if (found === undefined) throw new Error(`expected a row of this suite, got ${asked}`);
    return found;
  };
  const contender: Contender = {
    name,
    kind,
    rows: rows.filter(({ work }) => !oneCaller || work.callers === 1).map((row) => row.name),
    answer: () => process.ask('check'),
    round: async (asked, ms): Promise<Figures> => {
      const { task, work } = rowOf(asked);
      const round: Round = { ...work, ms };
      return { speed: await process.ask<number>(task, round) };
    },
  };
  return { contender, process, stop: () => process.stop() };
};

const SQLITE_ROWS = rowsFor('sqlite', [
  { contender: 'liaison on SQLite', times: 10, against: 'one commit each on SQLite' },
]);
const POSTGRES_ROWS = rowsFor('postgres', [
  { contender: 'liaison on PostgreSQL', times: 10, against: 'emmett-postgresql' },
  { contender: 'liaison on PostgreSQL', times: 10, against: 'message-db' },
]);

/** The embedded event store. */
export const sqliteStores: Suite = {
  name: 'sqlite',
  rows: SQLITE_ROWS,
  open: (setting) => open(SQLITE, SQLITE_ROWS, setting, ''),
};

/** Event stores on PostgreSQL: one server that all use, each with tables of its own. */
export const postgresStores: Suite = {
  name: 'postgres',
  rows: POSTGRES_ROWS,
  open: async (setting) => {
    const server = await startPostgres(['max_connections=400']);
    try {
      const opened = await open(POSTGRES, POSTGRES_ROWS, setting, server.urlOf('postgres'));
      return {
        ...opened,
        close: async () => {
          await opened.close();
          await server.stop();
        },
      };
    } catch (fault) {
      await server.stop();
      throw fault;
    }
  },
};
