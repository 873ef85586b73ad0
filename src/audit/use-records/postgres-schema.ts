import type { Layout } from '../../store/postgres/migrate';
import { NO_HASH } from './chain';

/** Where the records are, as messages name it. */
export const USE_PLACE = 'PostgreSQL, schema liaison_use';

/**
 * As the file has them (schema.ts). `use_end` is the one row that a process locks to add records; it tells, too, where
 * records were taken away from the end.
 */
export const USE_LAYOUT: Layout = {
  schema: 'liaison_use',
  steps: [
    `CREATE TABLE liaison_use.use_records (
       sequence bigint PRIMARY KEY,
       body text NOT NULL,
       hash text NOT NULL,
       at text COLLATE "C" GENERATED ALWAYS AS (body::json ->> 'at') STORED,
       kind text COLLATE "C" GENERATED ALWAYS AS (body::json ->> 'kind') STORED,
       operation text COLLATE "C" GENERATED ALWAYS AS (body::json ->> 'operation') STORED,
       actor_id text COLLATE "C" GENERATED ALWAYS AS (body::json -> 'actor' ->> 'id') STORED);
     CREATE INDEX use_by_at ON liaison_use.use_records (at, sequence);
     CREATE INDEX use_by_kind ON liaison_use.use_records (kind, sequence);
     CREATE INDEX use_by_operation ON liaison_use.use_records (operation, sequence);
     CREATE INDEX use_by_actor ON liaison_use.use_records (actor_id, sequence);
     CREATE TABLE liaison_use.use_end (
       id int PRIMARY KEY CHECK (id = 1), sequence bigint NOT NULL, hash text NOT NULL, at text NOT NULL);
     INSERT INTO liaison_use.use_end VALUES (1, 0, '${NO_HASH}', '');
     CREATE TABLE liaison_use.use_anchor (
       id int PRIMARY KEY CHECK (id = 1), sequence bigint NOT NULL, hash text NOT NULL);
     INSERT INTO liaison_use.use_anchor VALUES (1, 0, '${NO_HASH}');
     CREATE FUNCTION liaison_use.keep() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF TG_OP = 'DELETE' AND OLD.sequence <= (SELECT sequence FROM liaison_use.use_anchor) THEN RETURN OLD; END IF;
         RAISE EXCEPTION 'a record of use is never changed, and kept until its time is over';
       END $$;
     CREATE TRIGGER use_records_are_not_changed BEFORE UPDATE ON liaison_use.use_records
       FOR EACH ROW EXECUTE FUNCTION liaison_use.keep();
     CREATE TRIGGER use_records_are_kept BEFORE DELETE ON liaison_use.use_records
       FOR EACH ROW EXECUTE FUNCTION liaison_use.keep()`,
  ],
};
