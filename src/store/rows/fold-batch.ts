import type { RecordedEvent } from '../../../events';
import type { AnyProjection } from '../../../projections/projection';
import type { Stop } from './model-state';
import type { SqlValue } from './work';

/** A row as it is stored, and the position from which it holds. */
export interface Version {
  readonly row: object;
  readonly validFrom: number;
  /** The row as JSON, and the values of the declared columns. */
  readonly body: string;
  readonly values: readonly SqlValue[];
}

/** A version that another has taken the place of. */
export interface Superseded extends Version {
  readonly key: string;
  readonly validTo: number;
}

/** From a position on the row has these words; `undefined`: none, for the row is gone. */
export interface WordsChange {
  readonly key: string;
  readonly position: number;
  readonly words: string | undefined;
}

export interface TallyChange {
  readonly name: string;
  readonly position: number;
  readonly by: number;
}

/** What a batch of events makes of a model. */
export interface Changes {
  /** The changed rows as they stand at the end of the batch; `undefined` where there is none any more. */
  readonly live: ReadonlyMap<string, Version | undefined>;
  /** Every version that held somewhere within the batch and no longer holds at its end. */
  readonly superseded: readonly Superseded[];
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
      keyed.push({ event, keys: [...new Set(projection.keysOf(event))] });
    } catch (error) {
      return { keyed, stop: stopAt(event, error) };
    }
  }
  return { keyed };
};

/**
 * Folds a batch in memory. Every version that ever held is kept, so that the answer at any position is exact
 * however the events were batched; the rows at the end of the batch are written once.
 */
export const foldBatch = (
  projection: AnyProjection,
  keyed: readonly KeyedEvent[],
  stored: ReadonlyMap<string, Version>,
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

/** Collects what one event after another makes of the rows. An event counts for all its rows or for none. */
class ChangeCollector {
  private readonly live = new Map<string, Version | undefined>();
  private readonly superseded: Superseded[] = [];
  private readonly tallies: TallyChange[] = [];
  private readonly words: WordsChange[] = [];

  constructor(
    private readonly projection: AnyProjection,
    private readonly stored: ReadonlyMap<string, Version>,
  ) {}

  apply(event: RecordedEvent, keys: readonly string[]): void {
    const steps = keys.map((key) => {
      const before = this.live.has(key) ? this.live.get(key) : this.stored.get(key);
      return this.step(key, before, this.projection.project(before?.row, event, key), event.position);
    });
    for (const step of steps) step?.();
  }

  result(stop?: Stop): Changes {
    const { live, superseded, tallies, words } = this;
    return { live, superseded, tallies, words, ...(stop === undefined ? {} : { stop }) };
  }

  /** What a new row changes, computed now (which may throw) and noted when called. */
  private step(
    key: string,
    before: Version | undefined,
    row: object | undefined,
    position: number,
  ): (() => void) | undefined {
    if (row === before?.row) return undefined;
    const after = row && versionOf(this.projection, row, position);
    const tallies = tallyChanges(this.projection, before?.row, row, position);
    const [wordsBefore, words] = [before?.row, row].map((one) => one && this.projection.words?.(one));
    return () => {
      if (before !== undefined) this.superseded.push({ ...before, key, validTo: position });
      this.live.set(key, after);
      this.tallies.push(...tallies);
      if (words !== wordsBefore) this.words.push({ key, position, words });
    };
  }
}

const versionOf = (projection: AnyProjection, row: object, validFrom: number): Version => ({
  row,
  validFrom,
  body: JSON.stringify(row),
  values: Object.values(projection.columns).map((column) => column.of(row)),
});

const tallyChanges = (
  projection: AnyProjection,
  before: object | undefined,
  after: object | undefined,
  position: number,
): readonly TallyChange[] => {
  const by = new Map<string, number>();
  for (const name of (before && projection.tallies?.(before)) ?? []) by.set(name, (by.get(name) ?? 0) - 1);
  for (const name of (after && projection.tallies?.(after)) ?? []) by.set(name, (by.get(name) ?? 0) + 1);
  return [...by]
    .filter(([, change]) => change !== 0)
    .map(([name, change]) => ({ name, position, by: change }));
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
