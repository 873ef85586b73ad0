import type { EventMetadata, JsonObject } from './event';

/** What of a stored event an upcaster may look at and change. */
export interface UpcastEvent {
  readonly data: JsonObject;
  readonly personal?: JsonObject;
  readonly metadata: EventMetadata;
}

/** Brings an event of one version to the shape of the next. Pure; the facts stay what they were. */
export type Upcaster = (event: UpcastEvent) => UpcastEvent;
