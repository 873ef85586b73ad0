import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { type EventWork, type EventWorkOptions, SAMPLE } from '../stores/event-work';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS raw_events (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text NOT NULL, revision int NOT NULL,
  event_id uuid NOT NULL, type text NOT NULL, data jsonb NOT NULL, metadata jsonb NOT NULL, UNIQUE (stream, revision)
)`;
const INSERT = `
INSERT INTO raw_events (stream, revision, event_id, type, data, metadata)
SELECT $1, $2::int + place, id, $4, $5::jsonb, $6::jsonb
FROM unnest($3::uuid[]) WITH ORDINALITY AS made (id, place)`;
const READ = 'SELECT * FROM raw_events WHERE stream = $1 AND revision >= $2 ORDER BY revision';

/** Plain inserts, each committed: no order that readers could rely on, no repeated command known. */
export const open = async ({ url, callers }: EventWorkOptions): Promise<EventWork> => {
  const pool = new Pool({ connectionString: url, max: callers });
  await pool.query(SCHEMA);
  return {
    append: async (stream, revision, count) => {
      const ids = Array.from({ length: count }, () => randomUUID());
      const { type, data, metadata } = SAMPLE;
      const values = [stream, revision, ids, type, JSON.stringify(data), JSON.stringify(metadata)];
      await pool.query({ name: 'insert', text: INSERT, values });
    },
    readStream: async (stream, from) => {
      const { rows } = await pool.query({ name: 'read', text: READ, values: [stream, from] });
      return rows.filter(({ data }) => 'contactId' in data).length;
    },
    close: () => pool.end(),
  };
};
