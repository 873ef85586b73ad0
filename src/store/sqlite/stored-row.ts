import type { JsonObject } from '../../../events/event';
import type { StoredEvent } from '../event-store';
import { instantText } from '../instant-text';
import { lazily } from '../lazy-property';
import { StoreFault } from '../store-fault';
import { isSound } from './checksum';
import { type EventRow, type RowValues, rowOf, uuidOfHex } from './row';

/** The event that a row of the file holds; throws `CORRUPT` where it is not as it was written. */
export const readEvent = (values: RowValues): StoredEvent => {
  const row = rowOf(values);
  if (!isSound(row)) throw damaged(row);
  return new StoredRow(row);
};

/** The event of a row that this process wrote itself. */
export const eventOf = (row: EventRow): StoredEvent => new StoredRow(row);

/** The objects of an event are read from their text when they are first asked for: most readers need a part of them. */
class StoredRow implements StoredEvent {
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
  declare readonly data: JsonObject;
  declare readonly personal?: JsonObject;
  declare readonly metadata: JsonObject;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly recordedAt: string;
  readonly commandId: string;

  readonly #row: EventRow;
  #data: JsonObject | undefined;
  #personal: JsonObject | undefined;
  #metadata: JsonObject | undefined;

  constructor(row: EventRow) {
    this.#row = row;
    this.eventId = uuidOfHex(row.eventHex);
    this.type = row.type;
    this.version = row.version;
    Object.defineProperty(this, 'data', StoredRow.#DATA);
    if (row.personal !== null) Object.defineProperty(this, 'personal', StoredRow.#PERSONAL);
    Object.defineProperty(this, 'metadata', StoredRow.#METADATA);
    this.stream = row.stream;
    this.revision = row.revision;
    this.position = row.position;
    this.recordedAt = instantText(row.recordedAt);
    this.commandId = uuidOfHex(row.commandHex);
  }

  static readonly #DATA = lazily((event: StoredRow) => {
    event.#data ??= parse(event.#row, event.#row.data);
    return event.#data;
  });
  static readonly #PERSONAL = lazily((event: StoredRow) => {
    event.#personal ??= parse(event.#row, event.#row.personal ?? '');
    return event.#personal;
  });
  static readonly #METADATA = lazily((event: StoredRow) => {
    event.#metadata ??= parse(event.#row, event.#row.metadata);
    return event.#metadata;
  });
}

// This store checked and wrote the text as an object, so it may be cast. The parser's own words quote the text.
const parse = (row: EventRow, text: string): JsonObject => {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    throw damaged(row);
  }
};

const damaged = ({ position }: EventRow): StoreFault =>
  new StoreFault(
    'CORRUPT',
    `the event at position ${position} is damaged: restore the data folder from a backup`,
  );
