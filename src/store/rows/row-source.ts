import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely';
import type { AnyProjection } from '../../../projections/projection';
import type { PickRows, RowQuery, RowsOf, Snapshot } from '../../../projections/read-models';
import type { Dialect } from './dialect';
import { tablesOf } from './model';
import { queries } from './queries';
import { type Standing, standing, standingIn, standings } from './standing';
import type { Work } from './work';

/** Where the rows of a model at a snapshot stand: the live rows alone, or also those superseded since. */
export interface RowSource {
  readonly dialect: Dialect;
  readonly projection: AnyProjection;
  readonly state: Standing;
  readonly position: number;
  /** True where the live rows are the answer. */
  readonly present: boolean;
}

/** The rows of a model as they were at the snapshot. */
export function* rowSource(dialect: Dialect, projection: AnyProjection, at: Snapshot): Work<RowSource> {
  return sourceAt(dialect, projection, yield* standing(projection), at);
}

/** The rows of any model as they were at the snapshot: what a query needs that is restricted by other models. */
export function* rowSources(dialect: Dialect, at: Snapshot): Work<(projection: AnyProjection) => RowSource> {
  const known = yield* standings();
  return (projection) => sourceAt(dialect, projection, standingIn(known, projection), at);
}

const sourceAt = (
  dialect: Dialect,
  projection: AnyProjection,
  state: Standing,
  { position }: Snapshot,
): RowSource => ({ dialect, projection, state, position, present: state.checkpoint <= position });

/** The live rows that hold at the snapshot. */
export const liveRows = ({ projection, state, position, present }: RowSource): RowQuery => {
  const live = queries.selectFrom(`${tablesOf(projection, state.copy).live.name} as row`);
  return present ? live : live.where('row.valid_from', '<=', position);
};

/** The rows that hold at the snapshot and were superseded later. */
export const formerRows = ({ dialect, projection, state, position }: RowSource): RowQuery => {
  const { history } = tablesOf(projection, state.copy);
  // A model moves on while its readers still ask for the present they saw: then few versions have been
  // superseded.
  const isRecent = state.checkpoint - position <= RECENT_POSITIONS_MAX;
  const table = isRecent ? dialect.byRecentIndex(history) : sql.table(history.name);
  return derived(sql`(select * from ${table} where valid_from <= ${position} and valid_to > ${position})`);
};

/** How far behind a model a snapshot may be to be read by what was superseded since. */
const RECENT_POSITIONS_MAX = 10_000;

/** Gives a query the rows of other models at the same snapshot. */
export const rowsOfAt =
  (sourceOf: (projection: AnyProjection) => RowSource): RowsOf =>
  (projection) => {
    const source = sourceOf(projection);
    return source.present ? liveRows(source) : union(source, liveRows(source), formerRows(source));
  };

/**
 * The picked rows. From the past it picks from live and former rows apart, each by its own index and limit,
 * and then again from the two together: SQLite would sort all the rows of a union.
 */
export const pickedRows = (source: RowSource, pick: PickRows, rowsOf: RowsOf): RowQuery => {
  if (source.present) return pick(liveRows(source), rowsOf);
  return pick(union(source, pick(liveRows(source), rowsOf), pick(formerRows(source), rowsOf)), rowsOf);
};

const union = ({ projection }: RowSource, live: RowQuery, former: RowQuery): RowQuery => {
  const names = ['key', 'valid_from', 'body', ...Object.keys(projection.columns)].map(
    (name) => `row.${name}`,
  );
  const [some, others] = [live, former].map((query) => query.select(names));
  return derived(sql`(select * from (${some}) as live union all select * from (${others}) as former)`);
};

/** A sub-select as the rows of a query. */
const derived = (rows: RawBuilder<unknown>): RowQuery =>
  // biome-ignore lint/suspicious/noExplicitAny: see RowQuery.
  queries.selectFrom((_: ExpressionBuilder<any, never>) => rows.as('row')) as unknown as RowQuery;
