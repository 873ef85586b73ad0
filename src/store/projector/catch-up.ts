import { setImmediate } from 'node:timers/promises';
import type { AnyProjection } from '../../../projections/projection';
import type { EventLog } from '../event-log';
import { applyPage } from '../rows/apply-page';
import { modelState, type Stop } from '../rows/model-state';
import type { RowStore } from '../rows/row-store';

/** Brings one model alone forward to a position; answers the event it stopped at, if it did. */
export const catchUp = async ({
  log,
  rows,
  projection,
  until,
  signal,
}: {
  readonly log: EventLog;
  readonly rows: RowStore;
  readonly projection: AnyProjection;
  readonly until: number;
  readonly signal: AbortSignal;
}): Promise<Stop | undefined> => {
  while (!signal.aborted) {
    const { checkpoint, stopped } = await rows.read(() => modelState(projection));
    if (stopped !== undefined || checkpoint >= until) return stopped;
    const page = await log.readAll({ after: checkpoint, until, types: projection.handles });
    const position = page.caughtUp ? until : page.position;
    await applyPage(rows, [projection], checkpoint, { events: page.events, position });
    await setImmediate();
  }
  return undefined;
};
