import type { Appended, LogPage, LogRange, StoredEvent } from '../event-store';
import { isWanted } from '../log-filter';
import type { PreparedAppend } from '../prepared-append';
import { logBounds } from '../read-bounds';
import type { Answers } from './append';
import { eventOf } from './row';

/** The most events that are kept for readers who are nearly level. */
export const TAIL_EVENTS_MAX = 4_000;
/** The most bytes of JSON in them. */
export const TAIL_BYTES_MAX = 16 * 1024 * 1024;

interface Held {
  readonly position: number;
  /** Its share of the bytes of its append. */
  readonly bytes: number;
  /** Made when somebody reads it. */
  readonly event: () => StoredEvent;
}

/**
 * The end of the log as this process has written it: who follows the log is given from here what would else be read
 * back. What is held lies together, as positions are dense; where another process has written in between, it begins
 * anew behind that, and the gap is read from the database. Where nobody asks, as many as may be held are noted in vain:
 * from then on nothing is held until somebody does.
 */
export class LogTail {
  private held: Held[] = [];
  private bytes = 0;
  /** Events noted since somebody asked. */
  private unread = 0;

  /** Takes what was written by appends that share a commit. */
  note(batch: readonly PreparedAppend[], answers: Answers): void {
    if (this.unread >= TAIL_EVENTS_MAX) return;
    for (const [index, append] of batch.entries()) {
      const answer = answers[index];
      if (answer?.outcome === 'appended' && !answer.replayed) this.hold(append, answer);
    }
    while (this.held.length > TAIL_EVENTS_MAX || this.bytes > TAIL_BYTES_MAX) this.giveUpHalf();
    if (this.unread >= TAIL_EVENTS_MAX) this.forget();
  }

  /** Holds nothing any more: the log may be another one now. */
  forget(): void {
    this.held = [];
    this.bytes = 0;
  }

  /** What comes after a position, where that is held here; `undefined` where it has to be read. */
  page(range: LogRange, furthest: number): LogPage | undefined {
    this.unread = 0;
    const { after, limit, ...filter } = logBounds(range, Number.MAX_SAFE_INTEGER);
    const [first, last] = [this.held[0]?.position, this.held.at(-1)?.position];
    if (first === undefined || last === undefined || after < first - 1 || after > last) return undefined;
    // Somebody else has written what comes next.
    if (after === last && last < furthest) return undefined;
    const events: StoredEvent[] = [];
    for (const { position, event } of this.held.slice(after + 1 - first)) {
      const found = event();
      if (!isWanted(found, filter)) continue;
      events.push(found);
      if (events.length === limit) return { events, position, caughtUp: position >= furthest };
    }
    return { events, position: last, caughtUp: last >= furthest };
  }

  private hold(append: PreparedAppend, answer: Appended): void {
    const { events } = append;
    const first = answer.position - events.length + 1;
    // Others have written in between; or positions are given again, since the log was replaced by an older one.
    if (first !== (this.held.at(-1)?.position ?? 0) + 1) this.forget();
    this.unread += events.length;
    const bytes = Math.ceil(append.bytes / events.length);
    for (let index = 0; index < events.length; index += 1) {
      const position = first + index;
      this.held.push({ position, bytes, event: madeOnce(() => written(append, answer, index)) });
      this.bytes += bytes;
    }
  }

  /** All at once, for to take them from the front one by one would move all others each time. */
  private giveUpHalf(): void {
    for (const { bytes } of this.held.splice(0, Math.ceil(this.held.length / 2))) this.bytes -= bytes;
  }
}

/** One of the events of an append, as it stands in the log. */
const written = (
  { stream, commandId, events }: PreparedAppend,
  { revision, position, recordedAt }: Appended,
  index: number,
): StoredEvent => {
  const event = events[index];
  if (event === undefined) throw new Error(`expected event ${index} of an append, got none`);
  const behind = events.length - 1 - index;
  return eventOf({
    ...event,
    event_id: event.eventId,
    command_id: commandId,
    stream,
    revision: revision - behind,
    position: position - behind,
    recorded_at: Date.parse(recordedAt),
  });
};

const madeOnce = (make: () => StoredEvent): (() => StoredEvent) => {
  let made: StoredEvent | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
