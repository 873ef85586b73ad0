import type { MadeKey } from '../keys/made-key';
import {
  type AppendRequest,
  EVENT_BYTES_MAX,
  EVENTS_PER_APPEND_MAX,
  type Expected,
  NAME_CHARACTERS_MAX,
  type NewEvent,
  type StoredEvent,
} from './event-store';
import { isWellFormed, jsonText, refuseValue, usualJsonText } from './json-text';
import { millisecondsOf } from './read-bounds';
import { StoreFault } from './store-fault';

/** An event as it goes to disk: the objects are JSON text by now. */
export interface PreparedEvent {
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly personal: string | null;
  readonly metadata: string;
}

/** An append that a store may take: every name, id and value in it has been checked. */
export interface PreparedAppend {
  readonly commandId: string;
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly PreparedEvent[];
  /** Bytes of JSON in all events together. */
  readonly bytes: number;
  /** Stored with the events, or nothing is. */
  readonly key?: MadeKey;
}

/** Checks an append before any store sees it; throws `INVALID` naming what was expected where. */
export const prepareAppend = ({ commandId, stream, expected, events }: AppendRequest): PreparedAppend => {
  if (!isUuid(commandId)) refuseUuid('commandId');
  if (!isName(stream)) refuseName('stream');
  requireExpected(expected);
  if (!Array.isArray(events) || events.length === 0 || events.length > EVENTS_PER_APPEND_MAX) {
    refuseValue('events', `1 to ${EVENTS_PER_APPEND_MAX} events in one append`);
  }
  let bytes = 0;
  const prepared = events.map((event, index) => {
    const one = prepareEvent(event, index);
    bytes += requireBytes(one, index);
    return one;
  });
  if (prepared.length > 1 && new Set(prepared.map(({ eventId }) => eventId)).size < prepared.length) {
    refuseValue('events', 'a different eventId for each event');
  }
  return { commandId, stream, expected, events: prepared, bytes };
};

/** An event of another log that a store may take as it stands. */
export interface PreparedCopy extends PreparedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly commandId: string;
  /** Milliseconds since 1970. */
  readonly recordedAtMs: number;
}

/** Checks events of another log before a store takes them; throws `INVALID` naming what was expected where. */
export const prepareCopies = (events: readonly StoredEvent[]): readonly PreparedCopy[] => {
  if (events.length === 0 || events.length > EVENTS_PER_APPEND_MAX) {
    refuseValue('events', `1 to ${EVENTS_PER_APPEND_MAX} events in one copy`);
  }
  return events.map((event, index) => {
    if (!isUuid(event.commandId)) refuseUuid(pathOf(index, 'commandId'));
    if (!isName(event.stream)) refuseName(pathOf(index, 'stream'));
    if (!Number.isSafeInteger(event.revision) || event.revision < 0) {
      refuseValue(pathOf(index, 'revision'), 'a whole number from 0 on');
    }
    const { stream, revision, commandId } = event;
    const recordedAtMs = millisecondsOf(event.recordedAt);
    const prepared = prepareEvent(event, index);
    requireBytes(prepared, index);
    return { ...prepared, stream, revision, commandId, recordedAtMs };
  });
};

/** Refuses an event of another log that does not go on from what stands here. */
export const refuseCopy = ({ stream, revision }: PreparedCopy, why: string): never => {
  throw new StoreFault('INVALID', `event ${revision} of stream ${stream} cannot be copied: ${why}`);
};

const prepareEvent = (event: NewEvent, index: number): PreparedEvent => {
  if (!isUuid(event.eventId)) refuseUuid(pathOf(index, 'eventId'));
  if (!isName(event.type)) refuseName(pathOf(index, 'type'));
  if (!Number.isSafeInteger(event.version) || event.version < 1) {
    refuseValue(pathOf(index, 'version'), 'a whole number from 1 on');
  }
  return {
    eventId: event.eventId,
    type: event.type,
    version: event.version,
    data: objectText(event.data, index, 'data'),
    personal: event.personal === undefined ? null : objectText(event.personal, index, 'personal'),
    metadata: objectText(event.metadata, index, 'metadata'),
  };
};

/** Where a value stands, in words; made only where it is told. */
const pathOf = (index: number, field: string): string => `events[${index}].${field}`;

const objectText = (value: unknown, index: number, field: string): string => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuseValue(pathOf(index, field), 'an object');
  }
  return usualJsonText(value, EVENT_BYTES_MAX) ?? jsonText(value, pathOf(index, field), EVENT_BYTES_MAX);
};

const requireBytes = (event: PreparedEvent, index: number): number => {
  const bytes = bytesOf(event);
  if (bytes <= EVENT_BYTES_MAX) return bytes;
  return refuseValue(`events[${index}]`, `at most ${EVENT_BYTES_MAX} bytes of JSON, got ${bytes}`);
};

/** Bytes of JSON in an event. */
export const bytesOf = ({ data, personal, metadata }: PreparedEvent): number =>
  Buffer.byteLength(data) +
  (personal === null ? 0 : Buffer.byteLength(personal)) +
  Buffer.byteLength(metadata);

// Each group in full: a group that is counted is matched half as fast.
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const isUuid = (value: unknown): boolean => typeof value === 'string' && UUID.test(value);

const refuseUuid = (path: string): never => refuseValue(path, 'a UUID in lower case');

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

const isName = (value: unknown): boolean =>
  typeof value === 'string' &&
  value !== '' &&
  value.length <= NAME_CHARACTERS_MAX &&
  isWellFormed(value) &&
  !CONTROL.test(value);

const refuseName = (path: string): never =>
  refuseValue(path, `1 to ${NAME_CHARACTERS_MAX} characters without control characters`);

const requireExpected = (expected: Expected): void => {
  if (expected === 'none' || expected === 'exists' || expected === 'any') return;
  if (!Number.isSafeInteger(expected) || expected < 0) {
    refuseValue('expected', "a revision from 0 on, 'none', 'exists' or 'any'");
  }
};
