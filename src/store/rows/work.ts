import type { RootOperationNode } from 'kysely';
import type { Tables } from './model';
import type { RowChanges } from './row-changes';
import type { RowMemory } from './row-memory';
import type { SqlRow, SqlValue } from './sql-value';
import type { Table } from './table';

export type { SqlRow, SqlValue } from './sql-value';

/** Rows of a table by the first column of its key; of those that hold at a position, where one is given. */
export interface LookUp {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  readonly holdsAt?: number;
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
  | { readonly kind: 'models' }
  | { readonly kind: 'claim'; readonly models: readonly string[]; readonly next: readonly LookUp[] }
  | { readonly kind: 'checkpoint'; readonly models: readonly string[]; readonly position: number }
  | { readonly kind: 'query'; readonly node: RootOperationNode }
  | ({ readonly kind: 'look-up' } & LookUp)
  | { readonly kind: 'look-ups'; readonly sought: readonly LookUp[] }
  | { readonly kind: 'row-changes'; readonly changes: RowChanges }
  | { readonly kind: 'row-memory'; readonly tables: Tables };

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

/** How all models stand as it is committed now; a store that is told of every change need not ask. */
export function* modelRows(): Work<readonly SqlRow[]> {
  return (yield { kind: 'models' }) as readonly SqlRow[];
}

/**
 * The rows of these models; nobody else changes them before the work is done. The look-ups of `next` probably come
 * next: a store may carry them out right after the claim, so that they need no way of their own.
 */
export function* claim(models: readonly string[], next: readonly LookUp[] = []): Work<readonly SqlRow[]> {
  return (yield { kind: 'claim', models, next }) as readonly SqlRow[];
}

/** Notes that these models have come so far; it is sent together with what else is written. */
export function* setCheckpoint(models: readonly string[], position: number): Work<void> {
  if (models.length > 0) yield { kind: 'checkpoint', models, position };
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

/** The rows of several tables by their keys, asked for at once; all with the same columns, and none at a position. */
export function* lookUps(sought: readonly LookUp[]): Work<readonly (readonly SqlRow[])[]> {
  if (sought.length === 0) return [];
  return (yield { kind: 'look-ups', sought }) as readonly (readonly SqlRow[])[];
}

/** Writes what a batch makes of a model's tables. */
export function* changeRows(changes: RowChanges): Work<void> {
  yield { kind: 'row-changes', changes };
}

/** What is remembered of a copy's rows, where the store is told of every other writer. */
export function* rowMemory(tables: Tables): Work<RowMemory | undefined> {
  return (yield { kind: 'row-memory', tables }) as RowMemory | undefined;
}
