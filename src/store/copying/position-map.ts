import type { EventStore } from '../event-store';
import { PositionPairs } from './position-pairs';

/** Finds for a position of one log the position of the same event in another one that holds its events. */
export class PositionMap {
  private readonly pairs: PositionPairs;

  constructor(
    private readonly from: EventStore,
    private readonly to: EventStore,
    pairsMax?: number,
  ) {
    this.pairs = new PositionPairs(pairsMax);
  }

  /** Remembers where an event stands in both. */
  note(origin: number, target: number): void {
    this.pairs.add(origin, target);
  }

  /** The position in the target; `undefined` where the event is not there. */
  async targetOf(origin: number): Promise<number | undefined> {
    return origin === 0 ? 0 : (this.pairs.targetOf(origin) ?? this.lookUp(origin));
  }

  /** Where the origin's position is between two events, the one behind it stands for it. */
  private async lookUp(origin: number): Promise<number | undefined> {
    const { events } = await this.from.readAll({ after: origin - 1, limit: 1 });
    const [event] = events;
    if (event === undefined) return undefined;
    const [standing] = await this.to.readStream(event.stream, { from: event.revision, limit: 1 });
    return standing?.eventId === event.eventId ? standing.position : undefined;
  }
}
