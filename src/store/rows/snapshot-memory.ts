import type { AnyProjection } from '../../../projections/projection';
import type { Found, Snapshot } from '../../../projections/read-models';
import type { Soon } from '../../../projections/soon';
import { frozen } from './decoded-rows';

/** The most rows that are remembered of a model; a counter, or that there is no row, counts as one. */
export const ROWS_REMEMBERED_MAX = 10_000;

/**
 * What was read at one snapshot. Rows at a position never change, so it is never wrong; it is given up with the
 * snapshot, and whoever hands out snapshots hands out another one as soon as anything may have changed.
 */
export class SnapshotMemory {
  private models = new Map<AnyProjection, ModelMemory>();
  private mixedLists: ModelMemory | undefined;

  /** The memory of a snapshot, which is there as long as the snapshot is. */
  static of(snapshot: Snapshot): SnapshotMemory {
    const known = MEMORIES.get(snapshot);
    if (known !== undefined) return known;
    const made = new SnapshotMemory();
    MEMORIES.set(snapshot, made);
    return made;
  }

  /**
   * One snapshot follows another: what was read of these models holds on, since no row of them has changed between the
   * two. Of the others it is known what was asked for.
   */
  static follow(from: Snapshot, to: Snapshot, unchanged: ReadonlySet<AnyProjection>): void {
    const [before, after] = [SnapshotMemory.of(from), SnapshotMemory.of(to)];
    for (const [model, memory] of before.models)
      after.models.set(model, unchanged.has(model) ? memory : memory.forgotten());
    after.mixedLists = before.mixedLists?.forgotten();
  }

  model(model: AnyProjection): ModelMemory {
    const known = this.models.get(model);
    if (known !== undefined) return known;
    const made = new ModelMemory();
    this.models.set(model, made);
    return made;
  }

  /** Lists that were restricted by rows of other models. */
  get mixed(): ModelMemory {
    this.mixedLists ??= new ModelMemory();
    return this.mixedLists;
  }
}

const MEMORIES = new WeakMap<Snapshot, SnapshotMemory>();

/** What was read of one model. */
export class ModelMemory {
  readonly rows = new Answers<Found<object> | undefined>(() => this.add(1));
  /**
   * Only those that were asked for before: most lists are never asked for again, and what is kept until it is forgotten
   * costs more than what is gone at once.
   */
  readonly lists = new Answers<readonly Found<object>[]>(
    (list) => this.add(frozen(list).length + 1),
    (name, list) => this.asked.isAskedAgain(name, list.length + 1),
  );
  readonly numbers = new Answers<number>(() => this.add(1));
  private size = 0;

  constructor(private readonly asked = new AskedLately()) {}

  /** Nothing of it, but what was asked for. */
  forgotten(): ModelMemory {
    return new ModelMemory(this.asked);
  }

  /** Makes room where there are too many: all of it, as it fills up again by what is asked most. */
  private add(rows: number): void {
    this.size += rows;
    if (this.size <= ROWS_REMEMBERED_MAX) return;
    this.size = 0;
    for (const answers of [this.rows, this.lists, this.numbers]) answers.clear();
  }
}

/** Which lists were asked for lately, at whichever snapshot: those of as many rows as are remembered. */
class AskedLately {
  private readonly names = new Set<string>();
  private size = 0;

  /** Whether a list of so many rows was asked for before; from now on it was. */
  isAskedAgain(name: string, rows: number): boolean {
    if (this.names.has(name)) return true;
    this.size += rows;
    if (this.size > ROWS_REMEMBERED_MAX) {
      this.size = rows;
      this.names.clear();
    }
    this.names.add(name);
    return false;
  }
}

/** Answers of one kind by the name of what was asked. */
export class Answers<Answer> {
  private readonly known = new Map<string, { readonly answer: Soon<Answer> }>();

  /** Told each answer that is remembered; of those that are worth it, which is asked once for each that came. */
  constructor(
    private readonly onKept: (answer: Answer) => void,
    private readonly isWorthIt: (name: string, answer: Answer) => boolean = () => true,
  ) {}

  /** The answer, where it is known or on its way. */
  find(name: string): { readonly answer: Soon<Answer> } | undefined {
    return this.known.get(name);
  }

  /** Remembers the answer; one that does not come is forgotten. */
  keep(name: string, answer: Soon<Answer>): Soon<Answer> {
    if (answer instanceof Promise) {
      this.known.set(name, { answer });
      answer.then(
        (arrived) => this.keep(name, arrived),
        () => this.known.delete(name),
      );
    } else if (this.isWorthIt(name, answer)) {
      this.onKept(answer);
      this.known.set(name, { answer });
    } else {
      this.known.delete(name);
    }
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
