import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '../../../events';
import type { AnyProjection } from '../../../projections/projection';
import type { EventLog } from '../event-log';
import { logPages, type ReadPages } from '../log-pages';
import { applyEvents } from '../rows/apply-events';
import type { Dialect } from '../rows/dialect';
import { type Copy, dropStatements, indexStatements, otherCopy, shapeOf } from '../rows/model';
import { claimedStates, logOfModels, type ModelState, modelState, stateIn } from '../rows/model-state';
import { makeCopy } from '../rows/prepare-models';
import { RowMemory } from '../rows/row-memory';
import type { RowStore } from '../rows/row-store';
import { run, type Work } from '../rows/work';
import { StoreFault } from '../store-fault';
import { Breath } from './breath';

/** How often the last step is tried again because the live copy has moved on meanwhile. */
export const SWAP_ATTEMPTS_MAX = 1_000;
/** How many events a rebuild applies at a time: the process that serves waits no longer than that takes. */
export const EVENTS_PER_BATCH_MAX = 1_000;

export interface RebuildRequest {
  readonly log: EventLog;
  readonly rows: RowStore;
  readonly projection: AnyProjection;
  /** How most of the log is read; page after page where absent. */
  readonly readPages?: ReadPages;
  readonly onProgress?: (position: number, head: number) => void;
}

/** The new copy is read from `position` on. */
export interface Rebuilt {
  readonly model: string;
  readonly position: number;
  readonly events: number;
}

/**
 * Fills the copy that is not read from the first event on and swaps it in once it is level, on a connection
 * of its own, in this process or another. Queries go on throughout; no answer goes back behind one given
 * before.
 */
export const rebuildModel = async (request: RebuildRequest): Promise<Rebuilt> => {
  const { log, projection } = request;
  const rows = request.rows.reopen();
  try {
    const rebuild = await beginRebuild(rows, projection, log.storeId);
    try {
      const filled = await fill(rows, rebuild, request);
      return await swapWhenLevel(rows, projection, rebuild, log, filled);
    } finally {
      await endRebuild(rows, projection, rebuild);
    }
  } finally {
    await rows.close();
  }
};

/**
 * A rebuild under way: its mark in the model's state, so that a later one of the same model takes over
 * cleanly.
 */
interface Rebuild {
  readonly mark: string;
  readonly copy: Copy;
  /** The copy is filled by nobody else for as long as the mark is there. */
  readonly memory: RowMemory;
}

interface Filled {
  readonly position: number;
  readonly events: number;
}

const beginRebuild = (rows: RowStore, projection: AnyProjection, storeId: string): Promise<Rebuild> =>
  rows.write(function* (): Work<Rebuild> {
    const { name, version } = projection;
    yield* alone(rows.dialect, name);
    const known = (yield* claimedStates([projection])).get(name);
    if ((yield* logOfModels()) !== storeId) {
      throw new Error(
        `expected read models of the log ${storeId} in ${rows.place}; start the server once to renew them`,
      );
    }
    if (known?.version !== version || known.shape !== shapeOf(rows.dialect, projection)) {
      throw new Error(
        `expected the model ${name} in version ${version}; a start of the server makes that by itself`,
      );
    }
    const rebuild = { mark: randomUUID(), copy: otherCopy(known.copy), memory: new RowMemory() };
    yield* makeCopy(rows.dialect, projection, rebuild.copy);
    yield* run('UPDATE models SET rebuild = ? WHERE name = ?', [rebuild.mark, name]);
    return rebuild;
  });

/** Applies the log up to its head, in short transactions, and then makes the indexes. */
const fill = async (
  rows: RowStore,
  rebuild: Rebuild,
  { projection, log, readPages = (stretch) => logPages(log, stretch), onProgress }: RebuildRequest,
): Promise<Filled> => {
  const head = await log.head();
  const breath = new Breath();
  let filled: Filled = { position: 0, events: 0 };
  const stretch = { after: 0, until: head, types: projection.handles, limit: EVENTS_PER_BATCH_MAX };
  for await (const page of readPages(stretch)) {
    await write(rows, projection, rebuild, () => applyOrThrow(projection, rebuild, page.events));
    filled = { position: page.caughtUp ? head : page.position, events: filled.events + page.events.length };
    onProgress?.(filled.position, head);
    await breath.take();
  }
  for (const statement of indexStatements(projection, rebuild.copy)) {
    await write(rows, projection, rebuild, () => run(statement));
    await breath.take();
  }
  return filled;
};

