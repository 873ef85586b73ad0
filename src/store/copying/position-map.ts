import type { EventStore, StoredEvent } from '../event-store';
import { PositionPairs } from './position-pairs';

/** One event of so many is remembered for good, so that an old position can be found from the event before it. */
export const EVENTS_PER_MARK = 128;

/**
 * Finds for a position of one log the position of the same event in another one. The last pairs are remembered; an
 * older one is looked up in the logs, which are asked for positions of events only: not every store knows others.
 */
export class PositionMap {
  private readonly pairs: PositionPairs;
  private readonly marks: number[] = [];
  private noted = 0;

  constructor(
    private readonly from: EventStore,
    private readonly to: EventStore,
    pairsMax?: number,
  ) {
    this.pairs = new PositionPairs(pairsMax);
  }

  /** Remembers where an event stands in both; called for each event in the order of the log. */
  note(origin: number, target: number): void {
    this.pairs.add(origin, target);
    if (this.noted % EVENTS_PER_MARK === 0) this.marks.push(origin);
    this.noted += 1;
  }

  /** The position in the target; `undefined` where no event stands there, or not in both. */
  async targetOf(origin: number): Promise<number | undefined> {
    return origin === 0 ? 0 : (this.pairs.targetOf(origin) ?? this.lookUp(origin));
  }

  private async lookUp(origin: number): Promise<number | undefined> {
    const event = await this.eventAt(origin);
    if (event === undefined) return undefined;
    const [standing] = await this.to.readStream(event.stream, { from: event.revision, limit: 1 });
    return standing?.eventId === event.eventId ? standing.position : undefined;
  }

  private async eventAt(position: number): Promise<StoredEvent | undefined> {
    let after = this.marks[this.marksBefore(position) - 1] ?? 0;
    while (after < position) {
      const page = await this.from.readAll({ after, until: position });
      const last = page.events.at(-1);
      if (last?.position === position) return last;
      if (page.caughtUp) return undefined;
      after = page.position;
    }
    return undefined;
  }

  /** How many marks lie before the position, by halving. */
  private marksBefore(position: number): number {
    let [low, high] = [0, this.marks.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.marks[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
