import { RUN_OF_POSITION } from './command-runs';
import type { Database } from './database';
import { placeOf } from './place';
import { LEVELS } from './stream-names';
import { ARRIVALS, COMMANDS, EVENTS, STREAM_NAMES, STREAMS } from './tables';

/**
 * The layouts that are brought to today's: without arrivals, with one index of all commands, with events whose key has
 * two columns, with one index of all names of streams.
 */
export const EARLIER_LAYOUTS: readonly unknown[] = [2, 3, 4, 5];
const WITHOUT_ARRIVALS = 2;
const WITHOUT_RUNS_OF_COMMANDS: readonly unknown[] = [2, 3];
const WITHOUT_PLACES: readonly unknown[] = [2, 3, 4];

/** Makes a log of an earlier layout one of layout 6, within the transaction that is open. No event is changed. */
export const bringToToday = (database: Database, layout: unknown): void => {
  if (layout === WITHOUT_ARRIVALS) database.exec(`CREATE TABLE arrivals ${ARRIVALS}`);
  if (WITHOUT_RUNS_OF_COMMANDS.includes(layout)) {
    database.exec(`CREATE TABLE commands ${COMMANDS}
      INSERT INTO commands SELECT ${RUN_OF_POSITION}, command_id, position FROM events ORDER BY 1, 2, 3`);
  }
  if (WITHOUT_PLACES.includes(layout)) database.exec(GIVE_PLACES);
  database.exec(`${GIVE_LEVELS} PRAGMA user_version = 6`);
};

const GIVE_PLACES = `
  ALTER TABLE events RENAME TO earlier_events;
  CREATE TABLE events ${EVENTS}
  INSERT INTO events
    SELECT ${placeOf('stream_id', 'revision')}, position, recorded_at, command_id, event_id, type, version, data,
      personal, metadata, checksum
    FROM earlier_events ORDER BY stream_id, revision;
  DROP TABLE earlier_events;
  CREATE UNIQUE INDEX events_by_position ON events (position);`;

const GIVE_LEVELS = `
  ALTER TABLE streams RENAME TO earlier_streams;
  CREATE TABLE streams ${STREAMS}
  INSERT INTO streams SELECT id, name, revision FROM earlier_streams ORDER BY id;
  DROP TABLE earlier_streams;
  CREATE TABLE stream_names ${STREAM_NAMES}
  INSERT INTO stream_names SELECT ${LEVELS.old}, name, id FROM streams ORDER BY name;`;

/** Shows a log of an earlier layout, but for places and names, as one of today to a connection that may only read. */
export const showAsToday = (database: Database, layout: unknown): void => {
  if (layout === WITHOUT_ARRIVALS) database.exec(`CREATE TEMP TABLE arrivals ${ARRIVALS}`);
  if (!WITHOUT_RUNS_OF_COMMANDS.includes(layout)) return;
  database.exec(`CREATE TEMP VIEW commands (run, command_id, position) AS
    SELECT ${RUN_OF_POSITION}, command_id, position FROM main.events`);
};
