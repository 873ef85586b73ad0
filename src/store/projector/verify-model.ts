import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyProjection } from '../../../projections/projection';
import type { EventLog } from '../event-log';
import { applyPage } from '../rows/apply-page';
import { type Comparison, compareCopies } from '../rows/compare-copies';
import { tablesOf } from '../rows/model';
import { type ModelState, modelState } from '../rows/model-state';
import { prepareModels } from '../rows/prepare-models';
import type { RowStore } from '../rows/row-store';
import { SqliteRowStore } from '../rows/sqlite/sqlite-row-store';
import { all, type Work } from '../rows/work';

export interface VerifyRequest {
  readonly log: EventLog;
  readonly rows: RowStore;
  readonly projection: AnyProjection;
  readonly onProgress?: (position: number, until: number) => void;
}

export interface Verified extends Comparison {
  readonly model: string;
  /** The checkpoint up to which the model was compared with a replay. */
  readonly position: number;
}

/**
 * Replays the log into a scratch file up to the model's checkpoint and compares: rows, every former version,
 * every counter and the words. The model may go on meanwhile; it is compared as it was at the start.
 */
export const verifyModel = async ({
  log,
  rows,
  projection,
  onProgress,
}: VerifyRequest): Promise<Verified> => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-verify-'));
  const scratch = SqliteRowStore.open(join(folder, 'scratch.db'));
  const held = await rows.hold();
  try {
    const { checkpoint } = await held.read(() => heldState(projection));
    await replay(scratch, projection, log, checkpoint, onProgress);
    return {
      model: projection.name,
      position: checkpoint,
      ...(await compareCopies(projection, held, scratch)),
    };
  } finally {
    await held.close();
    await scratch.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Looks into every table, so that none is dropped before it is compared: some databases keep no table for a reader. */
function* heldState(projection: AnyProjection): Work<ModelState> {
  const state = yield* modelState(projection);
  const { live, history, tallies, words } = tablesOf(projection, state.copy);
  const tables = [live.name, history.name, tallies.name, ...(projection.words === undefined ? [] : [words])];
  for (const table of tables) yield* all(`SELECT 1 AS one FROM ${table} LIMIT 1`);
  return state;
}

const replay = async (
  scratch: RowStore,
  projection: AnyProjection,
  log: EventLog,
  until: number,
  onProgress: VerifyRequest['onProgress'],
): Promise<void> => {
  await prepareModels(scratch, [projection], log.storeId);
  for (let after = 0; after < until; ) {
    const page = await log.readAll({ after, until, types: projection.handles });
    const position = page.caughtUp ? until : page.position;
    const { stopped } = await applyPage(scratch, [projection], after, { events: page.events, position });
    for (const { stop } of stopped) {
      throw new Error(
        `a replay of ${projection.name} cannot apply ${stop.eventType} at position ${stop.position}`,
      );
    }
    after = position;
    onProgress?.(after, until);
  }
};
