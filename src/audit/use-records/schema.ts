import type { Database } from '../../store/sqlite/database';
import { NO_HASH } from './chain';

/**
 * Records are only added. What a filter looks at is computed from the hashed body, so that it cannot say anything
 * else. `use_anchor` is the last record that retention has removed: only what lies up to it can be deleted.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS use_records (
    sequence INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    at TEXT GENERATED ALWAYS AS (body ->> '$.at') VIRTUAL,
    kind TEXT GENERATED ALWAYS AS (body ->> '$.kind') VIRTUAL,
    operation TEXT GENERATED ALWAYS AS (body ->> '$.operation') VIRTUAL,
    actor_id TEXT GENERATED ALWAYS AS (body ->> '$.actor.id') VIRTUAL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS use_by_at ON use_records (at, sequence);
  CREATE INDEX IF NOT EXISTS use_by_kind ON use_records (kind, sequence);
  CREATE INDEX IF NOT EXISTS use_by_operation ON use_records (operation, sequence);
  CREATE INDEX IF NOT EXISTS use_by_actor ON use_records (actor_id, sequence);
  CREATE TABLE IF NOT EXISTS use_anchor (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  INSERT OR IGNORE INTO use_anchor (id, sequence, hash) VALUES (1, 0, '${NO_HASH}');
  CREATE TRIGGER IF NOT EXISTS use_records_are_not_changed BEFORE UPDATE ON use_records
    BEGIN SELECT RAISE(ABORT, 'a record of use is never changed'); END;
  CREATE TRIGGER IF NOT EXISTS use_records_are_kept BEFORE DELETE ON use_records
    WHEN OLD.sequence > (SELECT sequence FROM use_anchor)
    BEGIN SELECT RAISE(ABORT, 'a record of use is kept until its time is over'); END;
`;

/** Makes the tables where there are none. */
export const makeTables = (database: Database): void => database.exec(SCHEMA);
