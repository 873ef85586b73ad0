import type { JSONEventData, RecordedEvent } from '@kurrent/kurrentdb-client';
import type { JsonObject } from '../../../events/event';
import type { StoredEvent } from '../event-store';
import type { PreparedEvent } from '../prepared-append';
import { StoreFault } from '../store-fault';

/** What the store adds to an event; the server's own `created` loses the milliseconds on one of its two ways. */
export interface Mark {
  readonly commandId: string;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  /** Made for each append: tells whether an event was written by it or stood there before. */
  readonly write: string;
}

/** The metadata of an event on the server. */
type Envelope = {
  readonly liaison: Mark & { readonly version: number };
  readonly metadata: JsonObject;
  readonly personal?: JsonObject;
};

/** An event as the client takes it. Everything in it is JSON by now: the client never settles on what is not. */
export const wireEvent = (
  { eventId, type, version, data, personal, metadata }: PreparedEvent,
  { commandId, recordedAt, write }: Mark,
): JSONEventData => {
  const envelope: Envelope = {
    liaison: { version, commandId, recordedAt, write },
    metadata: JSON.parse(metadata),
    ...(personal !== null && { personal: JSON.parse(personal) }),
  };
  return { id: eventId, contentType: 'application/json', type, data: JSON.parse(data), metadata: envelope };
};

/** An event that the server gave back, and the append that wrote it. */
export interface ReadBack {
  readonly event: StoredEvent;
  readonly write: string;
}

/** Whether this product wrote the event; other applications may write to the same server. */
export const isOurs = ({ metadata }: RecordedEvent): boolean =>
  typeof metadata === 'object' && metadata !== null && 'liaison' in metadata;

/** The event that the server gave back; throws `CORRUPT` where it is not one of this product, whole. */
export const readBack = (record: RecordedEvent): ReadBack => {
  const { liaison, metadata, personal } = envelopeOf(record);
  const event: StoredEvent = {
    eventId: record.id,
    type: record.type,
    version: liaison.version,
    // The store wrote it from an object, and `envelopeOf` has seen that it is one.
    data: record.data as JsonObject,
    ...(personal !== undefined && { personal }),
    metadata,
    stream: record.streamId,
    revision: Number(record.revision),
    position: positionOf(record),
    recordedAt: new Date(liaison.recordedAt).toISOString(),
    commandId: liaison.commandId,
  };
  return { event, write: liaison.write };
};

/** Where the event stands in the whole log: a place in the server's file, a safe integer up to 9 petabytes. */
export const positionOf = ({ position }: RecordedEvent): number => {
  const commit = Number(position?.commit ?? -1n);
  if (Number.isSafeInteger(commit) && commit >= 0) return commit;
  throw new StoreFault('CORRUPT', 'an event of the log has no position that could be kept');
};

const envelopeOf = (record: RecordedEvent): Envelope => {
  const { data } = record;
  // What another hand wrote may be anything: each part of it is looked at below.
  const envelope = (isOurs(record) ? record.metadata : {}) as Partial<Envelope>;
  const { liaison } = envelope;
  const isWhole =
    isObject(data) &&
    isObject(liaison) &&
    isObject(envelope.metadata) &&
    typeof liaison?.commandId === 'string' &&
    Number.isSafeInteger(liaison.version) &&
    Number.isSafeInteger(liaison.recordedAt);
  if (isWhole) return envelope as Envelope;
  const place = `event ${record.revision} of a stream at position ${record.position?.commit ?? 'unknown'}`;
  throw new StoreFault('CORRUPT', `${place} was not written by this product or is damaged`);
};

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
