import type { RecordedEvent as EventFacts, EventType } from '../../../events';
import type { EventLog } from '../../store/event-log';
import type { VisibleEvents } from '../read/visible-events';
import { positionText } from '../scalars/position';
import { RecordedEvent } from '../types/recorded-event';
import { type Tail, tailOf } from './tail';

/** Which events a subscriber wants. */
export interface EventsWanted {
  readonly after: number;
  readonly types?: readonly EventType[];
  readonly streams?: readonly string[];
}

/**
 * Events of the log as the subscriber takes them: nothing is read ahead of it but one page. Returning ends
 * it at once, also while it waits for an event that may never come.
 */
export const eventStream = (
  log: EventLog,
  wanted: EventsWanted,
  signal: AbortSignal,
  visible: VisibleEvents = async (events) => events,
): AsyncIterableIterator<RecordedEvent> => {
  const reader = new EventReader(log, wanted, visible);
  if (signal.aborted) reader.end();
  else signal.addEventListener('abort', () => reader.end(), { once: true });
  return reader;
};

const DONE = { done: true, value: undefined } as const;

/** One subscriber on its way through the log; not a generator, which cannot be ended while it waits. */
class EventReader implements AsyncIterableIterator<RecordedEvent> {
  private readonly tail: Tail;
  private readonly leave: () => void;
  private position: number;
  private page: readonly EventFacts[] = [];
  private taken = 0;
  private ended = false;
  private stopWaiting: (() => void) | undefined;

  constructor(
    private readonly log: EventLog,
    { after, ...filter }: EventsWanted,
    private readonly visible: VisibleEvents,
  ) {
    this.position = after;
    this.tail = tailOf(log, filter);
    this.leave = this.tail.follow();
  }

  async next(): Promise<IteratorResult<RecordedEvent, undefined>> {
    try {
      while (!this.ended) {
        const event = this.page[this.taken];
        this.taken += 1;
        if (event !== undefined) return { done: false, value: shown(this.log, event) };
        await this.turn();
      }
      return DONE;
    } catch (fault) {
      this.end();
      throw fault;
    }
  }

  async return(): Promise<IteratorResult<RecordedEvent, undefined>> {
    this.end();
    return DONE;
  }

  async throw(): Promise<IteratorResult<RecordedEvent, undefined>> {
    this.end();
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  end(): void {
    this.ended = true;
    this.leave();
    this.page = [];
    this.stopWaiting?.();
  }

  /** Turns to the next page; where there is none yet, waits until the log has grown. */
  private async turn(): Promise<void> {
    const seen = this.tail.growth;
    const { events, position } = await this.tail.after(this.position);
    if (this.ended) return;
    if (events.length === 0 && position === this.position) return this.grown(seen);
    const page = events.length === 0 ? events : await this.visible(events);
    if (this.ended) return;
    this.position = position;
    this.page = page;
    this.taken = 0;
  }

  private grown(seen: number): Promise<void> {
    return new Promise((resolve) => {
      const forget = this.tail.whenGrown(seen, resolve);
      this.stopWaiting = () => {
        forget();
        resolve();
      };
    });
  }
}

const shownEvents = new WeakMap<EventFacts, RecordedEvent>();

/** The event as all subscribers are shown it: one object, so that its answers can be shared. */
const shown = (log: EventLog, event: EventFacts): RecordedEvent => {
  const known = shownEvents.get(event);
  if (known !== undefined) return known;
  const made = new RecordedEvent(event, positionText(log, event.position));
  shownEvents.set(event, made);
  return made;
};
