import type { JsonObject } from '../../../events/event';
import type { StoredEvent } from '../event-store';
import { StoreFault } from '../store-fault';

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
}

/** The event that a row holds. */
export const eventOf = (row: EventRow): StoredEvent => ({
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
    throw new StoreFault(
      'CORRUPT',
      `the event at position ${row.position} is damaged: restore it from a backup`,
    );
  }
};

/** The 16 bytes that stand for a UUID on disk: less than half of its text. */
export const bytesOfUuid = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

/** The UUID that 16 bytes on disk stand for. */
export const uuidOf = (bytes: Uint8Array): string => {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
