import { setImmediate } from 'node:timers/promises';
import type { AnyProjection } from '../../../projections/projection';
import type { Snapshot } from '../../../projections/read-models';
import type { EventLog } from '../event-log';
import { applyPage } from '../rows/apply-page';
import { modelStates, stateIn } from '../rows/model-state';
import { dropModelsAhead, prepareModels } from '../rows/prepare-models';
import type { RowStore } from '../rows/row-store';
import type { Progress } from '../rows/sql-read-models';
import { currentPosition, type Standing, standingIn, standings } from '../rows/standing';
import { catchUp } from './catch-up';
import { type ModelReport, reportOf } from './model-report';
import { pause } from './pause';
import { Waiters } from './waiters';

/**
 * How long the projector waits after a fault of the log or of the rows before it goes on; doubled up to the
 * most.
 */
export const RETRY_DELAY_MS = 50;
export const RETRY_DELAY_MS_MAX = 5_000;

/** Where the projector says what went wrong; never anything of what an event tells. */
export interface ProjectorLogger {
  warn(fields: Readonly<Record<string, string | number>>, message: string): void;
}

export interface ProjectorParts {
  readonly log: EventLog;
  readonly rows: RowStore;
  readonly projections: readonly AnyProjection[];
  readonly logger?: ProjectorLogger;
}

/** Keeps the read models level with the log until it is stopped. */
export interface Projector extends Progress {
  /**
   * Waits until every running model has reached the position; false where the time ran out or the projector
   * stopped.
   */
  reached(position: number, timeoutMs: number): Promise<boolean>;
  /** What every running model has reached. */
  current(): Promise<Snapshot>;
  state(): Promise<readonly ModelReport[]>;
  /** The models that did not go on when their state was last looked at, as each answer of `current` does. */
  stale(): readonly string[];
  /** Resolves once the batch under way is written. */
  stop(): Promise<void>;
}

/** Makes the models' tables ready and begins to apply the log, from where each model was left. */
export const startProjector = async (parts: ProjectorParts): Promise<Projector> => {
  await prepareModels(parts.rows, parts.projections, parts.log.storeId);
  await dropAhead(parts);
  return new RunningProjector(parts);
};

/** The log may have been replaced by an older one. */
const dropAhead = async ({ log, rows, projections, logger }: ProjectorParts): Promise<void> => {
  for (const model of await dropModelsAhead(rows, projections, log))
    logger?.warn({ model }, 'read model was ahead of the log and is made anew');
};

class RunningProjector implements Projector {
  private readonly waiters = new Waiters();
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private fault: string | undefined;
  private stopped: readonly string[] = [];

  constructor(private readonly parts: ProjectorParts) {
    this.running = this.run();
  }

  async reached(position: number, timeoutMs: number): Promise<boolean> {
    if (this.stopping.signal.aborted) return false;
    if ((await this.current()).position >= position) return true;
    const waiting = this.waiters.wait(position, timeoutMs);
    // It may have been reached after the look and before the wait.
    this.waiters.settle((await this.current()).position);
    return waiting;
  }

  async current(): Promise<Snapshot> {
    return { position: currentPosition(await this.look()) };
  }

  async state(): Promise<readonly ModelReport[]> {
    const { rows, projections } = this.parts;
    const states = await rows.read(() => modelStates());
    return projections.map((projection) => reportOf(stateIn(states, projection), this.fault));
  }

  stale(): readonly string[] {
    return this.fault === undefined ? this.stopped : this.parts.projections.map(({ name }) => name);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.waiters.close();
  }

  /**
   * A fault of the log or of the rows is waited out: what was applied is committed, and nothing is skipped.
   */
  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let delayMs = RETRY_DELAY_MS; !signal.aborted; delayMs = Math.min(2 * delayMs, RETRY_DELAY_MS_MAX)) {
      try {
        await this.follow(() => {
          delayMs = RETRY_DELAY_MS;
          this.fault = undefined;
        });
      } catch (error) {
        this.fault = error instanceof Error ? error.message : `unexpected ${typeof error}`;
        this.parts.logger?.warn({ fault: this.fault, retryInMs: delayMs }, 'read models are held up');
      }
      await pause(delayMs, signal);
    }
  }

  private async follow(onProgress: () => void): Promise<void> {
    await dropAhead(this.parts);
    let after = await this.furthest();
    await this.apply(after, { events: [], position: after });
    for await (const page of this.parts.log.subscribe({ after, signal: this.stopping.signal })) {
      await this.apply(after, page);
      after = page.position;
      onProgress();
      if (!page.caughtUp) await setImmediate();
    }
  }

  /** Applies a page to the models that are level with it; those behind are first brought up alone. */
  private async apply(after: number, page: Parameters<typeof applyPage>[3]): Promise<void> {
    const { log, rows, projections } = this.parts;
    const { stopped, behind } = await applyPage(rows, projections, after, page);
    for (const projection of behind) {
      const stop = await catchUp({
        log,
        rows,
        projection,
        until: page.position,
        signal: this.stopping.signal,
      });
      if (stop !== undefined) this.tellStopped(projection.name, stop);
    }
    for (const { name, stop } of stopped) this.tellStopped(name, stop);
    this.waiters.settle((await this.current()).position);
  }

  private async furthest(): Promise<number> {
    const running = (await this.look()).filter(({ isStopped }) => !isStopped);
    return Math.max(0, ...running.map(({ checkpoint }) => checkpoint));
  }

  /** How the models in service stand, in their order, as they are committed now. */
  private async look(): Promise<readonly Standing[]> {
    const known = await this.parts.rows.read(() => standings());
    const inService = this.parts.projections.map((projection) => standingIn(known, projection));
    this.stopped = inService.filter(({ isStopped }) => isStopped).map(({ name }) => name);
    return inService;
  }

  private tellStopped(model: string, { eventType, position, error }: NonNullable<ModelReport['why']>): void {
    this.parts.logger?.warn(
      { model, eventType, position, error },
      'read model stopped: it cannot apply an event',
    );
  }
}
