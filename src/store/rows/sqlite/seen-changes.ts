import type { Statement } from '../../sqlite/database';
import type { Tables } from '../model';
import type { Step } from '../work';

/** How soon it is looked again whether another process has changed the file. */
export const LOOK_AGAIN_MS = 1;

/** Counts what changes in the file, as far as readers must know: of everything, and of the rows of each model. */
export class SeenChanges {
  private all = 0;
  /** Changes of which it is not known what they concern. */
  private ofAnything = 0;
  private readonly byTable = new Map<string, number>();
  private version: unknown;
  private lookedAtMs = Number.NEGATIVE_INFINITY;

  /**
   * The statement answers another number after each commit of another connection, in whichever process. Told where it
   * is not known what was changed.
   */
  constructor(
    private readonly versionOfFile: Statement,
    private readonly onAnything: () => void,
  ) {}

  /** Its own changes count at once, those of another process (a rebuild) a moment later: nobody waits for those. */
  count(): number {
    const now = performance.now();
    if (now - this.lookedAtMs < LOOK_AGAIN_MS) return this.all;
    this.lookedAtMs = now;
    const version = this.versionOfFile.get()?.data_version;
    if (version !== this.version) this.noteAnything();
    this.version = version;
    return this.all;
  }

  countOf({ live }: Tables): number {
    return this.ofAnything + (this.byTable.get(live.name) ?? 0);
  }

  /** Something is about to be written. */
  noteWrite(): void {
    this.all += 1;
  }

  /** Nobody knows what was changed, or undone. */
  noteAnything(): void {
    this.all += 1;
    this.ofAnything += 1;
    this.onAnything();
  }

  /** One step of what is written. */
  noteStep(step: Step): void {
    if (step.kind === 'change') this.ofAnything += 1;
    if (step.kind !== 'row-changes') return;
    const { name } = step.changes.tables.live;
    this.byTable.set(name, (this.byTable.get(name) ?? 0) + 1);
  }
}
