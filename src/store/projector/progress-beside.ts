import { setTimeout } from 'node:timers/promises';
import type { AnyProjection } from '../../../projections/projection';
import { andThen } from '../../../projections/soon';
import { Present } from '../rows/present';
import type { RowStore } from '../rows/row-store';
import type { Progress } from '../rows/sql-read-models';

/** How often a reader looks how far the process that keeps the models has come. */
export const LOOK_AGAIN_MS = 100;

/** How far models have come that another process keeps. */
export const progressBeside = (rows: RowStore, projections: readonly AnyProjection[]): Progress => {
  const present = new Present(rows, projections);
  const current = () => andThen(present.state(), ({ snapshot }) => snapshot);
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
