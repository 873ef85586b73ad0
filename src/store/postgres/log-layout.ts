import { APPEND_FUNCTION } from './append-function';
import { APPEND_USUAL_FUNCTION } from './append-usual-function';
import type { Layout } from './migrate';

/** Where a process that has appended says how far the log reaches now. */
export const LOG_CHANNEL = 'liaison_log';

// A stream is known by the position of its first event. Its events are found by stream and revision, its last one
// stands nowhere else: there is nothing that could differ from the log. An event id is unique within its stream only.
// Each event has the name beside the number, so that pages of the log need not look it up.
// Names compare by their bytes (COLLATE "C"), whatever language the database speaks. Objects are text as they came:
// jsonb would refuse \\u0000, and the server never looks into them.

// Statistics taken while a table is small make plans that read all of it, and connections keep their plans: without
// any statistics the planner takes a table for larger than it is.
const STATISTICS = 'autovacuum_analyze_threshold = 10000, autovacuum_vacuum_insert_threshold = 10000';

const TABLES = `
CREATE TABLE liaison_log.meta (name text PRIMARY KEY, value text NOT NULL);
INSERT INTO liaison_log.meta (name, value) VALUES ('store_id', gen_random_uuid());

CREATE TABLE liaison_log.head (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  position bigint NOT NULL,
  recorded_at bigint NOT NULL
) WITH (fillfactor = 10, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
INSERT INTO liaison_log.head (position, recorded_at) VALUES (0, 0);

CREATE TABLE liaison_log.streams (
  id bigint PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE
) WITH (${STATISTICS});

CREATE TABLE liaison_log.events (
  stream_id bigint NOT NULL,
  stream text COLLATE "C" NOT NULL,
  revision bigint NOT NULL,
  position bigint NOT NULL,
  recorded_at bigint NOT NULL,
  command_id uuid NOT NULL,
  event_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  data text NOT NULL,
  personal text,
  metadata text NOT NULL,
  PRIMARY KEY (stream_id, revision)
) WITH (${STATISTICS});
CREATE UNIQUE INDEX events_by_position ON liaison_log.events (position);
CREATE INDEX events_by_command ON liaison_log.events (command_id);
`;

// Command ids are random and only asked for one by one: a hash is a page to change, an order of them a way of three.
// Of the same command there are at most the events of one append, and of those that follow from it.
const COMMANDS_BY_HASH = `
DROP INDEX liaison_log.events_by_command;
CREATE INDEX events_by_command ON liaison_log.events USING hash (command_id);
`;

/** The event log in PostgreSQL. Layout 3 replaces the function of layout 2, which so has none of its own any more. */
export const LOG_LAYOUT: Layout = {
  schema: 'liaison_log',
  steps: [`${TABLES};${APPEND_FUNCTION}`, APPEND_USUAL_FUNCTION, APPEND_USUAL_FUNCTION, COMMANDS_BY_HASH],
};
