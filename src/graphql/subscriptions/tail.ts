import type { RecordedEvent as EventFacts } from '../../../events';
import type { EventLog, EventPage } from '../../store/event-log';
import type { LogFilter } from '../../store/event-store';

/** The most events that a tail keeps for those who are not quite level with it. */
export const TAIL_EVENTS_MAX = 2_000;

/** Events that follow one another in the log, among those that are wanted. */
export interface Stretch {
  readonly events: readonly EventFacts[];
  /** Everything that is wanted up to here has been told. */
  readonly position: number;
}

interface Kept extends Stretch {
  readonly after: number;
}

/**
 * The end of the log as it grows, read once for all subscribers who want the same events. It keeps a bounded stretch:
 * whoever stands before that reads the log itself until it is level again. Reads while somebody follows it.
 */
export class Tail {
  private readonly kept: Kept[] = [];
  private readonly followers = new Set<object>();
  private readonly waiting = new Set<() => void>();
  private readonly stopping = new AbortController();
  private readonly ready: Promise<void>;
  private isReady = false;
  private position = 0;
  private grown = 0;
  private fault: { readonly cause: unknown } | undefined;

  constructor(
    private readonly log: EventLog,
    private readonly filter: LogFilter,
    private readonly onEnd: () => void,
    private readonly eventsMax: number = TAIL_EVENTS_MAX,
  ) {
    this.ready = this.begin();
  }

  /** It goes on as long as somebody follows it. */
  follow(follower: object): void {
    this.followers.add(follower);
  }

  /** The last one that leaves ends the tail. */
  leave(follower: object): void {
    if (!this.followers.delete(follower) || this.followers.size > 0) return;
    this.onEnd();
    this.stopping.abort();
  }

  /** How often it has grown: read it before asking what follows, then wait for more. */
  get growth(): number {
    return this.grown;
  }

  /** What follows the position, as far as it is known; from the log itself where this tail begins later. */
  async after(position: number): Promise<Stretch> {
    if (!this.isReady) await this.ready;
    return this.at(position) ?? this.log.readAll({ ...this.filter, after: position });
  }

  /** The same, where it is in memory: nothing but the position where the tail has not grown past it. */
  at(position: number): Stretch | undefined {
    if (this.fault !== undefined) throw this.fault.cause;
    if (!this.isReady || position < (this.kept[0]?.after ?? this.position)) return undefined;
    for (let index = this.kept.length - 1; index >= 0; index -= 1) {
      const stretch = this.kept[index];
      if (stretch === undefined || stretch.after > position) continue;
      if (stretch.position <= position) break;
      return stretch.after === position ? stretch : behind(stretch, position);
    }
    return { events: NONE, position: Math.max(position, this.position) };
  }

  /** Whether it cannot be read any more: asking it what follows says why. */
  get isBroken(): boolean {
    return this.fault !== undefined;
  }

  /** Calls once when the tail has grown past `seen`, or broken. */
  whenGrown(seen: number, wake: () => void): void {
    if (this.grown !== seen) wake();
    else this.waiting.add(wake);
  }

  /** It is no longer waited for. */
  forget(wake: () => void): void {
    this.waiting.delete(wake);
  }

  private async begin(): Promise<void> {
    try {
      this.position = await this.log.head();
      this.isReady = true;
      void this.read();
    } catch (cause) {
      this.break(cause);
    }
  }

  private async read(): Promise<void> {
    const { signal } = this.stopping;
    try {
      const pages = this.log.subscribe({ ...this.filter, after: this.position, signal });
      for await (const page of pages) this.take(page);
    } catch (cause) {
      this.break(cause);
    }
  }

  private take({ events, position }: EventPage): void {
    if (events.length > 0) {
      this.kept.push({ after: this.kept.at(-1)?.position ?? this.position, events, position });
      let count = this.kept.reduce((sum, stretch) => sum + stretch.events.length, 0);
      while (count > this.eventsMax && this.kept.length > 1) count -= this.kept.shift()?.events.length ?? 0;
    }
    this.position = position;
    this.wakeAll();
  }

  /** Everybody who follows it is told; who comes later begins with a new one. */
  private break(cause: unknown): void {
    this.fault = { cause };
    this.onEnd();
    this.wakeAll();
  }

  private wakeAll(): void {
    this.grown += 1;
    const woken = [...this.waiting];
    this.waiting.clear();
    for (const wake of woken) wake();
  }
}

const NONE: readonly never[] = [];

const behind = ({ events, position: end }: Stretch, position: number): Stretch => ({
  events: events.filter((event) => event.position > position),
  position: end,
});

const tails = new WeakMap<EventLog, Map<string, Tail>>();

/** The tail of the log that everybody with this filter follows; it is there as long as somebody does. */
export const tailOf = (log: EventLog, { types, streams }: LogFilter): Tail => {
  const ofLog = tails.get(log) ?? new Map<string, Tail>();
  tails.set(log, ofLog);
  const key = JSON.stringify([types ?? null, streams ?? null]);
  const known = ofLog.get(key);
  if (known !== undefined) return known;
  const filter = { ...(types === undefined ? {} : { types }), ...(streams === undefined ? {} : { streams }) };
  const made: Tail = new Tail(log, filter, () => {
    if (ofLog.get(key) === made) ofLog.delete(key);
  });
  ofLog.set(key, made);
  return made;
};
