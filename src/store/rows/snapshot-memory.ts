import type { AnyProjection } from '../../../projections/projection';
import type { Found, Snapshot } from '../../../projections/read-models';
import type { Soon } from '../../../projections/soon';

/** The most rows that are remembered of a model; a counter, or that there is no row, counts as one. */
export const ROWS_REMEMBERED_MAX = 10_000;

/**
 * What was read at one snapshot. Rows at a position never change, so it is never wrong; it is given up with the
 * snapshot, and whoever hands out snapshots hands out another one as soon as anything may have changed.
 */
export class SnapshotMemory {
  private readonly models = new Map<AnyProjection, ModelMemory>();
  /** Lists that were restricted by rows of other models. */
  readonly mixed = new ModelMemory();

  /** The memory of a snapshot, which is there as long as the snapshot is. */
  static of(snapshot: Snapshot): SnapshotMemory {
    const known = MEMORIES.get(snapshot);
    if (known !== undefined) return known;
    const made = new SnapshotMemory();
    MEMORIES.set(snapshot, made);
    return made;
  }

  /** What was read of a model at one snapshot holds at another one, since no row of it has changed between them. */
  static carry(model: AnyProjection, from: Snapshot, to: Snapshot): void {
    SnapshotMemory.of(to).models.set(model, SnapshotMemory.of(from).model(model));
  }

  model(model: AnyProjection): ModelMemory {
    const known = this.models.get(model);
    if (known !== undefined) return known;
    const made = new ModelMemory();
    this.models.set(model, made);
    return made;
  }
}

const MEMORIES = new WeakMap<Snapshot, SnapshotMemory>();

/** What was read of one model. */
export class ModelMemory {
  readonly rows = new Answers<Found<object> | undefined>(() => this.add(1));
  readonly lists = new Answers<readonly Found<object>[]>((list) => this.add(list.length + 1));
  readonly numbers = new Answers<number>(() => this.add(1));
  private size = 0;

  /** Makes room where there are too many: all of it, as it fills up again by what is asked most. */
  private add(rows: number): void {
    this.size += rows;
    if (this.size <= ROWS_REMEMBERED_MAX) return;
    this.size = 0;
    for (const answers of [this.rows, this.lists, this.numbers]) answers.clear();
  }
}

/** Answers of one kind by the name of what was asked. */
export class Answers<Answer> {
  private readonly known = new Map<string, { readonly answer: Soon<Answer> }>();

  constructor(private readonly onKept: (answer: Answer) => void) {}

  /** The answer, where it is known or on its way. */
  find(name: string): { readonly answer: Soon<Answer> } | undefined {
    return this.known.get(name);
  }

  /** Remembers the answer; one that does not come is forgotten. */
  keep(name: string, answer: Soon<Answer>): Soon<Answer> {
    if (answer instanceof Promise) {
      answer.then(
        (known) => this.keep(name, known),
        () => this.known.delete(name),
      );
    } else {
      this.onKept(answer);
    }
    this.known.set(name, { answer });
    return answer;
  }

  /** The answer as it is known, or else as it is found now. */
  remember(name: string, find: () => Soon<Answer>): Soon<Answer> {
    const known = this.find(name);
    return known === undefined ? this.keep(name, find()) : known.answer;
  }

  clear(): void {
    this.known.clear();
  }
}
