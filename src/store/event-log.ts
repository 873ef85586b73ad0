import type { EventMetadata, LiaisonEvent, RecordedEvent, ReservationKind } from '../../events';
import type { Conflict, Expected, Health, LogRange, StreamRange, Subscription } from './event-store';

export interface RecordRequest {
  readonly commandId: string;
  readonly stream: string;
  readonly events: readonly LiaisonEvent[];
  readonly metadata: EventMetadata;
  readonly expected: Expected;
}

/** The events as they stand in the log now; on a replay as they were recorded the first time. */
export interface RecordedAppend {
  readonly outcome: 'appended';
  readonly events: readonly RecordedEvent[];
  readonly revision: number;
  readonly position: number;
  readonly replayed: boolean;
}

export interface EventPage {
  readonly events: readonly RecordedEvent[];
  readonly position: number;
  readonly caughtUp: boolean;
}

/**
 * The event store as the product uses it: events in today's version and with personal data in the clear. Between it
 * and the store stand the codec (events/codec.ts) and the keys (src/keys): what goes to disk is sealed.
 */
export interface EventLog {
  append(request: RecordRequest): Promise<RecordedAppend | Conflict>;
  readStream(stream: string, range?: StreamRange): Promise<readonly RecordedEvent[]>;
  knownTip?(stream: string): number | undefined;
  readCommand(commandId: string): Promise<readonly RecordedEvent[]>;
  readAll(range: LogRange): Promise<EventPage>;
  subscribe(subscription: Subscription): AsyncIterable<EventPage>;
  head(): Promise<number>;
  positionAt(recordedAt: string): Promise<number>;
  /** Keyed hash (hex) of a value that must be unique: names its reservation without telling it. */
  keyOf(kind: ReservationKind, value: string): string;
  /** Keyed hash (hex) of any text, exactly as it stands: tells equal from different without keeping the text. */
  digest(text: string): string;
  readonly storeId: string;
  health(): Health;
  close(): Promise<void>;
}
