import type { PreparedEvent } from '../prepared-append';

/** An event as the file holds it, with the name of its stream; its ids are 32 digits, its objects JSON text. */
export interface EventRow extends Omit<PreparedEvent, 'eventId'> {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  readonly commandHex: string;
  readonly eventHex: string;
  readonly checksum: number;
}

/** An `EventRow` as it is bound to statements and read from them: in the order of the columns. */
export type RowValues = readonly [
  position: number,
  stream: string,
  revision: number,
  recordedAt: number,
  commandHex: string,
  eventHex: string,
  type: string,
  version: number,
  data: string,
  personal: string | null,
  metadata: string,
  checksum: number,
];

// Ids are 16 bytes on disk, less than half of their text; as text they cross to JavaScript in a fraction of the time.
const columnsOf = (table: string, stream: string): string =>
  `${table}.position, ${stream}, ${table}.revision, recorded_at, lower(hex(${table}.command_id)), ` +
  'lower(hex(event_id)), type, version, data, personal, metadata, checksum';

/** The columns of `RowValues`, of `events AS e` whose stream is told in SQL. */
export const eventColumnsOf = (stream: string): string => columnsOf('e', stream);
/** The same beside `streams AS s`. */
export const EVENT_COLUMNS = eventColumnsOf('s.name');
/** The columns of `RowValues`, of `arrivals`. */
export const ARRIVAL_COLUMNS = columnsOf('arrivals', 'stream');

/** The row that these values are. */
export const rowOf = (values: RowValues): EventRow => ({
  position: values[0],
  stream: values[1],
  revision: values[2],
  recordedAt: values[3],
  commandHex: values[4],
  eventHex: values[5],
  type: values[6],
  version: values[7],
  data: values[8],
  personal: values[9],
  metadata: values[10],
  checksum: values[11],
});

/** The 32 digits of a UUID, by their places: looking for the dashes takes twice as long. */
export const hexOfUuid = (uuid: string): string =>
  `${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(14, 18)}${uuid.slice(19, 23)}${uuid.slice(24)}`;

/** The UUID of 32 digits. */
export const uuidOfHex = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
