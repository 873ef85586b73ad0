import type { RecordedEvent } from '../../../events';
import type { AnyProjection, Column } from '../../../projections/projection';
import type { Stop } from './model-state';
import type { SqlValue } from './work';

/** A row, and the position from which it holds. */
export interface Version {
  readonly row: object;
  readonly validFrom: number;
}

/** A version as it is stored: as JSON, with the values of the declared columns. */
export interface WrittenVersion extends Version {
  readonly body: string;
  readonly values: readonly SqlValue[];
}

/** A version that was stored and that another has taken the place of. */
export interface Superseded {
  readonly key: string;
  readonly validTo: number;
}

/** A version that began and ended within the batch. */
export interface Passed extends Superseded {
  readonly version: WrittenVersion;
}

/** From a position on the row has other words than before; `undefined`: none, for there is no such row. */
export interface WordsChange {
  readonly key: string;
  readonly position: number;
  readonly before: string | undefined;
  readonly words: string | undefined;
}

export interface TallyChange {
  readonly name: string;
  readonly position: number;
  readonly by: number;
}

/** A row as it stands in a copy, with what is made of it. */
export interface Standing {
  readonly version: Version | WrittenVersion;
  readonly tallies: readonly string[];
  readonly words: string | undefined;
}

/** A changed row as it stood before a batch and stands at its end; `undefined` where there is none. */
export interface Change {
  readonly before: Standing | undefined;
  readonly after: MadeStanding | undefined;
}

/** What a batch of events makes of a model. */
export interface Changes {
  readonly live: ReadonlyMap<string, Change>;
  readonly superseded: readonly Superseded[];
  readonly passed: readonly Passed[];
  readonly tallies: readonly TallyChange[];
  readonly words: readonly WordsChange[];
  /** The event that could not be applied; what is changed is what the events before it made. */
  readonly stop?: Stop;
}

/** An event with the keys of the rows it touches. */
export interface KeyedEvent {
  readonly event: RecordedEvent;
  readonly keys: readonly string[];
}

/** The events the model handles with the rows they touch, up to the first that it cannot place. */
export const keyEvents = (
  projection: AnyProjection,
  events: readonly RecordedEvent[],
): { readonly keyed: readonly KeyedEvent[]; readonly stop?: Stop } => {
  const handled = handledTypes(projection);
  const keyed: KeyedEvent[] = [];
  for (const event of events) {
    if (!handled.has(event.type)) continue;
    try {
      keyed.push({ event, keys: different(projection.keysOf(event)) });
    } catch (error) {
      return { keyed, stop: stopAt(event, error) };
    }
  }
  return { keyed };
};

const different = (keys: readonly string[]): readonly string[] =>
  keys.length < 2 ? keys : [...new Set(keys)];

/**
 * Folds a batch in memory. Every version that ever held is kept, so that the answer at any position is exact
 * however the events were batched; the rows at the end of the batch are written once.
 */
export const foldBatch = (
  projection: AnyProjection,
  keyed: readonly KeyedEvent[],
  stored: ReadonlyMap<string, Standing>,
): Changes => {
  const changes = new ChangeCollector(projection, stored);
  for (const { event, keys } of keyed) {
    try {
      changes.apply(event, keys);
    } catch (error) {
      return changes.result(stopAt(event, error));
    }
  }
  return changes.result();
};

/** A row that the batch itself has made. */
export interface MadeStanding extends Standing {
  readonly version: WrittenVersion;
}

/** What an event makes of one row. */
interface Step {
  readonly key: string;
  readonly before: Standing | undefined;
  readonly after: MadeStanding | undefined;
}

/** Collects what one event after another makes of the rows. An event counts for all its rows or for none. */
class ChangeCollector {
  private readonly live = new Map<string, MadeStanding | undefined>();
  private readonly superseded: Superseded[] = [];
  private readonly passed: Passed[] = [];
  private readonly tallies: TallyChange[] = [];
  private readonly words: WordsChange[] = [];

  constructor(
    private readonly projection: AnyProjection,
    private readonly stored: ReadonlyMap<string, Standing>,
  ) {}

  apply(event: RecordedEvent, keys: readonly string[]): void {
    const steps: Step[] = [];
    for (const key of keys) {
      const before = this.live.has(key) ? this.live.get(key) : this.stored.get(key);
      const row = this.projection.project(before?.version.row, event, key);
      if (row === before?.version.row) continue;
      steps.push({ key, before, after: row && madeStanding(this.projection, row, event.position) });
    }
    for (const step of steps) this.note(step, event.position);
  }

  result(stop?: Stop): Changes {
    const { superseded, passed, tallies, words } = this;
    const live = new Map<string, Change>();
    for (const [key, after] of this.live) live.set(key, { before: this.stored.get(key), after });
    return { live, superseded, passed, tallies, words, ...(stop === undefined ? {} : { stop }) };
  }

  private note({ key, before, after }: Step, position: number): void {
    const made = this.live.get(key);
    if (made !== undefined) this.passed.push({ key, validTo: position, version: made.version });
    else if (before !== undefined) this.superseded.push({ key, validTo: position });
    this.live.set(key, after);
    noteTallies(this.tallies, before?.tallies ?? NONE, after?.tallies ?? NONE, position);
    const [had, has] = [before?.words, after?.words];
    if (has !== had) this.words.push({ key, position, before: had, words: has });
  }
}

const NONE: readonly string[] = [];

/** What a stored row stands for. */
export const standingOf = (projection: AnyProjection, version: Version): Standing => ({
  version,
  tallies: projection.tallies?.(version.row) ?? NONE,
  words: projection.words?.(version.row),
});

const madeStanding = (projection: AnyProjection, row: object, validFrom: number): MadeStanding => {
  const version = { row, validFrom, body: JSON.stringify(row), values: columnValues(projection, row) };
  return { ...standingOf(projection, version), version };
};

/** The values of the declared columns of a row, in their order. */
export const columnValues = (projection: AnyProjection, row: object): readonly SqlValue[] =>
  declaredColumns(projection).map((column) => column.of(row));

const declaredColumns = (projection: AnyProjection): readonly Column<object>[] => {
  const known = COLUMNS.get(projection) ?? Object.values(projection.columns);
  COLUMNS.set(projection, known);
  return known;
};

const COLUMNS = new WeakMap<AnyProjection, readonly Column<object>[]>();

/** A row may add to a counter more than once. */
const noteTallies = (
  changes: TallyChange[],
  before: readonly string[],
  after: readonly string[],
  position: number,
): void => {
  if (before.length === after.length && before.every((name, index) => name === after[index])) return;
  const by = new Map<string, number>();
  for (const name of before) by.set(name, (by.get(name) ?? 0) - 1);
  for (const name of after) by.set(name, (by.get(name) ?? 0) + 1);
  for (const [name, change] of by) if (change !== 0) changes.push({ name, position, by: change });
};

/** Says where and on what kind of error, and nothing of what the event or the error tells. */
const stopAt = ({ type, position }: RecordedEvent, error: unknown): Stop => ({
  eventType: type,
  position,
  error: error instanceof Error ? error.name : typeof error,
});

const handledTypes = (projection: AnyProjection): ReadonlySet<string> => {
  const known = HANDLED.get(projection);
  if (known !== undefined) return known;
  const handled = new Set<string>(projection.handles);
  HANDLED.set(projection, handled);
  return handled;
};

const HANDLED = new WeakMap<AnyProjection, ReadonlySet<string>>();
