import type { RootOperationNode } from 'kysely';
import type { Table } from './table';

export type SqlValue = string | number | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** Rows of a table by the first column of its key; of those that hold at a position, where one is given. */
export interface LookUp {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  readonly holdsAt?: number;
}

/** What a batch makes of the words of rows: some no longer hold, others begin to. */
export interface WordsChanges {
  /** Holds no longer from `position` on. */
  readonly ended: readonly { readonly key: string; readonly position: number }[];
  readonly begun: readonly {
    readonly key: string;
    readonly validFrom: number;
    readonly validTo: number;
    readonly words: string;
  }[];
}

/** The tables in which words are found: their own and, where the database has one, the index of a search. */
export interface WordTables {
  readonly words: string;
  readonly index: string;
}

/** What a piece of work asks of the database. In hand-written SQL `?` stands for the next value. */
export type Step =
  | { readonly kind: 'rows' | 'row'; readonly sql: string; readonly values: readonly SqlValue[] }
  | { readonly kind: 'change'; readonly sql: string; readonly values: readonly SqlValue[] }
  | {
      readonly kind: 'update';
      /** The one table that the statement reads and changes. */
      readonly table: string;
      readonly sql: string;
      readonly values: readonly SqlValue[];
    }
  | { readonly kind: 'query'; readonly node: RootOperationNode }
  | ({ readonly kind: 'look-up' } & LookUp)
  | { readonly kind: 'last-values'; readonly table: Table; readonly names: readonly string[] }
  | {
      readonly kind: 'insert' | 'put';
      readonly table: Table;
      readonly rows: readonly (readonly SqlValue[])[];
    }
  | { readonly kind: 'remove'; readonly table: Table; readonly keys: readonly string[] }
  | { readonly kind: 'words'; readonly tables: WordTables; readonly changes: WordsChanges };

/**
 * A piece of work on the rows, written once for every database: it yields what it asks and is given the answer. SQLite
 * drives it synchronously in one turn, PostgreSQL asynchronously; both in one transaction.
 */
export type Work<Result> = Generator<Step, Result, unknown>;

// The answers below are cast: a store answers each kind of step with what stands here, which its tests prove.

/** The rows of a statement. */
export function* all(sql: string, values: readonly SqlValue[] = []): Work<readonly SqlRow[]> {
  return (yield { kind: 'rows', sql, values }) as readonly SqlRow[];
}

/** The first row of a statement, where there is one. */
export function* one(sql: string, values: readonly SqlValue[] = []): Work<SqlRow | undefined> {
  return (yield { kind: 'row', sql, values }) as SqlRow | undefined;
}

/** Runs a statement that answers nothing. */
export function* run(sql: string, values: readonly SqlValue[] = []): Work<void> {
  yield { kind: 'change', sql, values };
}

/** Changes rows of one table and looks at no other: it may be sent together with what else is written. */
export function* update(table: string, sql: string, values: readonly SqlValue[]): Work<void> {
  yield { kind: 'update', table, sql, values };
}

/** The rows of a query that Kysely has built. */
export function* ask(query: { toOperationNode(): RootOperationNode }): Work<readonly SqlRow[]> {
  return (yield { kind: 'query', node: query.toOperationNode() }) as readonly SqlRow[];
}

/** The rows of these keys, in whatever order; keys without a row are left out. */
export function* lookUp(sought: LookUp): Work<readonly SqlRow[]> {
  if (sought.keys.length === 0) return [];
  return (yield { kind: 'look-up', ...sought }) as readonly SqlRow[];
}

/** The last value of each counter; those that have none are left out. */
export function* lastValues(table: Table, names: readonly string[]): Work<ReadonlyMap<string, number>> {
  if (names.length === 0) return new Map();
  return (yield { kind: 'last-values', table, names }) as ReadonlyMap<string, number>;
}

/** Adds rows, each with a value for every column of the table, in its order. */
export function* insert(table: Table, rows: readonly (readonly SqlValue[])[]): Work<void> {
  if (rows.length > 0) yield { kind: 'insert', table, rows };
}

/** Adds rows or sets those whose key is there; no key twice. */
export function* put(table: Table, rows: readonly (readonly SqlValue[])[]): Work<void> {
  if (rows.length > 0) yield { kind: 'put', table, rows };
}

/** Removes the rows of these keys. */
export function* remove(table: Table, keys: readonly string[]): Work<void> {
  if (keys.length > 0) yield { kind: 'remove', table, keys };
}

/** Notes which words hold no longer and which begin to. */
export function* changeWords(tables: WordTables, changes: WordsChanges): Work<void> {
  if (changes.ended.length + changes.begun.length > 0) yield { kind: 'words', tables, changes };
}
