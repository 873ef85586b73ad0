import { REVISION_OF_PLACE, STREAM_OF_PLACE } from './place';

/** What both tables of events hold of an event, in the same order. */
const OF_AN_EVENT = `recorded_at INTEGER NOT NULL,
  command_id BLOB NOT NULL,
  event_id BLOB NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  data TEXT NOT NULL,
  personal TEXT,
  metadata TEXT NOT NULL,
  checksum INTEGER NOT NULL`;

/**
 * The events, stream by stream: reading one stream touches few pages however large the log is; the position is the
 * second way in. An event id is unique within its stream only. The key is one number (`placeOf`), which makes this a
 * table whose upper pages hold nothing but keys, some hundreds each. A key of two columns would want `WITHOUT ROWID`,
 * of which SQLite keeps whole rows in the upper pages too: ten million events are then six pages deep, not three.
 */
export const EVENTS = `(
  place INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  ${OF_AN_EVENT},
  stream_id INTEGER NOT NULL AS (${STREAM_OF_PLACE}),
  revision INTEGER NOT NULL AS (${REVISION_OF_PLACE})
) STRICT;`;

/** Where events come in, with the name of the stream. */
export const ARRIVALS = `(
  position INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  revision INTEGER NOT NULL,
  ${OF_AN_EVENT}
) STRICT;`;

/** Where the events of commands stand, in runs (`CommandRuns`). */
export const COMMANDS = `(
  run INTEGER NOT NULL,
  command_id BLOB NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (run, command_id, position)
) STRICT, WITHOUT ROWID;`;

/** The streams in the order in which they began, each with its last revision. */
export const STREAMS = `(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;`;

/** Which stream has a name, on two levels (`StreamNames`). */
export const STREAM_NAMES = `(
  level INTEGER NOT NULL,
  name TEXT NOT NULL,
  stream_id INTEGER NOT NULL,
  PRIMARY KEY (level, name)
) STRICT, WITHOUT ROWID;`;
