import { existsSync } from 'node:fs';
import type { UseVerdict } from '../audit/use-records/chain';
import { USE_LAYOUT } from '../audit/use-records/postgres-schema';
import { verifyPostgresUseRecords } from '../audit/use-records/postgres-verify';
import { verifyUseRecords } from '../audit/use-records/verify';
import { openKeyRing } from '../keys/open-key-ring';
import type { EventLog } from '../store/event-log';
import type { EventStore } from '../store/event-store';
import { logPages, type ReadPages } from '../store/log-pages';
import { migrate } from '../store/postgres/migrate';
import { openPostgresRows } from '../store/rows/postgres/postgres-row-store';
import type { RowStore } from '../store/rows/row-store';
import { openSqliteRows } from '../store/rows/sqlite/sqlite-row-store';
import { sealedLog } from '../store/sealed-log';
import { type DataFolderPaths, dataFolderPaths } from '../store/sqlite/data-folder';
import { openDatabase } from '../store/sqlite/database';
import { requireSoundLog } from '../store/sqlite/one-step-copy';
import { openSqliteEventStore } from '../store/sqlite/sqlite-event-store';
import type { StoreChoice } from '../store/store-choice';
import { StoreFault } from '../store/store-fault';
import { READ_AHEAD_EVENTS_MIN, readAhead } from './read-ahead';
import { Databases, openServerKeys, openServerStore, type ServerStore } from './server-parts';
import { type Closers, closeAll, openedWith, type PartsOptions } from './store-parts';

/** A log and its read models beside the processes that serve them, or where nobody does. */
export interface StoreReader {
  readonly store: EventStore;
  readonly rows: RowStore;
  /** The log with personal data in the clear, which needs the keys. */
  openLog(): Promise<EventLog>;
  /** How somebody reads it who goes through much of it: a thread reads ahead where that is worth while. */
  pagesOf(log: EventLog): ReadPages;
  /** Reads the whole log where a start does not; a `StoreFault` says what is damaged, the answer what was looked at. */
  checkLog(): Promise<string>;
  /** Follows the whole chain of the records of use; undefined where there are none. */
  checkUseRecords(): Promise<UseVerdict | undefined>;
  close(): Promise<void>;
}

/** How a log is opened for reading. */
export interface ReaderOptions extends PartsOptions {
  readonly store?: StoreChoice;
  /** Memory for pages of an embedded log, in KiB; as much as for writing where absent. */
  readonly logCacheKib?: number;
}

/** Opens a log for reading, whether or not somebody serves it. */
export const openStoreReader = (options: ReaderOptions): Promise<StoreReader> =>
  openedWith((closers) => {
    const { store = { kind: 'sqlite' } } = options;
    return store.kind === 'sqlite'
      ? openEmbeddedReader(options, closers)
      : openServerReader(store, options, closers);
  });

const openEmbeddedReader = async (
  { dataFolder, masterKey, logCacheKib }: ReaderOptions,
  closers: Closers,
): Promise<StoreReader> => {
  const { logPath, keysPath, readModelsPath, useRecordsPath } = existingFolder(dataFolder);
  const store = await openSqliteEventStore({
    path: logPath,
    keysPath,
    readOnly: true,
    ...(logCacheKib === undefined ? {} : { pageCacheKib: logCacheKib }),
  });
  closers.push(() => store.close());
  let rows: RowStore | undefined;
  const openedRows = (): RowStore => {
    const opened = openSqliteRows(readModelsPath);
    closers.push(() => opened.close());
    return opened;
  };
  const given = masterKey === undefined ? {} : { masterKey };
  return {
    store,
    // When they are first asked for: who closes them holds up whoever writes to them.
    get rows() {
      rows ??= openedRows();
      return rows;
    },
    pagesOf: (log) => (stretch) =>
      stretch.until - stretch.after < READ_AHEAD_EVENTS_MIN
        ? logPages(log, stretch)
        : readAhead({ dataFolder, ...given }, stretch),
    openLog: async () => {
      const keys = openKeyRing({ path: keysPath, logHasEvents: true, ...given });
      closers.push(() => keys.close());
      return sealedLog(store, keys);
    },
    checkLog: async () => {
      requireSoundLog(logPath);
      return 'every page and every row is sound';
    },
    checkUseRecords: async () => (existsSync(useRecordsPath) ? checkUseFile(useRecordsPath) : undefined),
    close: () => closeAll(closers),
  };
};

const openServerReader = async (
  choice: ServerStore,
  options: PartsOptions,
  closers: Closers,
): Promise<StoreReader> => {
  const databases = new Databases(closers);
  const keysDatabase = await databases.open(choice.keysUrl);
  const store = await openServerStore(choice, options, databases, closers);
  const rows = await openPostgresRows(await databases.open(choice.readModelsUrl));
  closers.push(() => rows.close());
  return {
    store,
    rows,
    pagesOf: (log) => (stretch) => logPages(log, stretch),
    openLog: async () => sealedLog(store, await openServerKeys(store, keysDatabase, options, closers)),
    checkLog: () => readThrough(store),
    checkUseRecords: async () => {
      await migrate(keysDatabase, USE_LAYOUT);
      return verifyPostgresUseRecords(keysDatabase);
    },
    close: () => closeAll(closers),
  };
};

/** The paths of a folder that holds a log; a reader never makes one. */
const existingFolder = (dataFolder: string): DataFolderPaths => {
  const paths = dataFolderPaths(dataFolder);
  if (existsSync(paths.logPath)) return paths;
  throw new StoreFault(
    'UNAVAILABLE',
    `expected a log in the data folder ${dataFolder} (LIAISON_DATA), found none`,
  );
};

/** A server checks its own pages; that each event can be read and the positions rise is ours. */
const readThrough = async (store: EventStore): Promise<string> => {
  let events = 0;
  let after = 0;
  for (;;) {
    const page = await store.readAll({ after });
    for (const { position } of page.events) {
      if (position <= after)
        throw new StoreFault('CORRUPT', `expected an event after position ${after}, got ${position}`);
      after = position;
    }
    events += page.events.length;
    after = page.position;
    if (page.caughtUp) return `all ${events} events can be read, in order`;
  }
};

/** One state of the file, also while a server adds to it. */
const checkUseFile = (path: string): UseVerdict => {
  const database = openDatabase(path, { durability: 'full', readOnly: true });
  try {
    database.exec('BEGIN');
    return verifyUseRecords(database);
  } finally {
    database.close();
  }
};
