import type { JsonObject } from '../../events/event';
import type { MadeKey } from '../keys/made-key';

/** An event on its way into the store. `personal` is already sealed: a store never sees a person's data. */
export interface NewEvent {
  /** UUID, lower case. Unique within the stream, not over the log. */
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
  readonly data: JsonObject;
  readonly personal?: JsonObject;
  readonly metadata: JsonObject;
}

/** An event as the log holds it. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /** 0 for the first event of the stream. */
  readonly revision: number;
  /** Place in the whole log: a safe integer that rises in commit order, dense or with gaps as the store has it. */
  readonly position: number;
  /** ISO instant with milliseconds, assigned by the store; never falls along the log. */
  readonly recordedAt: string;
  readonly commandId: string;
}

/** Which state of the stream an append needs: a last revision, no events, at least one, or whatever there is. */
export type Expected = number | 'none' | 'exists' | 'any';

export interface AppendRequest {
  /** UUID of the command; the event ids follow from it, so that a retry is the same append. */
  readonly commandId: string;
  readonly stream: string;
  /** 1 to `EVENTS_PER_APPEND_MAX` events that become visible together or not at all. */
  readonly events: readonly NewEvent[];
  readonly expected: Expected;
}

/** Revision and position are those of the last event of the append, on a replay those it got the first time. */
export interface Appended {
  readonly outcome: 'appended';
  readonly revision: number;
  readonly position: number;
  /** The store's time for the events of this append. */
  readonly recordedAt: string;
  /** True where the same events had been appended before: nothing was written now. */
  readonly replayed: boolean;
}

export interface Conflict {
  readonly outcome: 'conflict';
  readonly expected: Expected;
  readonly actual: number | 'none';
}

/** A key stands where another was made: nothing was appended, for what is sealed could never be opened. */
export interface KeyStands {
  readonly outcome: 'key-stands';
}

export interface StreamRange {
  /** First revision to read, inclusive. Backwards: the highest. */
  readonly from?: number;
  /** Last revision to read, inclusive. Backwards: the lowest. */
  readonly to?: number;
  readonly backwards?: boolean;
  /** At most this many events; `EVENTS_PER_READ_MAX` where absent, never more than that. */
  readonly limit?: number;
}

/** Which events of the log a reader wants; an absent list wants all. */
export interface LogFilter {
  readonly types?: readonly string[];
  /** Whole names, or prefixes ending in `-` (`contact-` is every contact). */
  readonly streams?: readonly string[];
}

export interface LogRange extends LogFilter {
  /** Position after which to read; 0 reads from the first event. */
  readonly after: number;
  /** Last position to read, inclusive; the head where absent. */
  readonly until?: number;
  readonly limit?: number;
}

/** A page of the log. `position` is how far the reader has come, even where the filter let nothing through. */
export interface LogPage {
  readonly events: readonly StoredEvent[];
  readonly position: number;
  /** True where the page ends at the head of the log (or at `until`). */
  readonly caughtUp: boolean;
}

export interface Subscription extends LogFilter {
  readonly after: number;
  readonly signal: AbortSignal;
}

export type Health = { readonly status: 'ready' } | { readonly status: 'failed'; readonly why: string };

/** The most events one append may hold. */
export const EVENTS_PER_APPEND_MAX = 1_000;
/** The most events one read answers; read on from the last. */
export const EVENTS_PER_READ_MAX = 1_000;
/** The most bytes of JSON one event may hold: data, personal and metadata together. */
export const EVENT_BYTES_MAX = 256 * 1024;
/** The most characters of a stream name or an event type. */
export const NAME_CHARACTERS_MAX = 200;

/**
 * The log of all events. Every adapter keeps the same contract (tests/store/event-store-contract.ts).
 *
 * Append is atomic and idempotent: the same event ids at the same expected revision answer the first result however
 * much was appended since. What an adapter cannot answer it throws as a `StoreFault`.
 */
export interface EventStore {
  append(request: AppendRequest): Promise<Appended | Conflict>;
  /**
   * As `append`, together with the key of somebody whose stream begins: the events are there only if the key is.
   * Absent where keys are never kept in the same database.
   */
  appendWithKey?(request: AppendRequest, key: MadeKey): Promise<Appended | Conflict | KeyStands>;
  /**
   * Adds events of another log, at most `EVENTS_PER_APPEND_MAX`, in its order and as they stand there; only positions
   * are the store's own. One that is here already is passed over; another event in its place, a gap in its stream or
   * a time that falls is refused as `INVALID`, where those before it may have been taken. Answers the position that the
   * last of them has here.
   */
  copyIn(events: readonly StoredEvent[]): Promise<{ readonly position: number }>;
  /** The events of a stream in order; empty where there is no such stream. */
  readStream(stream: string, range?: StreamRange): Promise<readonly StoredEvent[]>;
  /**
   * The last revision of a stream, -1 where there is none, as far as this process knows it for certain without asking;
   * absent where other processes may write.
   */
  knownTip?(stream: string): number | undefined;
  /** The events one command recorded in the stream it was sent to first, in order; empty where it recorded none. */
  readCommand(commandId: string): Promise<readonly StoredEvent[]>;
  /** Never skips a lower position that commits later. */
  readAll(range: LogRange): Promise<LogPage>;
  /** History and then live, without a gap or a repeat, until the signal aborts. A page may be empty. */
  subscribe(subscription: Subscription): AsyncIterable<LogPage>;
  /** Position of the last event; 0 where there is none. */
  head(): Promise<number>;
  /** Position of the last event recorded at or before the instant; 0 where there is none. */
  positionAt(recordedAt: string): Promise<number>;
  /** Made with the store and never the same for two; a cursor of another store is refused by it. */
  readonly storeId: string;
  health(): Health;
  close(): Promise<void>;
}
