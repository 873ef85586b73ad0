import { RUN_OF_POSITION } from './command-runs';
import type { Database } from './database';

/** The layouts that are brought to today's: without arrivals, and with one index of all commands. */
export const EARLIER_LAYOUTS: readonly unknown[] = [2, 3];
const WITHOUT_ARRIVALS = 2;

/** Where events come in: the columns of `events`, with the name of the stream. */
export const ARRIVALS = `(
  position INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  revision INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  command_id BLOB NOT NULL,
  event_id BLOB NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  data TEXT NOT NULL,
  personal TEXT,
  metadata TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;`;

/** Where the events of commands stand, in runs (`CommandRuns`). */
export const COMMANDS = `(
  run INTEGER NOT NULL,
  command_id BLOB NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (run, command_id, position)
) STRICT, WITHOUT ROWID;`;

/** Makes a log of an earlier layout one of layout 4, within the transaction that is open. No event is changed. */
export const bringToLayout4 = (database: Database, layout: unknown): void => {
  if (layout === WITHOUT_ARRIVALS) database.exec(`CREATE TABLE arrivals ${ARRIVALS}`);
  database.exec(`CREATE TABLE commands ${COMMANDS}
    INSERT INTO commands SELECT ${RUN_OF_POSITION}, command_id, position FROM events ORDER BY 1, 2, 3;
    DROP INDEX events_by_command;
    PRAGMA user_version = 4`);
};

/** Lets a connection that may only read see a log of an earlier layout as one of layout 4. */
export const showAsLayout4 = (database: Database, layout: unknown): void => {
  if (layout === WITHOUT_ARRIVALS) database.exec(`CREATE TEMP TABLE arrivals ${ARRIVALS}`);
  database.exec(`CREATE TEMP VIEW commands (run, command_id, position) AS
    SELECT ${RUN_OF_POSITION}, command_id, position FROM main.events`);
};
