import type { RecordedEvent } from '../../events';
import type { JsonObject } from '../../events/event';
import type { EventPage } from '../store/event-log';
import { lazily } from '../store/lazy-property';

/**
 * A page of opened events on its way to another thread. The objects of an event are JSON texts: a text is handed over
 * in a fraction of the time of an object, and is read only where somebody asks for it.
 */
export interface SentPage extends Omit<EventPage, 'events'> {
  readonly events: readonly SentEvent[];
}

type SentEvent = readonly [
  position: number,
  stream: string,
  revision: number,
  recordedAt: string,
  commandId: string,
  eventId: string,
  type: string,
  version: number,
  data: string,
  personal: string | undefined,
  metadata: string,
];

/** Opens what is sealed in the page. */
export const sentPage = ({ events, position, caughtUp }: EventPage): SentPage => ({
  events: events.map(sentEvent),
  position,
  caughtUp,
});

/** The page as it was before it was sent. */
export const pageOf = ({ events, position, caughtUp }: SentPage): EventPage => ({
  // What was sent is what a log answered.
  events: events.map((sent) => new ReceivedEvent(sent) as unknown as RecordedEvent),
  position,
  caughtUp,
});

const sentEvent = (event: RecordedEvent): SentEvent => [
  event.position,
  event.stream,
  event.revision,
  event.recordedAt,
  event.commandId,
  event.eventId,
  event.type,
  event.version,
  JSON.stringify(event.data),
  // Asked without reading it: most types have none.
  'personal' in event ? JSON.stringify(event.personal) : undefined,
  JSON.stringify(event.metadata),
];

/** An event whose objects are read from their texts when they are first asked for. */
class ReceivedEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly recordedAt: string;
  readonly commandId: string;
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
  declare readonly data: JsonObject;
  declare readonly personal?: JsonObject;
  declare readonly metadata: JsonObject;

  readonly #sent: SentEvent;
  #data: JsonObject | undefined;
  #personal: JsonObject | undefined;
  #metadata: JsonObject | undefined;

  constructor(sent: SentEvent) {
    this.#sent = sent;
    this.position = sent[0];
    this.stream = sent[1];
    this.revision = sent[2];
    this.recordedAt = sent[3];
    this.commandId = sent[4];
    this.eventId = sent[5];
    this.type = sent[6];
    this.version = sent[7];
    Object.defineProperty(this, 'data', ReceivedEvent.#DATA);
    if (sent[9] !== undefined) Object.defineProperty(this, 'personal', ReceivedEvent.#PERSONAL);
    Object.defineProperty(this, 'metadata', ReceivedEvent.#METADATA);
  }

  static readonly #DATA = lazily((event: ReceivedEvent) => {
    event.#data ??= JSON.parse(event.#sent[8]) as JsonObject;
    return event.#data;
  });
  static readonly #PERSONAL = lazily((event: ReceivedEvent) => {
    event.#personal ??= JSON.parse(event.#sent[9] ?? '{}') as JsonObject;
    return event.#personal;
  });
  static readonly #METADATA = lazily((event: ReceivedEvent) => {
    event.#metadata ??= JSON.parse(event.#sent[10]) as JsonObject;
    return event.#metadata;
  });
}
