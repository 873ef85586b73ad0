import type { SelectQueryBuilder } from 'kysely';
import type { AnyProjection, Projection } from './projection';
import type { Soon } from './soon';

/**
 * The state of the log that an answer speaks of. Rows read at a snapshot never show a later state, so what was read is
 * remembered for as long as the snapshot itself is.
 */
export interface Snapshot {
  readonly position: number;
}

/** A row with the position from which it holds. */
export interface Found<Row> {
  readonly key: string;
  readonly row: Row;
  readonly validFrom: number;
}

/**
 * Whether a row, or what was made of rows, is remembered for others who read it: then what is worked out of it may be
 * remembered with it. Else it is gone with its answer, and to keep anything for it would only cost.
 */
export const isRemembered = (read: object): boolean => Object.isFrozen(read);

/** A row found by its words. `length` (of all its words) and then the key are the order of the answer. */
export interface FoundByWords<Row> extends Found<Row> {
  readonly length: number;
}

/** So many rows after one that an earlier answer to the same search ended with. */
export interface SearchRange {
  readonly limit: number;
  readonly after?: { readonly length: number; readonly key: string };
}

/** The columns of a model's rows as a query sees them, under the alias `row`. */
// biome-ignore lint/suspicious/noExplicitAny: column names are data here; the declared columns of the projection.
export type RowQuery = SelectQueryBuilder<any, 'row', object>;

/** The rows of another model at the same snapshot, to be restricted by. */
export type RowsOf = (model: AnyProjection) => RowQuery;

/**
 * Which rows are wanted and in which order. Asked more than once for one answer, so it must always say the
 * same.
 */
export type PickRows = (rows: RowQuery, rowsOf: RowsOf) => RowQuery;

/**
 * Where queries read rows: one code for every SQL store (design.md, section 5). What is known already, or can
 * be read at once, is answered at once. Rows that are remembered are shared by all who read them, and frozen; those of
 * a list that was asked for once are not.
 */
export interface ReadModels {
  /**
   * What every model in service has reached: the snapshot of a query that asks for the present. The same one as long as
   * nothing has changed.
   */
  current(): Soon<Snapshot>;
  get<Row extends object>(model: Projection<Row>, key: string, at: Snapshot): Soon<Found<Row> | undefined>;
  /** In the order of the keys; `undefined` where there is no such row. */
  getMany<Row extends object>(
    model: Projection<Row>,
    keys: readonly string[],
    at: Snapshot,
  ): Soon<readonly (Found<Row> | undefined)[]>;
  /**
   * Rows that the query picks, in its order. The query must carry a limit. A query with a name is remembered by
   * it: then the name must say everything that the query depends on.
   */
  select<Row extends object>(
    model: Projection<Row>,
    at: Snapshot,
    pick: PickRows,
    name?: string,
  ): Soon<readonly Found<Row>[]>;
  /** How many rows the query picks, counted; a name is the same as for `select`. */
  count<Row extends object>(
    model: Projection<Row>,
    at: Snapshot,
    pick: PickRows,
    name?: string,
  ): Soon<number>;
  /** A projected counter of the model, as it was at the snapshot. */
  tally<Row extends object>(model: Projection<Row>, name: string, at: Snapshot): Soon<number>;
  /** Rows whose words match all the given words (each a prefix), best first, among those the query picks. */
  search<Row extends object>(
    model: Projection<Row>,
    at: Snapshot,
    words: string,
    range: SearchRange,
    pick?: PickRows,
  ): Soon<{ readonly rows: readonly FoundByWords<Row>[]; readonly total: number }>;
  /** Waits until every model in service has reached the position; false where the time ran out. */
  reached(position: number, timeoutMs: number): Soon<boolean>;
}
