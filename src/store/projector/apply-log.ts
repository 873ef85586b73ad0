import { setImmediate } from 'node:timers/promises';
import type { AnyProjection } from '../../../projections/projection';
import type { EventLog } from '../event-log';
import { applyPage, type PageApplied, type PageOptions } from '../rows/apply-page';
import type { RowStore } from '../rows/row-store';
import { standingIn, standings } from '../rows/standing';
import { catchUp } from './catch-up';

export interface Applied {
  readonly log: EventLog;
  readonly rows: RowStore;
  readonly projections: readonly AnyProjection[];
  readonly signal: AbortSignal;
}

/** What became of models by a page of the log. */
export interface Moved {
  /** Models that stopped at one of its events. */
  readonly stopped: PageApplied['stopped'];
  /** What all have reached that go on; undefined where none does. */
  readonly level: number | undefined;
}

/** Who is told what becomes of the models. */
export interface Observer {
  /** Told after each page, and before the first. */
  onApplied(moved: Moved): void;
  /** A page of the log was applied: neither log nor rows are at fault. */
  onProgress(): void;
}

/**
 * Applies the log to these models, page by page, until the signal aborts.
 * Throws where pages were lost after all: it is begun anew from what is there.
 */
export const applyLog = async (applied: Applied, { onApplied, onProgress }: Observer): Promise<void> => {
  const { log, signal } = applied;
  const lost = new AbortController();
  const onLost = (error: unknown): void => lost.abort(error);
  let after = await furthest(applied);
  let moved = await apply(applied, after, { events: [], position: after }, { onLost });
  onApplied(moved);
  for await (const page of log.subscribe({ after, signal: AbortSignal.any([signal, lost.signal]) })) {
    moved = await apply(applied, after, page, { onLost, copies: moved.copies });
    onApplied(moved);
    onProgress();
    after = page.position;
    if (!page.caughtUp) await setImmediate();
  }
  lost.signal.throwIfAborted();
};

/** Applies a page to the models that are level with it; those behind are first brought up alone. */
const apply = async (
  { log, rows, projections, signal }: Applied,
  after: number,
  page: Parameters<typeof applyPage>[3],
  options: PageOptions,
): Promise<Moved & Pick<PageApplied, 'copies'>> => {
  const { stopped, behind, level, copies } = await applyPage(rows, projections, after, page, options);
  const found = [...stopped];
  for (const projection of behind) {
    const stop = await catchUp({ log, rows, projection, until: page.position, signal });
    if (stop !== undefined) found.push({ name: projection.name, stop });
  }
  const goingOn = level + behind.length - (found.length - stopped.length);
  // Where this was ended early, a model that was behind may still be.
  return { stopped: found, level: goingOn > 0 && !signal.aborted ? page.position : undefined, copies };
};

const furthest = async ({ rows, projections }: Applied): Promise<number> => {
  const known = await rows.read(() => standings());
  const running = projections
    .map((projection) => standingIn(known, projection))
    .filter(({ isStopped }) => !isStopped);
  return Math.max(0, ...running.map(({ checkpoint }) => checkpoint));
};
