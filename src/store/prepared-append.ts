import {
  type AppendRequest,
  EVENT_BYTES_MAX,
  EVENTS_PER_APPEND_MAX,
  type Expected,
  NAME_CHARACTERS_MAX,
  type NewEvent,
  type StoredEvent,
} from './event-store';
import { isWellFormed, jsonText, refuseValue } from './json-text';
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
}

/** Checks an append before any store sees it; throws `INVALID` naming what was expected where. */
export const prepareAppend = ({ commandId, stream, expected, events }: AppendRequest): PreparedAppend => {
  requireUuid(commandId, 'commandId');
  requireName(stream, 'stream');
  requireExpected(expected);
  if (!Array.isArray(events) || events.length === 0 || events.length > EVENTS_PER_APPEND_MAX) {
    refuseValue('events', `1 to ${EVENTS_PER_APPEND_MAX} events in one append`);
  }
  const prepared = events.map((event, index) => prepareEvent(event, `events[${index}]`));
  if (prepared.length > 1 && new Set(prepared.map(({ eventId }) => eventId)).size < prepared.length) {
    refuseValue('events', 'a different eventId for each event');
  }
  return { commandId, stream, expected, events: prepared, bytes: sum(prepared.map(bytesOf)) };
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
    const path = `events[${index}]`;
    requireUuid(event.commandId, `${path}.commandId`);
    requireName(event.stream, `${path}.stream`);
    if (!Number.isSafeInteger(event.revision) || event.revision < 0) {
      refuseValue(`${path}.revision`, 'a whole number from 0 on');
    }
    const { stream, revision, commandId } = event;
    const recordedAtMs = millisecondsOf(event.recordedAt);
    return { ...prepareEvent(event, path), stream, revision, commandId, recordedAtMs };
  });
};

/** Refuses an event of another log that does not go on from what stands here. */
export const refuseCopy = ({ stream, revision }: PreparedCopy, why: string): never => {
  throw new StoreFault('INVALID', `event ${revision} of stream ${stream} cannot be copied: ${why}`);
};

const prepareEvent = (event: NewEvent, path: string): PreparedEvent => {
  requireUuid(event.eventId, `${path}.eventId`);
  requireName(event.type, `${path}.type`);
  if (!Number.isSafeInteger(event.version) || event.version < 1) {
    refuseValue(`${path}.version`, 'a whole number from 1 on');
  }
  const prepared: PreparedEvent = {
    eventId: event.eventId,
    type: event.type,
    version: event.version,
    data: objectText(event.data, `${path}.data`),
    personal: event.personal === undefined ? null : objectText(event.personal, `${path}.personal`),
    metadata: objectText(event.metadata, `${path}.metadata`),
  };
  const bytes = bytesOf(prepared);
  if (bytes > EVENT_BYTES_MAX) refuseValue(path, `at most ${EVENT_BYTES_MAX} bytes of JSON, got ${bytes}`);
  return prepared;
};

const objectText = (value: unknown, path: string): string => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuseValue(path, 'an object');
  return jsonText(value, path, EVENT_BYTES_MAX);
};

/** Bytes of JSON in an event. */
export const bytesOf = ({ data, personal, metadata }: PreparedEvent): number =>
  Buffer.byteLength(data) + Buffer.byteLength(personal ?? '') + Buffer.byteLength(metadata);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const requireUuid = (value: unknown, path: string): void => {
  if (typeof value !== 'string' || !UUID.test(value)) refuseValue(path, 'a UUID in lower case');
};

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

const requireName = (value: unknown, path: string): void => {
  const fits =
    typeof value === 'string' && value !== '' && value.length <= NAME_CHARACTERS_MAX && isWellFormed(value);
  if (!fits || CONTROL.test(value)) {
    refuseValue(path, `1 to ${NAME_CHARACTERS_MAX} characters without control characters`);
  }
};

const requireExpected = (expected: Expected): void => {
  if (expected === 'none' || expected === 'exists' || expected === 'any') return;
  if (!Number.isSafeInteger(expected) || expected < 0) {
    refuseValue('expected', "a revision from 0 on, 'none', 'exists' or 'any'");
  }
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
