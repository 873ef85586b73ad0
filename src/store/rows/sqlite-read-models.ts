import type { Projection } from '../../../projections/projection';
import type {
  Found,
  FoundByWords,
  PickRows,
  ReadModels,
  RowQuery,
  SearchRange,
  Snapshot,
} from '../../../projections/read-models';
import { runQuery } from './compile';
import { currentPosition } from './current-position';
import { foundRow, pointLookup } from './point-lookup';
import { formerRows, liveRows, pickedRows, rowSource, rowsOfAt } from './row-source';
import type { RowStore } from './row-store';
import { searchRows } from './search';
import { tallyAt } from './tally';

/** The most rows one query may ask for. */
export const ROWS_PER_SELECT_MAX = 1_000;

/** What the queries need of the projector: it knows when a position has been reached. */
export interface Progress {
  reached(position: number, timeoutMs: number): Promise<boolean>;
}

/**
 * Read models in SQLite. Each answer is read in one transaction together with the checkpoint it is asked for,
 * so it is exact for its snapshot whatever the projector, or a rebuild in another process, does meanwhile.
 */
export const sqliteReadModels = ({
  rows,
  projections,
  progress,
}: {
  readonly rows: RowStore;
  readonly projections: readonly { readonly name: string }[];
  readonly progress: Progress;
}): ReadModels => ({
  current: async () => ({ position: currentPosition(rows, projections) }),
  get: async <Row extends object>(model: Projection<Row>, key: string, at: Snapshot) =>
    rows.read(() => pointLookup<Row>(rows, rowSource(rows, model, at))(key)),
  getMany: async <Row extends object>(model: Projection<Row>, keys: readonly string[], at: Snapshot) =>
    rows.read(() => keys.map(pointLookup<Row>(rows, rowSource(rows, model, at)))),
  select: async (model, at, pick) => rows.read(() => selectRows(rows, model, at, pick)),
  count: async (model, at, pick) => rows.read(() => countRows(rows, model, at, pick)),
  tally: async (model, name, at) => rows.read(() => tallyAt(rows, rowSource(rows, model, at), name)),
  search: async <Row extends object>(
    model: Projection<Row>,
    at: Snapshot,
    words: string,
    range: SearchRange,
    pick: PickRows = (all) => all,
  ): Promise<{ readonly rows: readonly FoundByWords<Row>[]; readonly total: number }> =>
    rows.read(() =>
      searchRows<Row>(rows, rowSource(rows, model, at), words, range, pick, rowsOfAt(rows, at)),
    ),
  reached: (position, timeoutMs) => progress.reached(position, timeoutMs),
});

const selectRows = <Row extends object>(
  rows: RowStore,
  model: Projection<Row>,
  at: Snapshot,
  pick: PickRows,
): readonly Found<Row>[] => {
  const query = pickedRows(rowSource(rows, model, at), pick, rowsOfAt(rows, at));
  requireLimit(query);
  return runQuery(rows, query.select(['row.key', 'row.valid_from', 'row.body'])).map((row) =>
    foundRow<Row>(row),
  );
};

const countRows = (rows: RowStore, model: Projection<object>, at: Snapshot, pick: PickRows): number => {
  const source = rowSource(rows, model, at);
  const rowsOf = rowsOfAt(rows, at);
  const parts = source.present ? [liveRows(source)] : [liveRows(source), formerRows(source)];
  return parts.reduce((sum, part) => sum + countOf(rows, pick(part, rowsOf)), 0);
};

const countOf = (rows: RowStore, query: RowQuery): number => {
  const counted = query
    .clearOrderBy()
    .clearLimit()
    .select(({ fn }) => fn.countAll().as('count'));
  return Number(runQuery(rows, counted)[0]?.count ?? 0);
};

/** A query without a bound may answer a whole model. */
const requireLimit = (query: RowQuery): void => {
  const { limit } = { limit: undefined, ...query.toOperationNode() };
  const most: unknown = limit !== undefined && 'value' in limit.limit ? limit.limit.value : undefined;
  if (typeof most === 'number' && most <= ROWS_PER_SELECT_MAX) return;
  throw new Error(
    `expected a query with a limit of at most ${ROWS_PER_SELECT_MAX} rows, got ${String(most)}`,
  );
};
