import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { StoreFault } from '../store-fault';
import { databaseFault } from './driver-error';

export { databaseFault, sqliteError } from './driver-error';

/** Older SQLite can lose committed pages when a write-ahead log is reset (sqlite.org/wal.html, "the WAL-reset bug"). */
export const SQLITE_VERSION_MIN = '3.51.3';
/** How long a statement waits for another process that holds the database. */
export const BUSY_TIMEOUT_MS = 5_000;
/** How large the write-ahead log may stay on disk after its content has moved to the database. */
export const WAL_BYTES_KEPT_MAX = 64 * 1024 * 1024;
/** Memory for pages of one open database where nothing else is said, in KiB. */
export const PAGE_CACHE_KIB_MAX = 16 * 1024;

/** An open SQLite database; what the driver of Node's own `node:sqlite` offers, and no more. */
export type Database = DatabaseSyncInstance;
/** A prepared statement of the driver. */
export type Statement = ReturnType<Database['prepare']>;

export interface DatabaseOptions {
  /** `full`: a commit is on the disk when it returns. `off`: a power cut may lose it; for what can be made anew. */
  readonly durability: 'full' | 'off';
  readonly readOnly?: boolean;
  /** Memory for pages, in KiB; `PAGE_CACHE_KIB_MAX` where absent. */
  readonly pageCacheKib?: number;
  /** Size of a page of a database that is made now; SQLite's own choice where absent. */
  readonly pageBytes?: number;
}

/** Opens (or makes) a database with a write-ahead log, or throws the `StoreFault` that says why it cannot. */
export const openDatabase = (path: string, options: DatabaseOptions): Database => {
  let database: Database | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: options.readOnly ?? false, timeout: BUSY_TIMEOUT_MS });
    requireVersion(versionOf(database));
    configure(database, options);
    return database;
  } catch (error) {
    database?.close();
    throw databaseFault(error, path);
  }
};

/**
 * Moves what was written into the one file and closes. The driver keeps prepared statements open, so SQLite would
 * not do so by itself before the process ends.
 */
export const closeDatabase = (database: Database): void => {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
};

/** Throws where the SQLite library is older than `SQLITE_VERSION_MIN`. */
export const requireVersion = (version: string): void => {
  if (compareVersions(version, SQLITE_VERSION_MIN) >= 0) return;
  throw new StoreFault(
    'UNAVAILABLE',
    `expected SQLite ${SQLITE_VERSION_MIN} or newer, got ${version}: older ones may lose committed data; ` +
      'install the driver that package-lock.json names (npm ci)',
  );
};

const configure = (database: Database, options: DatabaseOptions): void => {
  const { durability, readOnly, pageBytes, pageCacheKib = PAGE_CACHE_KIB_MAX } = options;
  database.exec(`PRAGMA cache_size = -${pageCacheKib}`);
  if (readOnly) return;
  if (pageBytes !== undefined) database.exec(`PRAGMA page_size = ${pageBytes}`);
  const mode: unknown = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
  if (mode !== 'wal') {
    throw new StoreFault('UNAVAILABLE', `expected journal mode wal, got ${String(mode)}: use a local disk`);
  }
  database.exec(`PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'OFF'}`);
  database.exec(`PRAGMA journal_size_limit = ${WAL_BYTES_KEPT_MAX}`);
};

const versionOf = (database: Database): string =>
  String(database.prepare('SELECT sqlite_version() AS version').get()?.version);

const compareVersions = (left: string, right: string): number => {
  const rights = right.split('.').map(Number);
  const difference = left.split('.').map((part, index) => Number(part) - (rights[index] ?? 0));
  return difference.find((part) => part !== 0) ?? 0;
};
