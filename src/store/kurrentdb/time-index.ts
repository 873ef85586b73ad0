import type { LogPage, LogRange } from '../event-store';
import { millisecondsOf } from '../read-bounds';

/** The most marks that are kept; with twice as many events between two of them when they become more. */
export const MARKS_MAX = 10_000;
const EVENTS_BETWEEN_MARKS = 1_000;

/** Up to this position no event was recorded later than `latest`. */
interface Mark {
  readonly position: number;
  readonly latest: number;
}

/**
 * Which position the log had reached at an instant. Processes with different clocks write to one log, so a time may
 * lie before the one in front of it: an instant leads to the last position up to which nothing is later. Nothing on
 * the server is ordered by that, so it is found by reading. What was read once is remembered sparsely.
 */
export class TimeIndex {
  private marks: Mark[] = [{ position: 0, latest: Number.NEGATIVE_INFINITY }];
  private eventsBetween = EVENTS_BETWEEN_MARKS;
  private end: Mark = { position: 0, latest: Number.NEGATIVE_INFINITY };
  /** How far the log has been read: at the last event or behind it. */
  private readTo = 0;
  private eventsSinceMark = 0;
  private reading: Promise<unknown> = Promise.resolve();

  constructor(private readonly readAll: (range: LogRange) => Promise<LogPage>) {}

  /** Takes note of a page that was read for another reason, where it goes on from what is known. */
  learn({ after, types, streams, until }: LogRange, { events, position: readTo }: LogPage): void {
    const isWhole = types === undefined && streams === undefined && until === undefined;
    if (!isWhole || after !== this.readTo) return;
    for (const { position, recordedAt } of events) this.add(position, Date.parse(recordedAt));
    this.readTo = readTo;
  }

  async positionAt(instant: string): Promise<number> {
    const wanted = millisecondsOf(instant);
    const growing = this.reading.then(() => this.growPast(wanted));
    this.reading = growing.catch(() => undefined);
    await growing;
    if (this.end.latest <= wanted) return this.end.position;
    return this.find(wanted);
  }

  /** Reads on until the log ends or is known past the instant. */
  private async growPast(wanted: number): Promise<void> {
    for (let isEnd = false; !isEnd && this.end.latest <= wanted; ) {
      const range = { after: this.readTo };
      const page = await this.readAll(range);
      this.learn(range, page);
      isEnd = page.caughtUp;
    }
  }

  private async find(wanted: number): Promise<number> {
    let { position, latest } =
      this.marks.findLast((mark) => mark.latest <= wanted) ?? this.marks[0] ?? this.end;
    for (let after = position; ; ) {
      const page = await this.readAll({ after });
      for (const event of page.events) {
        latest = Math.max(latest, Date.parse(event.recordedAt));
        if (latest > wanted) return position;
        position = event.position;
      }
      if (page.caughtUp) return position;
      after = page.position;
    }
  }

  private add(position: number, recordedAt: number): void {
    this.end = { position, latest: Math.max(this.end.latest, recordedAt) };
    this.eventsSinceMark += 1;
    if (this.eventsSinceMark < this.eventsBetween) return;
    this.eventsSinceMark = 0;
    this.marks.push(this.end);
    if (this.marks.length <= MARKS_MAX) return;
    this.marks = this.marks.filter((_, index) => index % 2 === 0);
    this.eventsBetween *= 2;
  }
}
