/** Makes a log of today one of layout 5, as a version before would have left it. */
export const AS_LAYOUT_5 = `
  CREATE TABLE before (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL) STRICT;
  INSERT INTO before SELECT id, name, revision FROM streams;
  DROP TABLE streams; ALTER TABLE before RENAME TO streams;
  DROP TABLE stream_names;
  PRAGMA user_version = 5`;

/** The same for layout 4. */
export const AS_LAYOUT_4 = `${AS_LAYOUT_5};
  CREATE TABLE before (stream_id INTEGER NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL, command_id BLOB NOT NULL, event_id BLOB NOT NULL, type TEXT NOT NULL,
    version INTEGER NOT NULL, data TEXT NOT NULL, personal TEXT, metadata TEXT NOT NULL, checksum INTEGER NOT NULL,
    PRIMARY KEY (stream_id, revision)) STRICT, WITHOUT ROWID;
  INSERT INTO before SELECT stream_id, revision, position, recorded_at, command_id, event_id, type, version, data,
    personal, metadata, checksum FROM events;
  DROP TABLE events; ALTER TABLE before RENAME TO events;
  CREATE UNIQUE INDEX events_by_position ON events (position);
  PRAGMA user_version = 4`;

/** The same for layout 3. */
export const AS_LAYOUT_3 = `${AS_LAYOUT_4}; DROP TABLE commands; CREATE INDEX events_by_command ON events (command_id);
  PRAGMA user_version = 3`;
