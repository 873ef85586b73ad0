import type { JsonObject } from './event';
import type { LiaisonEvent, RecordedEvent } from './index';
import type { UpcastEvent } from './upcaster';
import { CURRENT_VERSIONS, isEventType, UPCASTERS } from './versions';

/** An event in the form of its published schema. */
export interface EncodedEvent {
  readonly type: string;
  readonly version: number;
  readonly data: JsonObject;
  readonly personal?: JsonObject;
}

/** An event as it comes out of a log: its place is known, what it says is still to be looked at. */
export interface UndecodedEvent {
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
  readonly personal?: unknown;
  readonly metadata: unknown;
  readonly eventId: string;
  readonly commandId: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly recordedAt: string;
}

/** The event in the version in which its type is written today. */
export const encode = ({ type, data, personal }: LiaisonEvent): EncodedEvent => {
  const version = CURRENT_VERSIONS[type];
  // An event holds nothing but JSON: its types have no member that is not (events/event.ts).
  const encoded = { type, version, data: data as unknown as JsonObject };
  return personal === undefined ? encoded : { ...encoded, personal: personal as unknown as JsonObject };
};

/**
 * The one door from stored JSON to the types of the product: an event of any published version comes out in today's.
 * Throws on an unknown type, a version that is newer than this program, or an envelope that is not one; an event is
 * never skipped. An event of today's version comes out as the object that went in.
 */
export const decode = (stored: UndecodedEvent): RecordedEvent => {
  const current = readableVersion(stored);
  if (!isObject(stored.data)) throw undecodable(stored, 'expected an object under data');
  if (!isObject(stored.metadata)) throw undecodable(stored, 'expected an object under metadata');
  return (stored.version === current ? stored : upcast(stored, current)) as RecordedEvent;
};

/**
 * The same door where a store answers for its objects, and reads them when they are asked for: what is of today's
 * version goes through without a look at them.
 */
export const decodeUnread = (stored: UndecodedEvent): RecordedEvent =>
  // The cast stands in this file only: a log holds what `encode` gave it, and upcasters bring it to today's type.
  stored.version === readableVersion(stored) ? (stored as RecordedEvent) : decode(stored);

/** Today's version of the event's type, where this program can read the event. */
const readableVersion = (stored: UndecodedEvent): number => {
  const { type, version } = stored;
  if (!isEventType(type))
    throw undecodable(stored, 'the type is unknown to this program; a newer one wrote it');
  const current = CURRENT_VERSIONS[type];
  if (!Number.isInteger(version) || version < 1) throw undecodable(stored, 'expected a version of 1 or more');
  if (version > current)
    throw undecodable(stored, `this program reads versions up to ${current}; a newer one wrote it`);
  return current;
};

const upcast = (stored: UndecodedEvent, current: number): UndecodedEvent => {
  const path = (isEventType(stored.type) ? (UPCASTERS[stored.type] ?? []) : []).slice(stored.version - 1);
  const upcasted = path.reduce((event, step) => step(event), stored as UpcastEvent);
  return { ...stored, ...upcasted, version: current };
};

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const undecodable = ({ type, version, position }: UndecodedEvent, why: string): Error =>
  new Error(`event ${type} version ${version} at position ${position} cannot be read: ${why}`);
