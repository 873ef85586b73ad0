import type { JsonObject } from '../../../events/event';
import type { StoredEvent } from '../event-store';
import { StoreFault } from '../store-fault';

/** A row of the table of events; the JSON is text. */
export interface EventRow {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly recorded_at: number;
  readonly command_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly personal: string | null;
  readonly metadata: string;
}

/** The columns of an `EventRow`. */
export const COLUMNS =
  'stream, revision, position, recorded_at, command_id, event_id, type, version, data, personal, metadata';

/** The event that a row holds; throws `CORRUPT` where its text is not what an append wrote. */
export const eventOf = (row: EventRow): StoredEvent => ({
  eventId: row.event_id,
  type: row.type,
  version: row.version,
  data: parse(row, row.data),
  ...(row.personal !== null && { personal: parse(row, row.personal) }),
  metadata: parse(row, row.metadata),
  stream: row.stream,
  revision: row.revision,
  position: row.position,
  recordedAt: new Date(row.recorded_at).toISOString(),
  commandId: row.command_id,
});

/** The fault that something of the log is not there any more. */
export const missing = (what: string): StoreFault =>
  new StoreFault('CORRUPT', `${what} is missing from the log in PostgreSQL: restore it from a backup`);

// The server has no checksum of an event. The parser's own words quote the text.
const parse = ({ position }: EventRow, text: string): JsonObject => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
    throw new SyntaxError('no object');
  } catch {
    throw new StoreFault('CORRUPT', `the event at position ${position} is damaged: restore it from a backup`);
  }
};
