import { RUN_OF_POSITION } from './command-runs';
import type { Database } from './database';
import { placeOf } from './place';
import { ARRIVALS, COMMANDS, EVENTS } from './tables';

/**
 * The layouts that are brought to today's: without arrivals, with one index of all commands, and with events whose key
 * has two columns.
 */
export const EARLIER_LAYOUTS: readonly unknown[] = [2, 3, 4];
const WITHOUT_ARRIVALS = 2;
const WITH_RUNS_OF_COMMANDS = 4;

/** Makes a log of an earlier layout one of layout 5, within the transaction that is open. No event is changed. */
export const bringToLayout5 = (database: Database, layout: unknown): void => {
  if (layout === WITHOUT_ARRIVALS) database.exec(`CREATE TABLE arrivals ${ARRIVALS}`);
  if (layout !== WITH_RUNS_OF_COMMANDS) {
    database.exec(`CREATE TABLE commands ${COMMANDS}
      INSERT INTO commands SELECT ${RUN_OF_POSITION}, command_id, position FROM events ORDER BY 1, 2, 3`);
  }
  database.exec(`ALTER TABLE events RENAME TO earlier_events;
    CREATE TABLE events ${EVENTS}
    INSERT INTO events
      SELECT ${placeOf('stream_id', 'revision')}, position, recorded_at, command_id, event_id, type, version, data,
        personal, metadata, checksum
      FROM earlier_events ORDER BY stream_id, revision;
    DROP TABLE earlier_events;
    CREATE UNIQUE INDEX events_by_position ON events (position);
    PRAGMA user_version = 5`);
};

/** Lets a connection that may only read see a log of an earlier layout as one of layout 5. */
export const showAsLayout5 = (database: Database, layout: unknown): void => {
  if (layout === WITHOUT_ARRIVALS) database.exec(`CREATE TEMP TABLE arrivals ${ARRIVALS}`);
  if (layout === WITH_RUNS_OF_COMMANDS) return;
  database.exec(`CREATE TEMP VIEW commands (run, command_id, position) AS
    SELECT ${RUN_OF_POSITION}, command_id, position FROM main.events`);
};
