import { createHash } from 'node:crypto';
import type { Json } from '../../../events/event';
import type { EventStore, StoredEvent } from '../event-store';
import { namingPosition } from './named-positions';

/** What a whole log says, wherever it lies. */
export interface LogContent {
  readonly events: number;
  /** Position of its last event. */
  readonly head: number;
  /** SHA-256 (hex) over what every event says, in order, but not over positions: those are each store's own. */
  readonly digest: string;
}

/** Told how far a pass over a log has come. */
export type OnProgress = (position: number, until: number) => void;

/** Reads a log up to a position and sums it up. */
export const contentOfLog = async (
  store: EventStore,
  until: number,
  onProgress?: OnProgress,
): Promise<LogContent> => {
  const sum = new ContentSum();
  for await (const event of eventsOf(store, until, onProgress)) sum.add(event.position, contentOf(event));
  return sum.value();
};

/** Sums up events that are added in the order of the log. */
export class ContentSum {
  private readonly hash = createHash('sha256');
  private events = 0;
  private head = 0;

  add(position: number, content: string): void {
    this.hash.update(content).update('\n');
    this.events += 1;
    this.head = position;
  }

  value(): LogContent {
    return { events: this.events, head: this.head, digest: this.hash.copy().digest('hex') };
  }
}

/** What an event says, in one text for every store: the same whatever position it has and whatever it names. */
export const contentOf = (event: StoredEvent): string => {
  const { stream, revision, eventId, commandId, type, version, recordedAt, personal, metadata } = event;
  const { data } = namingPosition(event, 0);
  const place = [stream, revision, eventId, commandId, type, version, recordedAt];
  return JSON.stringify([...place, inOrder(data), inOrder(personal ?? null), inOrder(metadata)]);
};

/** The events of a log up to a position, a page at a time. */
export async function* eventsOf(
  store: EventStore,
  until: number,
  onProgress?: OnProgress,
): AsyncGenerator<StoredEvent> {
  for (let after = 0; after < until; ) {
    const page = await store.readAll({ after, until });
    yield* page.events;
    onProgress?.(page.position, until);
    if (page.caughtUp) return;
    after = page.position;
  }
}

/** The order of an object's properties means nothing, and a store may give them in another one. */
const inOrder = (value: Json): Json => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const names = Object.keys(value).sort();
  return Object.fromEntries(
    names.map((name) => [name, inOrder((value as Record<string, Json>)[name] ?? null)]),
  );
};
