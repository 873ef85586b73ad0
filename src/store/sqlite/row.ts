import type { JsonObject } from '../../../events/event';
import type { StoredEvent } from '../event-store';
import { StoreFault } from '../store-fault';
import { isSound } from './checksum';

/** A row of the events table, joined with the name of its stream. */
export interface EventRow {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly recorded_at: number;
  readonly command_id: Uint8Array;
  readonly event_id: Uint8Array;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly personal: string | null;
  readonly metadata: string;
  readonly checksum: number;
}

/** The columns of an `EventRow`, of `events AS e` beside `streams AS s`. */
export const EVENT_COLUMNS =
  's.name AS stream, e.revision, position, recorded_at, command_id, event_id, type, version, data, personal, ' +
  'metadata, checksum';

/** The event that a row holds; throws `CORRUPT` where it is not as it was written. */
export const eventOf = (row: EventRow): StoredEvent => {
  if (!isSound(row)) throw damaged(row);
  return soundEventOf(row);
};

const damaged = ({ position }: EventRow): StoreFault =>
  new StoreFault(
    'CORRUPT',
    `the event at position ${position} is damaged: restore the data folder from a backup`,
  );

const soundEventOf = (row: EventRow): StoredEvent => ({
  eventId: uuidOf(row.event_id),
  type: row.type,
  version: row.version,
  data: parse(row, row.data),
  ...(row.personal !== null && { personal: parse(row, row.personal) }),
  metadata: parse(row, row.metadata),
  stream: row.stream,
  revision: row.revision,
  position: row.position,
  recordedAt: new Date(row.recorded_at).toISOString(),
  commandId: uuidOf(row.command_id),
});

// This store checked and wrote the text as an object, so it may be cast. The parser's own words quote the text.
const parse = (row: EventRow, text: string): JsonObject => {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    throw damaged(row);
  }
};

/** The 16 bytes that stand for a UUID on disk: less than half of its text. */
export const bytesOfUuid = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

/** The UUID that 16 bytes on disk stand for. */
export const uuidOf = (bytes: Uint8Array): string => {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