/**
 * What was appended meanwhile is read before the file is locked and applied under the lock, together with the
 * swap. Where the live copy was faster it is tried again: a swap never shows an earlier state.
 */
const swapWhenLevel = async (
  rows: RowStore,
  projection: AnyProjection,
  rebuild: Rebuild,
  log: EventLog,
  start: Filled,
): Promise<Rebuilt> => {
  let filled = start;
  for (let attempt = 1; attempt <= SWAP_ATTEMPTS_MAX; attempt += 1) {
    const { events, position } = await log.readAll({ after: filled.position, types: projection.handles });
    filled = { position, events: filled.events + events.length };
    const level = await write(rows, projection, rebuild, function* (): Work<boolean> {
      yield* applyOrThrow(projection, rebuild, events);
      const state = stateIn(yield* claimedStates([projection]), projection);
      requireMark(state, rebuild);
      if (state.checkpoint > position) return false;
      yield* swap(projection, rebuild.copy, position);
      return true;
    });
    if (level) return { model: projection.name, ...filled };
  }
  throw new Error(
    `expected to catch up with the model ${projection.name} within ${SWAP_ATTEMPTS_MAX} attempts; ` +
      'try at a quieter time',
  );
};

function* swap({ name }: AnyProjection, copy: Copy, position: number): Work<void> {
  yield* run(
    `UPDATE models SET copy = ?, checkpoint = ?, stopped_by = NULL, stopped_at = NULL, stopped_on = NULL
     WHERE name = ?`,
    [copy, position, name],
  );
}

/**
 * Removes the copy that is not read: the former one, or what a rebuild that failed has left. Nothing where another
 * rebuild has taken over. A copy that somebody still reads is left to the next rebuild, which begins with its removal.
 */
const endRebuild = async (rows: RowStore, projection: AnyProjection, rebuild: Rebuild): Promise<void> => {
  try {
    await removeOther(rows, projection, rebuild);
  } catch (error) {
    if (!(error instanceof StoreFault) || error.code !== 'UNAVAILABLE') throw error;
  }
};

const removeOther = (rows: RowStore, projection: AnyProjection, { mark }: Rebuild): Promise<void> =>
  rows.write(function* (): Work<void> {
    for (const statement of rows.dialect.impatient) yield* run(statement);
    yield* alone(rows.dialect, projection.name);
    const state = stateIn(yield* claimedStates([projection]), projection);
    if (state.rebuild !== mark) return;
    yield* run('UPDATE models SET rebuild = NULL WHERE name = ?', [projection.name]);
    for (const statement of dropStatements(projection, otherCopy(state.copy))) yield* run(statement);
  });

/**
 * Writes for as long as no later rebuild of the same model has taken over. It does not claim the model meanwhile: the
 * copy that is read may go on.
 */
const write = <Result>(
  rows: RowStore,
  projection: AnyProjection,
  rebuild: Rebuild,
  work: () => Work<Result>,
): Promise<Result> =>
  rows.write(function* (): Work<Result> {
    yield* alone(rows.dialect, projection.name);
    requireMark(yield* modelState(projection), rebuild);
    return yield* work();
  });

const requireMark = (state: ModelState, { mark }: Rebuild): void => {
  if (state.rebuild === mark) return;
  throw new Error(`another rebuild of the model ${state.name} has taken over, or a start of the server`);
};

function* alone(dialect: Dialect, model: string): Work<void> {
  for (const statement of dialect.rebuilding(model)) yield* run(statement);
}

function* applyOrThrow(
  projection: AnyProjection,
  { copy, memory }: Rebuild,
  events: readonly RecordedEvent[],
): Work<void> {
  const [stop] = yield* applyEvents([{ projection, copy, events, memory }]);
  if (stop === undefined) return;
  const { eventType, position, error } = stop;
  throw new Error(
    `the model ${projection.name} cannot apply ${eventType} at position ${position} (${error})`,
  );
}
