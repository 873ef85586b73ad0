import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Database, databaseFault, openDatabase } from '../store/sqlite/database';
import { checkFile, sizeOf } from '../store/sqlite/file-check';
import { decrypt, encrypt, KEY_BYTES } from './aes-gcm';
import { KeyFault } from './key-fault';
import { firstMasterKeyBeside, masterKeyBeside } from './master-key';
import { createPrivateFile } from './private-file';

/** A file of keys of up to this size is checked page by page at each start. */
export const KEYS_CHECKED_BYTES_MAX = 64 * 1024 * 1024;

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
  const database = openDatabase(path, { durability: 'full' });
  try {
    checkPages(database, path);
    // What is deleted is overwritten: a destroyed key must not stay behind in a free page.
    database.exec('PRAGMA secure_delete = ON');
    if (isMade(database)) return readKeyFile(database, path, masterKeyBeside(path, masterKey));
    if (logHasEvents) throw keysMissing(path);
    return makeKeyFile(database, path, firstMasterKeyBeside(path, masterKey));
  } catch (error) {
    database.close();
    throw databaseFault(error, path);
  }
};

const FORMAT = 1;
const CHECK = 'check';
const INDEX = 'index';

/** Damage in a larger file shows when the key that it struck is read. */
const checkPages = (database: Database, path: string): void => {
  if (sizeOf(path) > KEYS_CHECKED_BYTES_MAX) return;
  const finding: unknown = database.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  if (finding !== 'ok') throw damaged(path, `whole pages, but SQLite found: ${String(finding)}`);
};

const isMade = (database: Database): boolean =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() !== undefined;

const makeKeyFile = (database: Database, path: string, masterKey: Buffer): KeyFile => {
  const indexKey = randomBytes(KEY_BYTES);
  database.exec('BEGIN IMMEDIATE');
  database.exec('CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID');
  database.exec(
    `CREATE TABLE subject_keys (
       subject TEXT PRIMARY KEY, version INTEGER NOT NULL, wrapped BLOB, destroyed_at TEXT,
       CHECK ((wrapped IS NULL) <> (destroyed_at IS NULL))) STRICT, WITHOUT ROWID`,
  );
  const put = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
  put.run('format', FORMAT);
  put.run(CHECK, encrypt(masterKey, Buffer.alloc(0), CHECK));
  put.run(INDEX, encrypt(masterKey, indexKey, INDEX));
  database.exec('COMMIT');
  return { database, path, masterKey, indexKey };
};

const readKeyFile = (database: Database, path: string, masterKey: Buffer): KeyFile => {
  const meta = new Map(
    database
      .prepare('SELECT name, value FROM meta')
      .all()
      .map(({ name, value }) => [name, value]),
  );
  if (meta.get('format') !== FORMAT) throw damaged(path, `format ${FORMAT}`);
  if (decrypt(masterKey, blob(meta.get(CHECK), path), CHECK) === undefined) throw wrongMasterKey(path);
  const indexKey = decrypt(masterKey, blob(meta.get(INDEX), path), INDEX);
  if (indexKey === undefined) throw damaged(path, 'an index key that the master key opens');
  return { database, path, masterKey, indexKey };
};

const blob = (value: unknown, path: string): Buffer => {
  if (value instanceof Uint8Array) return Buffer.from(value);
  throw damaged(path, 'a check value and an index key');
};

const damaged = (path: string, expected: string): KeyFault =>
  new KeyFault(
    'KEYS_DAMAGED',
    `the keys in ${path} are damaged: expected ${expected}; restore the file from its backup`,
  );

const wrongMasterKey = (path: string): KeyFault =>
  new KeyFault(
    'MASTER_KEY_WRONG',
    `the master key is not the one that wraps the keys in ${path}; give the one that this data was made with`,
  );

const keysMissing = (path: string): KeyFault =>
  new KeyFault(
    'KEYS_MISSING',
    `the log holds events, but the keys ${path} are missing: without them no personal data in the log can be read, ` +
      'and they are never made anew beside a log; restore the file from its backup',
  );
