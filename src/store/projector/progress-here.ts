import type { AnyProjection } from '../../../projections/projection';
import type { Snapshot } from '../../../projections/read-models';
import { andThen, type Soon } from '../../../projections/soon';
import { Present, type PresentState } from '../rows/present';
import type { RowStore, Watch } from '../rows/row-store';
import type { Progress } from '../rows/sql-read-models';
import { StoreFault } from '../store-fault';
import { Waiters } from './waiters';

/** How often somebody who waits for a position looks by himself: a notice of another process may be lost. */
export const LOOK_AGAIN_MS = 500;

/** How long a reader waits for models that lost what it, or another, has seen: they apply it again at once. */
export const LEVEL_AGAIN_MS = 5_000;

/** How far models have come that this process keeps, or may keep. */
export class ProgressHere implements Progress {
  private readonly waiters = new Waiters();
  private readonly watching: Watch;
  private readonly present: Present;
  private stopped: readonly string[] = [];
  private stoppedIn: PresentState['inService'] | undefined;
  private settling: Promise<void> | undefined;
  private settleAgain = false;
  private isClosed = false;
  /** The furthest position of which a reader was told. */
  private shown = 0;
  /** What all models have reached that go on, by what this process has applied to them itself. */
  private applied = 0;
  /** Whether this process keeps all models: then nobody has to look how far they have come. */
  private keepsAll = false;

  constructor(rows: RowStore, projections: readonly AnyProjection[]) {
    this.present = new Present(rows, projections);
    this.watching = rows.watch(() => {
      if (!this.keepsAll) this.settle();
    });
  }

  reached(position: number, timeoutMs: number): Soon<boolean> {
    if (this.isClosed) return false;
    const reached = andThen(this.isReached(position), (is) => is || this.reachedLater(position, timeoutMs));
    return andThen(reached, (is) => {
      if (is) this.shown = Math.max(this.shown, position);
      return is;
    });
  }

  current(): Soon<Snapshot> {
    return andThen(this.look(), (at) => (at.position < this.shown ? this.levelAgain() : this.show(at)));
  }

  /** The models that had stopped when their state was last looked at. */
  stoppedModels(): readonly string[] {
    return this.stopped;
  }

  /** Begins to keep models, all of them or some; what was applied before may be lost. */
  keep(all: boolean): void {
    this.keepsAll = all;
    this.applied = 0;
    this.settle();
  }

  /** Some models have come further, or have stopped; `level` is where all are now that go on, where that is known. */
  moved(level: number | undefined): void {
    if (level === undefined || !this.keepsAll) {
      this.settle();
    } else {
      this.applied = level;
      this.waiters.settle(level);
    }
  }

  /** The log was replaced by an older one, of which nobody was shown anything. */
  beginAnew(): void {
    this.shown = 0;
  }

  /** Nothing will be reached any more. */
  end(): void {
    this.isClosed = true;
  }

  close(): void {
    this.watching.stop();
    this.waiters.close();
  }

  /** Looks how far the models have come and tells those who wait; once more where it is asked for meanwhile. */
  private settle(): void {
    this.settleAgain = true;
    this.settling ??= this.settleAll().finally(() => {
      this.settling = undefined;
    });
  }

  private async settleAll(): Promise<void> {
    while (this.settleAgain && !this.waiters.isEmpty) {
      this.settleAgain = false;
      try {
        this.waiters.settle((await this.look()).position);
      } catch {
        // Who waits looks again by himself, and is told of the fault then.
        return;
      }
    }
  }

  private isReached(position: number): Soon<boolean> {
    if (position <= this.applied) return true;
    return this.keepsAll ? false : andThen(this.look(), (at) => at.position >= position);
  }

  private async reachedLater(position: number, timeoutMs: number): Promise<boolean> {
    const until = Date.now() + timeoutMs;
    for (;;) {
      const leftMs = until - Date.now();
      if (leftMs <= 0) return false;
      const waiting = this.waiters.wait(position, Math.min(leftMs, LOOK_AGAIN_MS));
      // It may have been reached after the look and before the wait.
      if (!this.keepsAll) this.settle();
      if (await waiting) return true;
      if (this.isClosed) return false;
      if ((await this.look()).position >= position) return true;
    }
  }

  private look(): Soon<Snapshot> {
    return andThen(this.present.state(), this.noteStopped);
  }

  private readonly noteStopped = ({ inService, snapshot }: PresentState): Snapshot => {
    if (this.stoppedIn === inService) return snapshot;
    this.stoppedIn = inService;
    this.stopped = inService.filter(({ isStopped }) => isStopped).map(({ name }) => name);
    return snapshot;
  };

  private show(at: Snapshot): Snapshot {
    this.shown = Math.max(this.shown, at.position);
    return at;
  }

  /** Others may be told of more while this one looks: it needs no more than they had been told of before. */
  private async levelAgain(): Promise<Snapshot> {
    const least = this.shown;
    for (const until = Date.now() + LEVEL_AGAIN_MS; !this.isClosed; ) {
      const at = await this.look();
      if (at.position >= least) return this.show(at);
      const leftMs = until - Date.now();
      if (leftMs <= 0) break;
      await this.waiters.wait(least, Math.min(leftMs, LOOK_AGAIN_MS));
    }
    throw new StoreFault(
      'UNAVAILABLE',
      'the read models lost what they had shown and are not level again yet',
    );
  }
}
