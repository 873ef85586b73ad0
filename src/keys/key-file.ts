import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Database, databaseFault, openDatabase } from '../store/sqlite/database';
import { checkFile, sizeOf } from '../store/sqlite/file-check';
import { firstMasterKeyFor, type MasterKeySource, masterKeyFor } from './master-key';
import { createPrivateFile } from './private-file';
import { damaged, FORMAT, indexKeyIn, keysMissing, makeMeta, type WrappedMeta } from './wrapped-keys';

/** A file of keys of up to this size is checked page by page at each start. */
export const KEYS_CHECKED_BYTES_MAX = 64 * 1024 * 1024;
/** Memory for pages, in KiB: keys in use are kept unwrapped (`KeyCache`), and their pages are seldom asked for. */
const PAGE_CACHE_KIB = 4 * 1024;

/** The open file of keys, with the master key that fits it. */
export interface KeyFile {
  readonly database: Database;
  readonly path: string;
  readonly masterKey: Buffer;
  /** Makes keyed hashes of values that must be unique; never changes. */
  readonly indexKey: Buffer;
}

export interface KeyFileOptions {
  /** The SQLite file of the keys. */
  readonly path: string;
  /** 32 bytes in base64; the file `master.key` beside the keys where absent. */
  readonly masterKey?: string;
  /** Whether the log holds events already: then keys are never made anew. */
  readonly logHasEvents: boolean;
}

/** Opens the file of keys; makes it and its master key where the log is still empty and there is neither. */
export const openKeyFile = ({ path, masterKey, logHasEvents }: KeyFileOptions): KeyFile => {
  if (logHasEvents && !existsSync(path)) throw keysMissing(path);
  // Made here, because SQLite would let others read it; its write-ahead log takes over the mode.
  if (!existsSync(path)) createPrivateFile(path, '');
  checkFile(path);
  const database = openDatabase(path, { durability: 'full', pageCacheKib: PAGE_CACHE_KIB });
  const source: MasterKeySource = { folder: dirname(path), given: masterKey, place: path };
  try {
    checkPages(database, path);
    // What is deleted is overwritten: a destroyed key must not stay behind in a free page.
    database.exec('PRAGMA secure_delete = ON');
    if (isMade(database)) return readKeyFile(database, path, masterKeyFor(source));
    if (logHasEvents) throw keysMissing(path);
    return makeKeyFile(database, path, firstMasterKeyFor(source));
  } catch (error) {
    database.close();
    throw databaseFault(error, path);
  }
};

/** How many people have a key, and of how many it was destroyed. */
export interface KeyCount {
  readonly keys: number;
  readonly tombstones: number;
}

/**
 * Looks at a file of keys without changing it and counts them; throws a `KeyFault` where it is damaged or, given the
 * master key, where that is another one.
 */
export const countKeys = (path: string, masterKey?: Buffer): KeyCount => {
  checkFile(path);
  const database = openDatabase(path, { durability: 'full', readOnly: true });
  try {
    checkPages(database, path);
    if (!isMade(database)) throw damaged(path, 'keys');
    if (masterKey !== undefined) readKeyFile(database, path, masterKey);
    const row = database.prepare('SELECT count(wrapped) AS keys, count(*) AS people FROM subject_keys').get();
    const [keys, people] = [Number(row?.keys), Number(row?.people)];
    return { keys, tombstones: people - keys };
  } catch (error) {
    throw databaseFault(error, path);
  } finally {
    database.close();
  }
};

/** Damage in a larger file shows when the key that it struck is read. */
const checkPages = (database: Database, path: string): void => {
  if (sizeOf(path) > KEYS_CHECKED_BYTES_MAX) return;
  const finding: unknown = database.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  if (finding !== 'ok') throw damaged(path, `whole pages, but SQLite found: ${String(finding)}`);
};

const isMade = (database: Database): boolean =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() !== undefined;

const makeKeyFile = (database: Database, path: string, masterKey: Buffer): KeyFile => {
  database.exec('BEGIN IMMEDIATE');
  makeKeyTables(database, makeMeta(masterKey));
  database.exec('COMMIT');
  return readKeyFile(database, path, masterKey);
};

/** Makes the tables of a file of keys, within the transaction that is open, with what opens the keys. */
export const makeKeyTables = (database: Database, { check, index }: WrappedMeta): void => {
  database.exec('CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID');
  database.exec(
    `CREATE TABLE subject_keys (
       subject TEXT PRIMARY KEY, version INTEGER NOT NULL, wrapped BLOB, destroyed_at TEXT,
       CHECK ((wrapped IS NULL) <> (destroyed_at IS NULL))) STRICT, WITHOUT ROWID`,
  );
  const put = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
  put.run('format', FORMAT);
  put.run('check', check);
  put.run('index', index);
};

const readKeyFile = (database: Database, path: string, masterKey: Buffer): KeyFile => {
  const meta = new Map(
    database
      .prepare('SELECT name, value FROM meta')
      .all()
      .map(({ name, value }) => [name, value]),
  );
  const [format, check, index] = ['format', 'check', 'index'].map((name) => meta.get(name));
  const indexKey = indexKeyIn({ format, check, index }, masterKey, path);
  return { database, path, masterKey, indexKey };
};
