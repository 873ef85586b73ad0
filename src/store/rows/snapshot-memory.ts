import type { AnyProjection } from '../../../projections/projection';
import type { Found, Snapshot } from '../../../projections/read-models';
import type { Soon } from '../../../projections/soon';

/** The most rows that are remembered with one snapshot; a counter, or that there is no row, counts as one. */
export const ROWS_REMEMBERED_MAX = 20_000;

/**
 * What was read at one snapshot. Rows at a position never change, so it is never wrong; it is given up with the
 * snapshot, and whoever hands out snapshots hands out another one as soon as anything may have changed.
 */
export class SnapshotMemory {
  readonly rows = new Answers<Found<object> | undefined>(this, () => 1);
  readonly lists = new Answers<readonly Found<object>[]>(this, (list) => list.length + 1);
  readonly numbers = new Answers<number>(this, () => 1);
  private size = 0;

  /** The memory of a snapshot, which is there as long as the snapshot is. */
  static of(snapshot: Snapshot): SnapshotMemory {
    const known = MEMORIES.get(snapshot);
    if (known !== undefined) return known;
    const made = new SnapshotMemory();
    MEMORIES.set(snapshot, made);
    return made;
  }

  /** Makes room where there are too many: all of it, as it fills up again by what is asked most. */
  add(rows: number): void {
    this.size += rows;
    if (this.size <= ROWS_REMEMBERED_MAX) return;
    this.size = 0;
    for (const answers of [this.rows, this.lists, this.numbers]) answers.clear();
  }
}

const MEMORIES = new WeakMap<Snapshot, SnapshotMemory>();

/** Answers of one kind, by the model and the name of what was asked of it. */
export class Answers<Answer> {
  private readonly byModel = new Map<AnyProjection, Map<string, { readonly answer: Soon<Answer> }>>();

  constructor(
    private readonly memory: SnapshotMemory,
    private readonly sizeOf: (answer: Answer) => number,
  ) {}

  /** The answer, where it is known or on its way. */
  find(model: AnyProjection, name: string): { readonly answer: Soon<Answer> } | undefined {
    return this.byModel.get(model)?.get(name);
  }

  /** Remembers the answer; one that does not come is forgotten. */
  keep(model: AnyProjection, name: string, answer: Soon<Answer>): Soon<Answer> {
    if (answer instanceof Promise) {
      answer.then(
        (known) => this.keep(model, name, known),
        () => this.byModel.get(model)?.delete(name),
      );
    } else {
      this.memory.add(this.sizeOf(answer));
    }
    const known = this.byModel.get(model) ?? new Map<string, { readonly answer: Soon<Answer> }>();
    this.byModel.set(model, known.set(name, { answer }));
    return answer;
  }

  /** The answer as it is known, or else as it is found now. */
  remember(model: AnyProjection, name: string, find: () => Soon<Answer>): Soon<Answer> {
    const known = this.find(model, name);
    return known === undefined ? this.keep(model, name, find()) : known.answer;
  }

  clear(): void {
    this.byModel.clear();
  }
}
