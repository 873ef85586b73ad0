import type { ReservationKind } from '../../events';
import { decode, type EncodedEvent, encode, type UndecodedEvent } from '../../events/codec';
import type { EventMetadata } from '../../events/event';
import type { KeyRing, SubjectKey } from '../keys/key-ring';
import { eventIdOf } from './event-id';
import type { EventLog, EventPage, RecordedAppend, RecordRequest } from './event-log';
import {
  type Appended,
  type Conflict,
  EVENT_BYTES_MAX,
  type EventStore,
  type LogPage,
  type LogRange,
  type NewEvent,
  type StoredEvent,
  type StreamRange,
  type Subscription,
} from './event-store';
import { jsonText } from './json-text';
import { openEvent } from './opened-event';
import { reservedValue } from './reserved-value';
import { reasonSubjectOf, sealedSubjectsOf, sealPersonal, sealReason, subjectsOf } from './sealed-personal';

/** The log over a store: what goes in is encoded and sealed, what comes out is opened and of today's version. */
export const sealedLog = (store: EventStore, keys: KeyRing): EventLog => new SealedLog(store, keys);

class SealedLog implements EventLog {
  readonly storeId: string;

  constructor(
    private readonly store: EventStore,
    private readonly keys: KeyRing,
  ) {
    this.storeId = store.storeId;
  }

  async append(request: RecordRequest): Promise<RecordedAppend | Conflict> {
    const { commandId, stream, metadata } = request;
    const encoded = request.events.map(encode);
    checkClearText(encoded, metadata.reason);
    const { events, appended } =
      (await this.appendWithKey(request, encoded)) ?? (await this.appendSealed(request, encoded));
    if (appended.outcome === 'conflict') return appended;
    const { outcome, revision, position, replayed, recordedAt } = appended;
    if (replayed) {
      // A repeated command answers what it recorded the first time.
      const range = { from: revision - events.length + 1, to: revision };
      return { outcome, events: await this.readStream(stream, range), revision, position, replayed };
    }
    const places = await this.placesOf(stream, events, appended);
    // What was just sealed need not be opened again: it is what it was.
    const common = { stream, recordedAt, commandId, metadata };
    const recorded = encoded.map((event, index) => decode(placed(event, placeAt(places, index), common)));
    return { outcome, events: recorded, revision, position, replayed };
  }

  /**
   * What begins somebody's stream goes to the store with his key, where keys are kept beside the log: nobody can have
   * made it before. Undefined where that is not so, and where the key stands all the same.
   */
  private async appendWithKey(request: RecordRequest, encoded: readonly EncodedEvent[]) {
    const { commandId, stream, expected, metadata } = request;
    const [subject, ...others] = subjectsIn(encoded, metadata, stream);
    if (expected !== 'none' || subject === undefined || others.length > 0) return undefined;
    const made = stream.endsWith(`-${subject}`) ? this.keys.make?.(subject) : undefined;
    if (made === undefined || this.store.appendWithKey === undefined) return undefined;
    const events = sealed(request, encoded, new Map([[subject, made.key]]));
    const appended = await this.store.appendWithKey({ commandId, stream, events, expected }, made);
    return appended.outcome === 'key-stands' ? undefined : { events, appended };
  }

  private async appendSealed(request: RecordRequest, encoded: readonly EncodedEvent[]) {
    const { commandId, stream, expected, metadata } = request;
    const keys = await this.keys.ensure(subjectsIn(encoded, metadata, stream));
    const events = sealed(request, encoded, keys);
    return { events, appended: await this.store.append({ commandId, stream, events, expected }) };
  }

  /** Of several events a store tells the position of the last one only. */
  private async placesOf(stream: string, events: readonly NewEvent[], { revision, position }: Appended) {
    const [first] = events;
    if (first !== undefined && events.length === 1) return [{ eventId: first.eventId, revision, position }];
    return this.store.readStream(stream, { from: revision - events.length + 1, to: revision });
  }

  async readStream(stream: string, range?: StreamRange) {
    return this.open(await this.store.readStream(stream, range));
  }

  knownTip(stream: string) {
    return this.store.knownTip?.(stream);
  }

  async readCommand(commandId: string) {
    return this.open(await this.store.readCommand(commandId));
  }

  async readAll(range: LogRange) {
    return this.openPage(await this.store.readAll(range));
  }

  async *subscribe(subscription: Subscription) {
    for await (const page of this.store.subscribe(subscription)) yield await this.openPage(page);
  }

  head() {
    return this.store.head();
  }

  positionAt(recordedAt: string) {
    return this.store.positionAt(recordedAt);
  }

  keyOf(kind: ReservationKind, value: string) {
    return this.keys.hash(`${kind}:${reservedValue(kind, value)}`);
  }

  digest(text: string) {
    return this.keys.hash(`digest:${text}`);
  }

  health() {
    return this.store.health();
  }

  /** Closes the store. The keys belong to whoever opened them. */
  close() {
    return this.store.close();
  }

  private async open(events: readonly StoredEvent[]) {
    const keys = await this.keys.load(() => new Set(events.flatMap(sealedSubjectsOf)));
    return events.map((event) => openEvent(event, keys));
  }

  private async openPage({ events, position, caughtUp }: LogPage): Promise<EventPage> {
    return { events: await this.open(events), position, caughtUp };
  }
}

/** Everybody whose key is needed to seal the events. */
const subjectsIn = (
  encoded: readonly EncodedEvent[],
  metadata: EventMetadata,
  stream: string,
): readonly string[] => [...new Set(encoded.flatMap((event) => subjectsOf(event, metadata, stream)))];

const sealed = (
  { commandId, stream, metadata }: RecordRequest,
  encoded: readonly EncodedEvent[],
  keys: ReadonlyMap<string, SubjectKey>,
): readonly NewEvent[] =>
  encoded.map(({ type, version, data, personal }, index) => {
    const eventId = eventIdOf(commandId, index);
    const subject = reasonSubjectOf(data, stream);
    const event = { type, version, data, eventId, metadata: sealReason(metadata, subject, eventId, keys) };
    return personal === undefined ? event : { ...event, personal: sealPersonal(personal, eventId, keys) };
  });

type Place = Pick<StoredEvent, 'eventId' | 'revision' | 'position'>;

const placeAt = (places: readonly Place[], index: number): Place => {
  const place = places[index];
  if (place === undefined) throw new Error(`expected event ${index} of what was just appended, got none`);
  const { eventId, revision, position } = place;
  return { eventId, revision, position };
};

/** Member by member: copies of several objects into one cost more than all the rest of it. */
const placed = (
  { type, version, data, personal }: EncodedEvent,
  { eventId, revision, position }: Place,
  { commandId, stream, recordedAt, metadata }: Omit<UndecodedEvent, keyof EncodedEvent | keyof Place>,
): UndecodedEvent => {
  const event = { type, version, data, metadata, eventId, commandId, stream, revision, position, recordedAt };
  return personal === undefined ? event : { ...event, personal };
};

/** The store checks what it is given, but of what is sealed it sees only the cipher text. */
const checkClearText = (events: readonly EncodedEvent[], reason: unknown): void => {
  if (reason !== undefined) jsonText(reason, 'metadata.reason', 1);
  for (const [index, { personal }] of events.entries()) {
    if (personal !== undefined) jsonText(personal, `events[${index}].personal`, EVENT_BYTES_MAX);
  }
};
