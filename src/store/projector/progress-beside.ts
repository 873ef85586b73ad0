import { setTimeout } from 'node:timers/promises';
import type { AnyProjection } from '../../../projections/projection';
import type { RowStore } from '../rows/row-store';
import type { Progress } from '../rows/sql-read-models';
import { currentPosition, standingIn, standings } from '../rows/standing';

/** How often a reader looks how far the process that keeps the models has come. */
export const LOOK_AGAIN_MS = 100;

/** How far models have come that another process keeps. */
export const progressBeside = (rows: RowStore, projections: readonly AnyProjection[]): Progress => {
  const current = async () => {
    const known = await rows.read(() => standings());
    return { position: currentPosition(projections.map((projection) => standingIn(known, projection))) };
  };
  return {
    current,
    reached: async (position, timeoutMs) => {
      const until = Date.now() + timeoutMs;
      while ((await current()).position < position) {
        if (Date.now() >= until) return false;
        await setTimeout(LOOK_AGAIN_MS);
      }
      return true;
    },
  };
};
