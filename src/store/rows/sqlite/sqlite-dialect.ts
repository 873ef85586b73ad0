import { sql } from 'kysely';
import type { Dialect } from '../dialect';
import { recentIndexOf } from '../model';
import { queries } from '../queries';
import { createTable } from '../table';

/** SQLite: tables that are their own key's order, words by FTS5, and one writer at a time. */
export const sqliteDialect: Dialect = {
  createTable: (table) => {
    const statement = createTable(table, { text: 'TEXT', integer: 'INTEGER' });
    // A row with a body is looked up by other columns too, for which a rowid is the shorter way.
    return table.columns.some(({ name }) => name === 'body') ? statement : `${statement} WITHOUT ROWID`;
  },
  createWords: ({ words, index }) => [
    `CREATE TABLE ${words} (id INTEGER PRIMARY KEY, key TEXT NOT NULL, valid_from INTEGER NOT NULL,
      valid_to INTEGER NOT NULL, length INTEGER NOT NULL)`,
    `CREATE INDEX ${words}_of_key ON ${words} (key, valid_to)`,
    `CREATE VIRTUAL TABLE ${index} USING fts5(words, content='', contentless_delete=1, detail=full,
      tokenize="unicode61 remove_diacritics 2", prefix='2 3')`,
  ],
  wordTables: ({ words, index }) => [words, index],
  existing: (tables) => ({
    sql: `SELECT name FROM sqlite_master WHERE type = 'table' AND name IN (${tables.map(() => '?').join(', ')})`,
    values: tables,
  }),
  models: 'models',
  rowMark: undefined,
  alone: [],
  rebuilding: () => [],
  impatient: [],
  byRecentIndex: (history) => sql`${sql.table(history.name)} indexed by ${sql.ref(recentIndexOf(history))}`,
  matchOf: (words) =>
    words.length === 0 ? undefined : words.map((word) => `"${word.replaceAll('"', '""')}" *`).join(' AND '),
  matches: ({ words, index }, match, position) =>
    queries
      .selectFrom(index)
      .innerJoin(`${words} as word`, 'word.id', `${index}.rowid`)
      .where(sql<boolean>`${sql.table(index)} MATCH ${match}`)
      .where('word.valid_from', '<=', position)
      .where('word.valid_to', '>', position)
      .select(['word.key as key', 'word.length as length']),
};
