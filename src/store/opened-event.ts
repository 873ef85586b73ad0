import type { RecordedEvent } from '../../events';
import { decodeUnread, type UndecodedEvent } from '../../events/codec';
import type { Json, JsonObject } from '../../events/event';
import type { KeyFinder } from '../keys/key-ring';
import type { StoredEvent } from './event-store';
import { lazily } from './lazy-property';
import { reasonSubjectOf, unsealPersonal, unsealReason } from './sealed-personal';

/**
 * A stored event in today's version. What it holds is read, and what is sealed in it opens, when it is first asked for,
 * and is then kept: a reader that needs no personal data (most of a rebuild) pays for none. Copies (`{ ...event }`,
 * JSON) hold it in the clear.
 */
export const openEvent = (stored: StoredEvent, keys: KeyFinder): RecordedEvent =>
  decodeUnread(new OpenedEvent(stored, keys));

class OpenedEvent implements UndecodedEvent {
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly recordedAt: string;
  readonly commandId: string;
  declare readonly data: JsonObject;
  declare readonly personal?: JsonObject;
  declare readonly metadata: JsonObject;

  readonly #stored: StoredEvent;
  readonly #keys: KeyFinder;
  #personal: JsonObject | undefined;
  #metadata: JsonObject | undefined;

  constructor(stored: StoredEvent, keys: KeyFinder) {
    this.#stored = stored;
    this.#keys = keys;
    this.eventId = stored.eventId;
    this.type = stored.type;
    this.version = stored.version;
    this.stream = stored.stream;
    this.revision = stored.revision;
    this.position = stored.position;
    this.recordedAt = stored.recordedAt;
    this.commandId = stored.commandId;
    Object.defineProperty(this, 'data', OpenedEvent.#DATA);
    // Asked without reading it.
    if ('personal' in stored) Object.defineProperty(this, 'personal', OpenedEvent.#PERSONAL);
    Object.defineProperty(this, 'metadata', OpenedEvent.#METADATA);
  }

  static readonly #DATA = lazily((event: OpenedEvent) => event.#stored.data);
  static readonly #PERSONAL = lazily((event: OpenedEvent) => {
    event.#personal ??= unsealPersonal(event.#stored.personal ?? {}, event.eventId, event.#keys);
    return event.#personal;
  });
  static readonly #METADATA = lazily((event: OpenedEvent) => {
    event.#metadata ??= withOpenReason(event.#stored, event.#keys);
    return event.#metadata;
  });
}

/** The metadata; its reason, where there is one, opens when it is first read. */
const withOpenReason = ({ metadata, data, stream, eventId }: StoredEvent, keys: KeyFinder): JsonObject => {
  const { reason: sealed, ...others } = metadata;
  if (sealed === undefined) return metadata;
  let opened: Json | undefined;
  return {
    ...others,
    get reason() {
      if (opened === undefined) opened = unsealReason(sealed, reasonSubjectOf(data, stream), eventId, keys);
      return opened;
    },
  };
};
