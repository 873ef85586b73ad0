import type { AnyProjection } from '../../../projections/projection';
import type { Snapshot } from '../../../projections/read-models';
import type { Soon } from '../../../projections/soon';
import type { EventLog } from '../event-log';
import { modelStates, type Stop, stateIn } from '../rows/model-state';
import { prepareModels } from '../rows/prepare-models';
import type { RowStore } from '../rows/row-store';
import type { Progress } from '../rows/sql-read-models';
import { applyLog, type Observer } from './apply-log';
import { dropAhead } from './drop-ahead';
import { Leads } from './leads';
import { type ModelReport, reportOf } from './model-report';
import { pause, untilAborted } from './pause';
import { ProgressHere } from './progress-here';

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
  reached(position: number, timeoutMs: number): Soon<boolean>;
  /**
   * What every running model has reached; never less than it told before. Models that have lost something are waited
   * for, and where they are not level again in time it throws a `StoreFault` UNAVAILABLE.
   */
  current(): Soon<Snapshot>;
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

class RunningProjector implements Projector {
  private readonly stopping = new AbortController();
  private readonly leads = new Leads();
  private readonly progress: ProgressHere;
  private readonly running: Promise<unknown>;
  private fault: string | undefined;

  constructor(private readonly parts: ProjectorParts) {
    this.progress = new ProgressHere(parts.rows, parts.projections);
    this.running = Promise.all([this.lead(), this.run()]);
  }

  reached(position: number, timeoutMs: number): Soon<boolean> {
    return this.progress.reached(position, timeoutMs);
  }

  current(): Soon<Snapshot> {
    return this.progress.current();
  }

  async state(): Promise<readonly ModelReport[]> {
    const { rows, projections } = this.parts;
    const states = await rows.read(() => modelStates());
    return projections.map((projection) => reportOf(stateIn(states, projection), this.fault));
  }

  stale(): readonly string[] {
    return this.fault === undefined
      ? this.progress.stoppedModels()
      : this.parts.projections.map(({ name }) => name);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.progress.end();
    await this.running;
    this.progress.close();
  }

  /** Asks for the models that this process shall keep, and again after a fault. */
  private async lead(): Promise<void> {
    const { rows, projections } = this.parts;
    const { signal } = this.stopping;
    const names = projections.map(({ name }) => name);
    while (!signal.aborted) {
      try {
        await rows.lead(names, signal, (led) => this.leads.change(led));
        return;
      } catch (error) {
        this.tellFault(error, RETRY_DELAY_MS_MAX);
        await pause(RETRY_DELAY_MS_MAX, signal);
      }
    }
  }

  /**
   * A fault of the log or of the rows is waited out: what was applied is committed, and nothing is skipped.
   */
  private async run(): Promise<void> {
    const { signal: stopping } = this.stopping;
    for (let delayMs = RETRY_DELAY_MS; !stopping.aborted; ) {
      const { led, ended } = this.leads.turn();
      const signal = AbortSignal.any([stopping, ended]);
      try {
        await this.follow(led, signal, () => {
          delayMs = RETRY_DELAY_MS;
          this.fault = undefined;
        });
      } catch (error) {
        this.tellFault(error, delayMs);
        delayMs = Math.min(2 * delayMs, RETRY_DELAY_MS_MAX);
      }
      await pause(delayMs, signal);
    }
  }

  /** Keeps those models that this process leads, until others are. */
  private async follow(led: readonly string[], signal: AbortSignal, onProgress: () => void): Promise<void> {
    const projections = this.parts.projections.filter(({ name }) => led.includes(name));
    this.progress.keep(projections.length === this.parts.projections.length);
    if (projections.length === 0) {
      // Whoever leads them tells of a fault.
      this.fault = undefined;
      await untilAborted(signal);
      return;
    }
    // Of another log nobody was shown anything.
    if (await dropAhead(this.parts)) this.progress.beginAnew();
    const onApplied: Observer['onApplied'] = ({ stopped, level }) => {
      for (const { name, stop } of stopped) this.tellStopped(name, stop);
      this.progress.moved(level);
    };
    await applyLog({ ...this.parts, projections, signal }, { onApplied, onProgress });
  }

  private tellFault(error: unknown, delayMs: number): void {
    this.fault = error instanceof Error ? error.message : `unexpected ${typeof error}`;
    this.parts.logger?.warn({ fault: this.fault, retryInMs: delayMs }, 'read models are held up');
  }

  private tellStopped(model: string, { eventType, position, error }: Stop): void {
    this.parts.logger?.warn(
      { model, eventType, position, error },
      'read model stopped: it cannot apply an event',
    );
  }
}
