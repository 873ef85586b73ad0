import { randomUUID } from 'node:crypto';
import { StoreFault } from '../store-fault';
import type { Database } from './database';
import { bringToToday, EARLIER_LAYOUTS, showAsToday } from './earlier-layouts';
import { ARRIVALS, COMMANDS, EVENTS, STREAM_NAMES, STREAMS } from './tables';

/** Marks a SQLite file as a log of this product ("LIAI"). */
export const APPLICATION_ID = 0x4c494149;
/** Raised when the layout below changes. */
export const SCHEMA_VERSION = 6;
/** Larger than SQLite's own, so that an event of usual size lies in its page and not beside it. */
export const PAGE_BYTES = 8_192;

// What a commit writes lies in arrivals until it is sorted into its streams (`ArrivalTable`).
const SCHEMA = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE streams ${STREAMS}
CREATE TABLE stream_names ${STREAM_NAMES}
CREATE TABLE events ${EVENTS}
CREATE UNIQUE INDEX events_by_position ON events (position);
CREATE TABLE commands ${COMMANDS}
CREATE TABLE arrivals ${ARRIVALS}
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** Makes the tables of a new log, with an id that no other log has; leaves an existing log as it is. */
export const createSchema = (database: Database): void => {
  database.exec('BEGIN IMMEDIATE');
  try {
    if (isEmpty(database)) {
      database.exec(SCHEMA);
      database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run('store_id', randomUUID());
    }
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

/**
 * Brings a log of an earlier layout to today's, or lets a process that may only read see it so. Refuses a database that
 * is another program's, or that another version of this one has written.
 */
export const requireSchema = (database: Database, path: string, readOnly: boolean): void => {
  const application: unknown = database.prepare('PRAGMA application_id').get()?.application_id;
  if (application !== APPLICATION_ID) {
    throw new StoreFault(
      'CORRUPT',
      `${path} is a database but not an event log: name another path or restore it`,
    );
  }
  const version = schemaVersionOf(database);
  if (EARLIER_LAYOUTS.includes(version)) {
    if (readOnly) showAsToday(database, version);
    else bringUp(database);
  } else if (version !== SCHEMA_VERSION) {
    throw new StoreFault(
      'UNAVAILABLE',
      `${path}: expected a log of layout ${SCHEMA_VERSION}, got ${String(version)}: use the version that wrote it`,
    );
  }
};

const bringUp = (database: Database): void => {
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have been faster.
    const version = schemaVersionOf(database);
    if (EARLIER_LAYOUTS.includes(version)) bringToToday(database, version);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

const schemaVersionOf = (database: Database): unknown =>
  database.prepare('PRAGMA user_version').get()?.user_version;

/** The id the log was made with. */
export const storeIdOf = (database: Database, path: string): string => {
  const id: unknown = database.prepare("SELECT value FROM meta WHERE name = 'store_id'").get()?.value;
  if (typeof id === 'string') return id;
  throw new StoreFault('CORRUPT', `${path} has lost its store id (table meta): restore it from a backup`);
};

const isEmpty = (database: Database): boolean =>
  database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.tables === 0;
