import type { Projection } from '../../../projections/projection';
import type { Found, PickRows, ReadModels, SearchRange, Snapshot } from '../../../projections/read-models';
import type { Soon } from '../../../projections/soon';
import type { Dialect } from './dialect';
import { foundByKey, foundRow } from './point-lookup';
import { rememberedReads } from './remembered-reads';
import { formerRows, liveRows, pickedRows, rowSource, rowSources, rowsOfAt } from './row-source';
import type { RowStore } from './row-store';
import { searchRows } from './search';
import { tallyAt } from './tally';
import { ask, type Work } from './work';

/** The most rows one query may ask for. */
export const ROWS_PER_SELECT_MAX = 1_000;

/** What the queries need of the projector: it knows how far the models have come. */
export interface Progress {
  current(): Soon<Snapshot>;
  reached(position: number, timeoutMs: number): Soon<boolean>;
}

/**
 * Read models in SQL. Each answer is read in one transaction together with the checkpoint it is asked for,
 * so it is exact for its snapshot whatever the projector, or a rebuild in another process, does meanwhile. What was
 * read is remembered with its snapshot.
 */
export const sqlReadModels = (parts: Parts): ReadModels =>
  rememberedReads(unremembered(parts), parts.rows.isImmediate);

interface Parts {
  readonly rows: RowStore;
  readonly progress: Progress;
}

const unremembered = ({ rows, progress }: Parts): ReadModels => {
  const { dialect } = rows;
  return {
    current: () => progress.current(),
    get: <Row extends object>(model: Projection<Row>, key: string, at: Snapshot) =>
      rows.read(function* (): Work<Found<Row> | undefined> {
        return (yield* foundByKey<Row>(yield* rowSource(dialect, model, at), [key]))[0];
      }),
    getMany: <Row extends object>(model: Projection<Row>, keys: readonly string[], at: Snapshot) =>
      rows.read(function* (): Work<readonly (Found<Row> | undefined)[]> {
        return yield* foundByKey<Row>(yield* rowSource(dialect, model, at), keys);
      }),
    select: (model, at, pick) => rows.read(() => selectRows(dialect, model, at, pick)),
    count: (model, at, pick) => rows.read(() => countRows(dialect, model, at, pick)),
    tally: (model, name, at) =>
      rows.read(function* (): Work<number> {
        return yield* tallyAt(yield* rowSource(dialect, model, at), name);
      }),
    search: <Row extends object>(
      model: Projection<Row>,
      at: Snapshot,
      words: string,
      range: SearchRange,
      pick: PickRows = (all) => all,
    ) =>
      rows.read(function* () {
        const sourceOf = yield* rowSources(dialect, at);
        return yield* searchRows<Row>(sourceOf(model), words, range, pick, rowsOfAt(sourceOf));
      }),
    reached: (position, timeoutMs) => progress.reached(position, timeoutMs),
  };
};

function* selectRows<Row extends object>(
  dialect: Dialect,
  model: Projection<Row>,
  at: Snapshot,
  pick: PickRows,
): Work<readonly Found<Row>[]> {
  const sourceOf = yield* rowSources(dialect, at);
  const query = pickedRows(sourceOf(model), pick, rowsOfAt(sourceOf));
  requireLimit(query);
  const found = yield* ask(query.select(['row.key', 'row.valid_from', 'row.body']));
  return found.map((row) => foundRow<Row>(model, row));
}

function* countRows(dialect: Dialect, model: Projection<object>, at: Snapshot, pick: PickRows): Work<number> {
  const sourceOf = yield* rowSources(dialect, at);
  const source = sourceOf(model);
  const rowsOf = rowsOfAt(sourceOf);
  let count = 0;
  for (const part of source.present ? [liveRows(source)] : [liveRows(source), formerRows(source)]) {
    const picked = pick(part, rowsOf).clearOrderBy().clearLimit();
    const [counted] = yield* ask(picked.select(({ fn }) => fn.countAll().as('count')));
    count += Number(counted?.count ?? 0);
  }
  return count;
}

/** A query without a bound may answer a whole model. */
const requireLimit = (query: { toOperationNode(): object }): void => {
  const node: { readonly limit?: { readonly limit: object } } = query.toOperationNode();
  const most: unknown =
    node.limit !== undefined && 'value' in node.limit.limit ? node.limit.limit.value : undefined;
  if (typeof most === 'number' && most <= ROWS_PER_SELECT_MAX) return;
  throw new Error(
    `expected a query with a limit of at most ${ROWS_PER_SELECT_MAX} rows, got ${String(most)}`,
  );
};
