import type { EventRow } from './row';

/** The most events that lie in order of arrival; above it each commit sorts the oldest into their streams. */
export const ARRIVALS_MAX = 16_000;
/** The characters of JSON above which they are sorted in, however few they are. */
export const ARRIVAL_CHARACTERS_MAX = 16 * 1024 * 1024;
/** How many events are sorted in at once: so long, some milliseconds, everything else waits. */
export const SORTED_AT_ONCE = 2_000;

/**
 * The events that lie in the table `arrivals`, in memory: the last of the log, without a gap. The table has no index by
 * stream or command; here they are found by both.
 */
export class Arrivals {
  private rows: EventRow[] = [];
  private byStream = new Map<string, EventRow[]>();
  private byCommand = new Map<string, EventRow[]>();
  private characters = 0;
  private before = 0;
  private readonly atOnce: number;

  constructor(private readonly eventsMax: number = ARRIVALS_MAX) {
    this.atOnce = Math.min(SORTED_AT_ONCE, eventsMax);
  }

  /** Position of the last event that is sorted into its stream; what comes after it lies here. */
  get settledUntil(): number {
    return this.before;
  }

  /** Position of the last event of the log. */
  get head(): number {
    return this.before + this.rows.length;
  }

  get last(): EventRow | undefined {
    return this.rows.at(-1);
  }

  /** Up to where the oldest are sorted in; no further than now where there are fewer than are sorted in at once. */
  get oldestUntil(): number {
    return this.rows.length < this.atOnce ? this.before : this.before + this.atOnce;
  }

  /** Up to where they must be sorted in now: the oldest of too many. */
  get surplusUntil(): number {
    let [count, characters] = [0, this.characters];
    const { length } = this.rows;
    while (length - count >= this.eventsMax || characters >= ARRIVAL_CHARACTERS_MAX) {
      const next = Math.min(length, count + this.atOnce);
      for (; count < next; count += 1) characters -= charactersOf(this.rows[count]);
    }
    return this.before + count;
  }

  /** Begins anew behind what is sorted in. */
  reset(settledUntil: number): void {
    this.rows = [];
    this.byStream = new Map();
    this.byCommand = new Map();
    this.characters = 0;
    this.before = settledUntil;
  }

  add(row: EventRow): void {
    this.rows.push(row);
    addTo(this.byStream, row.stream, row);
    addTo(this.byCommand, row.commandHex, row);
    this.characters += charactersOf(row);
  }

  /** Lets go of what is sorted in up to this position. */
  forget(settledUntil: number): void {
    for (const row of this.rows.splice(0, settledUntil - this.before)) {
      takeFrom(this.byStream, row.stream);
      takeFrom(this.byCommand, row.commandHex);
      this.characters -= charactersOf(row);
    }
    this.before = settledUntil;
  }

  /** The events of the stream that lie here, in order. */
  ofStream(stream: string): readonly EventRow[] {
    return this.byStream.get(stream) ?? NONE;
  }

  /** The events of the command that lie here, in order. */
  ofCommand(commandHex: string): readonly EventRow[] {
    return this.byCommand.get(commandHex) ?? NONE;
  }

  /** The event at a position behind `settledUntil`. */
  at(position: number): EventRow | undefined {
    return this.rows[position - this.before - 1];
  }
}

const NONE: readonly EventRow[] = [];

const addTo = (lists: Map<string, EventRow[]>, name: string, row: EventRow): void => {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [row]);
  else list.push(row);
};

/** The oldest row lies first in its list. */
const takeFrom = (lists: Map<string, EventRow[]>, name: string): void => {
  const list = lists.get(name);
  list?.shift();
  if (list?.length === 0) lists.delete(name);
};

const charactersOf = (row: EventRow | undefined): number =>
  row === undefined ? 0 : row.data.length + (row.personal?.length ?? 0) + row.metadata.length;
