import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Pool } from 'pg';
import { type EventWork, type EventWorkOptions, SAMPLE } from '../stores/event-work';

const DATABASE = join(dirname(require.resolve('@eventide/message-db/package.json')), 'database');
/** In the order of its own install.sh, as far as writing and reading streams needs it. */
const FILES = [
  'schema/message-store',
  'extensions/pgcrypto',
  'tables/messages',
  'types/message',
  ...['message-store-version', 'hash-64', 'acquire-lock', 'category', 'is-category', 'id', 'cardinal-id'].map(
    (name) => `functions/${name}`,
  ),
  'functions/stream-version',
  'functions/write-message',
  'functions/get-stream-messages',
  'indexes/messages-id',
  'indexes/messages-stream',
  'indexes/messages-category',
];
const WRITE = 'SELECT write_message($1, $2, $3, $4, $5, $6)';

/** message-db: the functions of its npm package in PostgreSQL, called as its clients do. */
export const open = async ({ url, callers }: EventWorkOptions): Promise<EventWork> => {
  const options = '-c search_path=message_store,public';
  const pool = new Pool({ connectionString: url, max: callers, options });
  for (const file of FILES) await pool.query(scriptOf(file));
  const write = (query: Pool['query'], stream: string, revision: number) =>
    query({
      name: 'write',
      text: WRITE,
      values: [
        randomUUID(),
        stream,
        SAMPLE.type,
        JSON.stringify(SAMPLE.data),
        JSON.stringify(SAMPLE.metadata),
        revision,
      ],
    });
  const writeBatch = async (stream: string, revision: number, count: number): Promise<void> => {
    const client = await pool.connect();
    const query = client.query.bind(client) as Pool['query'];
    try {
      await query('BEGIN');
      for (let index = 0; index < count; index += 1) await write(query, stream, revision + index);
      await query('COMMIT');
    } catch (fault) {
      await query('ROLLBACK');
      throw fault;
    } finally {
      client.release();
    }
  };
  return {
    append: async (stream, revision, count) => {
      if (count === 1) await write(pool.query.bind(pool) as Pool['query'], stream, revision);
      else await writeBatch(stream, revision, count);
    },
    readStream: async (stream, from) => {
      const text = 'SELECT * FROM get_stream_messages($1, $2)';
      const { rows } = await pool.query({ name: 'read', text, values: [stream, from] });
      return rows.filter(({ data }) => 'contactId' in JSON.parse(data)).length;
    },
    close: () => pool.end(),
  };
};

/** psql's own commands (`\set` and the like) are for its terminal only. */
const scriptOf = (file: string): string =>
  readFileSync(join(DATABASE, `${file}.sql`), 'utf8').replace(/^\\.*$/gm, '');
