import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyProjection } from '../../../projections/projection';
import type { EventLog } from '../event-log';
import { applyPage } from '../rows/apply-page';
import { type Comparison, compareCopies } from '../rows/compare-copies';
import { modelState, prepareModels } from '../rows/model-state';
import { RowStore } from '../rows/row-store';

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
 * Replays the log into a scratch copy up to the model's checkpoint and compares: rows, every former version,
 * every counter and the words. The model may go on meanwhile; it is compared as it was at the start.
 */
export const verifyModel = async ({
  log,
  rows: served,
  projection,
  onProgress,
}: VerifyRequest): Promise<Verified> => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-verify-'));
  const rows = served.reopen();
  const scratch = RowStore.open(join(folder, 'scratch.db'));
  try {
    rows.hold();
    const { checkpoint } = modelState(rows, projection);
    await replay(scratch, projection, log, checkpoint, onProgress);
    return { model: projection.name, position: checkpoint, ...compareCopies(projection, rows, scratch) };
  } finally {
    scratch.close();
    rows.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const replay = async (
  scratch: RowStore,
  projection: AnyProjection,
  log: EventLog,
  until: number,
  onProgress: VerifyRequest['onProgress'],
): Promise<void> => {
  prepareModels(scratch, [projection], log.storeId);
  for (let after = 0; after < until; ) {
    const page = await log.readAll({ after, until });
    const position = page.caughtUp ? until : page.position;
    const { stopped } = applyPage(scratch, [projection], after, { events: page.events, position });
    for (const { stop } of stopped) {
      throw new Error(
        `a replay of ${projection.name} cannot apply ${stop.eventType} at position ${stop.position}`,
      );
    }
    after = position;
    onProgress?.(after, until);
  }
};
