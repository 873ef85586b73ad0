import type { RawBuilder, SelectQueryBuilder } from 'kysely';
import type { Table } from './table';
import type { SqlValue, WordTables } from './work';

/** The keys whose words match at a position, each with the length of all its words. */
// biome-ignore lint/suspicious/noExplicitAny: the tables are the models' own, known only by their declarations.
export type Matches = SelectQueryBuilder<any, any, { key: string; length: number }>;

/** What one database says otherwise than another. */
export interface Dialect {
  createTable(table: Table): string;
  createWords(tables: WordTables): readonly string[];
  /** Which tables hold the words. */
  wordTables(tables: WordTables): readonly string[];
  /** The statement that answers as `name` which of the tables there are. */
  existing(tables: readonly string[]): { readonly sql: string; readonly values: readonly SqlValue[] };
  /** The table that says how the models stand, also where its place is not looked into by itself. */
  readonly models: string;
  /** A column of a row that changes whenever the row is written; undefined where there is none. */
  readonly rowMark: string | undefined;
  /** Run at first by work that nobody else may write beside. */
  readonly alone: readonly string[];
  /** Run at first by work of a rebuild: no other rebuild of the same model works before it is done. */
  rebuilding(model: string): readonly string[];
  /** Run at first by work that gives way to others rather than wait for them. */
  readonly impatient: readonly string[];
  /** Reads a table by the index of what was superseded lately, where the database needs to be told. */
  byRecentIndex(table: Table): RawBuilder<unknown>;
  /** The words as the database searches for them; `undefined` where no word has a letter or a digit in it. */
  matchOf(words: readonly string[]): string | undefined;
  matches(tables: WordTables, match: string, position: number): Matches;
}
