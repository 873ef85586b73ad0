import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '../../../events';
import type { AnyProjection } from '../../../projections/projection';
import type { EventLog } from '../event-log';
import { applyEvents } from '../rows/apply-events';
import { type Copy, dropStatements, indexStatements, otherCopy, shapeOf } from '../rows/model';
import { makeCopy, modelState, type Stop } from '../rows/model-state';
import type { RowStore } from '../rows/row-store';
import { pause } from './pause';

/** How often the last step is tried again because the live copy has moved on meanwhile. */
export const SWAP_ATTEMPTS_MAX = 1_000;
/** How many events a rebuild applies at a time: the process that serves waits no longer than that takes. */
export const EVENTS_PER_BATCH_MAX = 250;
/** Between its batches a rebuild leaves the file to the process that serves, for at least so long. */
export const BREATH_MS = 2;

export interface RebuildRequest {
  readonly log: EventLog;
  readonly rows: RowStore;
  readonly projection: AnyProjection;
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
export const rebuildModel = async ({
  log,
  rows: served,
  projection,
  onProgress,
}: RebuildRequest): Promise<Rebuilt> => {
  const rows = served.reopen();
  try {
    const rebuild = beginRebuild(rows, projection, log.storeId);
    try {
      const filled = await fill(rows, projection, rebuild, log, onProgress);
      return await swapWhenLevel(rows, projection, rebuild, log, filled);
    } finally {
      endRebuild(rows, projection, rebuild);
    }
  } finally {
    rows.close();
  }
};

/**
 * A rebuild under way: its mark in the model's state, so that a later one of the same model takes over
 * cleanly.
 */
interface Rebuild {
  readonly mark: string;
  readonly copy: Copy;
}

interface Filled {
  readonly position: number;
  readonly events: number;
}

const beginRebuild = (rows: RowStore, projection: AnyProjection, storeId: string): Rebuild =>
  rows.write(() => {
    const { name, version } = projection;
    const known = rows.get('SELECT version, shape FROM models WHERE name = ?', [name]);
    if (rows.get(`SELECT value FROM facts WHERE name = 'storeId'`)?.value !== storeId) {
      throw new Error(
        `expected read models of the log ${storeId} in ${rows.path}; start the server once to renew them`,
      );
    }
    if (known?.version !== version || known.shape !== shapeOf(projection)) {
      throw new Error(
        `expected the model ${name} in version ${version}; a start of the server makes that by itself`,
      );
    }
    const rebuild = { mark: randomUUID(), copy: otherCopy(modelState(rows, projection).copy) };
    makeCopy(rows, projection, rebuild.copy);
    rows.run('UPDATE models SET rebuild = ? WHERE name = ?', [rebuild.mark, name]);
    return rebuild;
  });

/** Applies the log up to its head, in short transactions, and then makes the indexes. */
const fill = async (
  rows: RowStore,
  projection: AnyProjection,
  rebuild: Rebuild,
  log: EventLog,
  onProgress: RebuildRequest['onProgress'],
): Promise<Filled> => {
  const head = await log.head();
  let filled: Filled = { position: 0, events: 0 };
  while (filled.position < head) {
    const page = await log.readAll({ after: filled.position, until: head, limit: EVENTS_PER_BATCH_MAX });
    write(rows, projection, rebuild, () => applyOrThrow(rows, projection, rebuild.copy, page.events));
    filled = { position: page.caughtUp ? head : page.position, events: filled.events + page.events.length };
    onProgress?.(filled.position, head);
    await pause(BREATH_MS);
  }
  for (const statement of indexStatements(projection, rebuild.copy)) {
    write(rows, projection, rebuild, () => rows.run(statement));
    await pause(BREATH_MS);
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
    const { events, position } = await log.readAll({ after: filled.position });
    filled = { position, events: filled.events + events.length };
    const level = write(rows, projection, rebuild, () => {
      applyOrThrow(rows, projection, rebuild.copy, events);
      if (modelState(rows, projection).checkpoint > position) return false;
      swap(rows, projection, rebuild.copy, position);
      return true;
    });
    if (level) return { model: projection.name, ...filled };
  }
  throw new Error(
    `expected to catch up with the model ${projection.name} within ${SWAP_ATTEMPTS_MAX} attempts; ` +
      'try at a quieter time',
  );
};

const swap = (rows: RowStore, projection: AnyProjection, copy: Copy, position: number): void => {
  rows.run(
    `UPDATE models SET copy = ?, checkpoint = ?, rebuild = NULL,
     stopped_by = NULL, stopped_at = NULL, stopped_on = NULL WHERE name = ?`,
    [copy, position, projection.name],
  );
  for (const statement of dropStatements(projection, otherCopy(copy))) rows.run(statement);
};

/** Removes what a rebuild that failed has left; nothing where it was swapped in or another has taken over. */
const endRebuild = (rows: RowStore, projection: AnyProjection, { mark, copy }: Rebuild): void =>
  rows.write(() => {
    const ended = rows.run('UPDATE models SET rebuild = NULL WHERE name = ? AND rebuild = ?', [
      projection.name,
      mark,
    ]);
    if (ended === 0) return;
    for (const statement of dropStatements(projection, copy)) rows.run(statement);
  });

/** Writes for as long as no later rebuild of the same model has taken over. */
const write = <Result>(
  rows: RowStore,
  { name }: AnyProjection,
  { mark }: Rebuild,
  work: () => Result,
): Result =>
  rows.write(() => {
    const current = rows.get('SELECT rebuild FROM models WHERE name = ?', [name])?.rebuild;
    if (current !== mark)
      throw new Error(`another rebuild of the model ${name} has taken over, or a start of the server`);
    return work();
  });

const applyOrThrow = (
  rows: RowStore,
  projection: AnyProjection,
  copy: Copy,
  events: readonly RecordedEvent[],
): void => {
  const stop: Stop | undefined = applyEvents(rows, projection, copy, events);
  if (stop === undefined) return;
  const { eventType, position, error } = stop;
  throw new Error(
    `the model ${projection.name} cannot apply ${eventType} at position ${position} (${error})`,
  );
};
