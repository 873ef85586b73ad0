import { type EventRow, type RowValues, rowOf } from './row';

/** The most events that lie in order of arrival before they are sorted into their streams. */
export const ARRIVALS_MAX = 2_000;
/** The bytes of JSON after which they are sorted in, however few they are. */
export const ARRIVAL_BYTES_MAX = 8 * 1024 * 1024;

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

  constructor(private readonly eventsMax: number = ARRIVALS_MAX) {}

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

  /** True where it is time to sort them in. */
  get isFull(): boolean {
    return this.rows.length >= this.eventsMax || this.characters >= ARRIVAL_BYTES_MAX;
  }

  /** Begins anew with what the file holds. */
  reset(settledUntil: number, rows: readonly RowValues[] = []): void {
    this.rows = [];
    this.byStream = new Map();
    this.byCommand = new Map();
    this.characters = 0;
    this.before = settledUntil;
    for (const row of rows) this.add(rowOf(row));
  }

  add(row: EventRow): void {
    this.rows.push(row);
    addTo(this.byStream, row.stream, row);
    addTo(this.byCommand, row.commandHex, row);
    this.characters += row.data.length + (row.personal?.length ?? 0) + row.metadata.length;
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
