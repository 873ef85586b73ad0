import type { EventType } from '../../../events';
import type { EventLog } from '../../store/event-log';
import type { Page, PageSource } from '../execution/page-source';
import { everything, type VisibleEvents } from '../read/visible-events';
import type { RecordedEvent } from '../types/recorded-event';
import { portionsOf } from './portions';
import { type Stretch, type Tail, tailOf } from './tail';

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
  visible: VisibleEvents = everything,
): PageSource<RecordedEvent> => {
  const reader = new EventReader(log, wanted, visible);
  if (signal.aborted) reader.end();
  else signal.addEventListener('abort', () => reader.end(), { once: true });
  return reader;
};

const DONE = { done: true, value: undefined } as const;
const NONE: readonly never[] = [];

/** One subscriber on its way through the log; not a generator, which cannot be ended while it waits. */
class EventReader implements PageSource<RecordedEvent> {
  private readonly tail: Tail;
  /** Everything up to here has been passed, or stands in `portions`. */
  private position: number;
  private portions: readonly Page<RecordedEvent>[] = NONE;
  private portionsTaken = 0;
  /** The portion that is handed out one by one. */
  private portion: Page<RecordedEvent> = NONE;
  private eventsTaken = 0;
  private fault: { readonly cause: unknown } | undefined;
  private wake: (() => void) | undefined;
  hasEnded = false;

  constructor(
    private readonly log: EventLog,
    { after, ...filter }: EventsWanted,
    private readonly visible: VisibleEvents,
  ) {
    this.position = after;
    this.tail = tailOf(log, filter);
    this.tail.follow(this);
  }

  takePage(): Page<RecordedEvent> | undefined {
    if (this.fault !== undefined) throw this.fault.cause;
    if (this.hasEnded) return undefined;
    if (!this.isAtHand()) {
      const stretch = this.tail.at(this.position);
      if (this.visible !== everything || stretch === undefined) return undefined;
      this.passTo(stretch);
    }
    const portion = this.portions[this.portionsTaken];
    this.portionsTaken += 1;
    return portion;
  }

  whenPage(wake: () => void): void {
    this.wake = wake;
    if (this.hasEnded || this.fault !== undefined || this.tail.isBroken || this.isAtHand())
      return void setImmediate(wake);
    const stretch = this.tail.at(this.position);
    if (stretch !== undefined && stretch.events.length === 0) {
      this.position = stretch.position;
      this.tail.whenGrown(this.tail.growth, wake);
    } else if (stretch !== undefined && this.visible === everything) setImmediate(wake);
    else void this.turn(wake);
  }

  async next(): Promise<IteratorResult<RecordedEvent, undefined>> {
    try {
      while (!this.hasEnded) {
        const event = this.portion[this.eventsTaken];
        this.eventsTaken += 1;
        if (event !== undefined) return { done: false, value: event };
        this.eventsTaken = 0;
        this.portion = this.takePage() ?? NONE;
        if (this.portion.length === 0) await new Promise<void>((resolve) => this.whenPage(resolve));
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
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.tail.leave(this);
    this.portions = NONE;
    this.portion = NONE;
    const { wake } = this;
    if (wake === undefined) return;
    this.tail.forget(wake);
    wake();
  }

  private isAtHand(): boolean {
    return this.portionsTaken < this.portions.length;
  }

  private passTo({ events, position }: Stretch): void {
    this.position = position;
    this.portions = portionsOf(this.log, events);
    this.portionsTaken = 0;
  }

  /** Turns to the next page where that must be waited for: the log is read, or somebody asked what may be seen. */
  private async turn(wake: () => void): Promise<void> {
    const seen = this.tail.growth;
    try {
      const { events, position } = await this.tail.after(this.position);
      if (events.length === 0 && position === this.position) return this.tail.whenGrown(seen, wake);
      const visible = events.length === 0 ? events : await this.visible(events);
      if (!this.hasEnded) this.passTo({ events: visible, position });
    } catch (cause) {
      this.fault = { cause };
    }
    wake();
  }
}
