import { sql } from 'kysely';
import type { Dialect } from '../dialect';
import { queries } from '../queries';
import { createTable, keptName } from '../table';
import { MODELS_LAYOUT } from './layout';
import { queryOf } from './search-text';

/** How long a statement waits that may as well be left undone. */
const IMPATIENT_MS = 1_000;

/** PostgreSQL: text in the order of its bytes, as SQLite has it, and words as a `tsvector`. */
export const postgresDialect: Dialect = {
  createTable: (table) => createTable(table, { text: 'text COLLATE "C"', integer: 'bigint' }),
  createWords: ({ words }) => [
    `CREATE TABLE ${words} (key text COLLATE "C" NOT NULL, valid_from bigint NOT NULL, valid_to bigint NOT NULL,
      length bigint NOT NULL, words tsvector NOT NULL, PRIMARY KEY (key, valid_from))`,
    `CREATE INDEX ${keptName(`${words}_by_words`)} ON ${words} USING gin (words)`,
  ],
  wordTables: ({ words }) => [words],
  existing: (tables) => ({
    sql: `SELECT tablename AS name FROM pg_tables
      WHERE schemaname = current_schema() AND tablename IN (${tables.map(() => '?').join(', ')})`,
    values: tables,
  }),
  models: `${MODELS_LAYOUT.schema}.models`,
  rowMark: 'xmin::text',
  alone: ['LOCK TABLE models IN EXCLUSIVE MODE'],
  rebuilding: (model) => [`SELECT pg_advisory_xact_lock(hashtextextended('liaison rebuild ${model}', 0))`],
  impatient: [`SET LOCAL lock_timeout = ${IMPATIENT_MS}`],
  byRecentIndex: (history) => sql.table(history.name),
  matchOf: queryOf,
  matches: ({ words }, match, position) =>
    queries
      .selectFrom(`${words} as word`)
      .where(sql<boolean>`${sql.ref('word.words')} @@ ${match}::tsquery`)
      .where('word.valid_from', '<=', position)
      .where('word.valid_to', '>', position)
      .select(['word.key as key', 'word.length as length']),
};
