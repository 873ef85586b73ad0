import { StoreFault } from '../store-fault';

/**
 * The fault that an error of SQLite is, with the path and SQLite's own words; any other error as it is. The remedy
 * is what to do about a damaged file.
 */
export const databaseFault = (error: unknown, path: string, remedy = 'restore it from a backup'): unknown => {
  const { name, words } = sqliteError(error);
  if (name === NOT_OF_SQLITE) return error;
  const damaged = isDamage(name);
  return new StoreFault(
    damaged ? 'CORRUPT' : 'UNAVAILABLE',
    damaged ? `${path} is damaged or is not a database (${words}); ${remedy}` : `${path}: ${words}`,
    { cause: error },
  );
};

/** True where SQLite says by this name that what it reads is damaged. */
export const isDamage = (name: string): boolean => name === 'SQLITE_NOTADB' || name === 'SQLITE_CORRUPT';

/** SQLite's name and words for an error; never its SQL or the values bound to it. */
export const sqliteError = (error: unknown): { readonly name: string; readonly words: string } => {
  // By its properties: an error of the driver is not an `Error` of every realm (tests run in one of their own).
  const known = typeof error === 'object' && error !== null ? (error as DriverError) : {};
  if (known.sqliteCodeName !== undefined) return { name: known.sqliteCodeName, words: known.errstr ?? '' };
  if (known.code !== 'ERR_SQLITE_ERROR') return { name: NOT_OF_SQLITE, words: 'an error of another kind' };
  const [words = 'an error of the database', name = 'SQLITE_ERROR'] =
    NAMES.find(([text]) => known.message === text) ?? [];
  return { name, words };
};

interface DriverError {
  readonly code?: string;
  readonly message?: string;
  readonly sqliteCodeName?: string;
  readonly errstr?: string;
}

const NOT_OF_SQLITE = 'NOT_OF_SQLITE';

// While the driver steps through rows it gives an error no name, only SQLite's words (sqlite3_errstr).
const NAMES: readonly (readonly [words: string, name: string])[] = [
  ['database disk image is malformed', 'SQLITE_CORRUPT'],
  ['file is not a database', 'SQLITE_NOTADB'],
  ['disk I/O error', 'SQLITE_IOERR'],
  ['database or disk is full', 'SQLITE_FULL'],
  ['database is locked', 'SQLITE_BUSY'],
];
