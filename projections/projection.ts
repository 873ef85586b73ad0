import type { EventType, RecordedEvent } from '../events';

/** A value that a read model keeps as a column of its own, to filter, sort or page by. */
export interface Column<Row> {
  readonly type: 'text' | 'integer';
  of(row: Row): string | number | null;
}

/**
 * One reader's question, answered ahead of time: which rows an event touches, and what each becomes. Pure and
 * total; the projector does the rest for all of them (batches, checkpoint, system versioning, rebuild,
 * verify).
 */
export interface Projection<Row extends object> {
  /** Kebab-case noun; also the name of the tables. */
  readonly name: string;
  /** Raised when the meaning of a row changes: the model is then rebuilt at the next start. */
  readonly version: number;
  readonly handles: readonly EventType[];
  keysOf(event: RecordedEvent): readonly string[];
  /**
   * The row after the event; the same object where nothing changed, `undefined` where there is no row any
   * more.
   */
  project(row: Row | undefined, event: RecordedEvent, key: string): Row | undefined;
  readonly columns: Readonly<Record<string, Column<Row>>>;
  /** Each a list of column names; every model is also found by its key. */
  readonly indexes: readonly (readonly string[])[];
  /** Further ones, for what nobody asks of the past: former rows are not found by them. */
  readonly presentIndexes?: readonly (readonly string[])[];
  /** Counters this row adds one to; kept current by the projector as rows change. */
  tallies?(row: Row): readonly string[];
  /** Text by which the row is found in a search. */
  words?(row: Row): string;
}

/** A projection of whatever rows, as the projector sees it. */
export type AnyProjection = Projection<object>;
