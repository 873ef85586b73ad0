import type { Filter, Position, RecordedEvent, ResolvedEvent } from '@kurrent/kurrentdb-client';
import type { Connection, Purpose, Work } from './connection';
import { Silence } from './failure';
import type { SeenPlaces } from './seen-places';
import { positionOf } from './wire-event';

/** A part of a stream. Backwards it begins at `from`, or at the end where that is absent. */
export interface StreamPart {
  readonly from?: number | undefined;
  readonly backwards?: boolean;
  readonly limit: number;
}

/** A part of the whole log; forwards the event at `from` is the first of it, backwards it is not in it. */
export interface LogPart {
  readonly from?: number | undefined;
  readonly backwards?: boolean;
  readonly limit: number;
  readonly filter?: Filter;
}

/**
 * Reads as the server answers them. Each read is for a count and is read to its end: the client has no way to leave one
 * early, and no time-out for one.
 */
export class Records {
  constructor(
    private readonly connection: Connection,
    private readonly places: SeenPlaces,
  ) {}

  /** In the order that was asked for; empty where there is no such stream. A write may need it to be complete. */
  ofStream(
    stream: string,
    { from, backwards = false, limit }: StreamPart,
    purpose: Purpose = 'read',
  ): Promise<readonly RecordedEvent[]> {
    const options = {
      maxCount: limit,
      direction: backwards ? 'backwards' : 'forwards',
      fromRevision: from === undefined ? (backwards ? 'end' : 'start') : BigInt(from),
      requiresLeader: true,
    } as const;
    return this.connection.call(purpose, async (client, alive) => {
      try {
        return await this.collected(client.readStream(stream, options), alive);
      } catch (error) {
        if ((error as { readonly type?: string }).type === 'stream-not-found') return [];
        throw error;
      }
    });
  }

  /** In the order that was asked for. */
  ofLog(part: LogPart): Promise<readonly RecordedEvent[]> {
    return this.connection.call('read', this.reading(part));
  }

  /** The same where the server says something in time; else `undefined`, as where it looks for a rare event. */
  async ofLogInTime(part: LogPart): Promise<readonly RecordedEvent[] | undefined> {
    try {
      return await this.connection.callOnce(this.reading(part));
    } catch (error) {
      if (error instanceof Silence) return undefined;
      return this.ofLog(part);
    }
  }

  private reading({ from, backwards = false, limit, filter }: LogPart): Work<readonly RecordedEvent[]> {
    const options = {
      maxCount: limit,
      direction: backwards ? 'backwards' : 'forwards',
      fromPosition: from === undefined ? (backwards ? 'end' : 'start') : placeOf(from),
      requiresLeader: true,
      ...(filter && { filter }),
    } as const;
    return (client, alive) => this.collected(client.readAll(options), alive);
  }

  private async collected(
    events: AsyncIterable<ResolvedEvent>,
    alive: () => void,
  ): Promise<readonly RecordedEvent[]> {
    const records: RecordedEvent[] = [];
    for await (const { event } of events) {
      alive();
      if (event === undefined) continue;
      records.push(event);
      this.places.note(positionOf(event));
    }
    return records;
  }
}

/** The server's form of a position; for all events that are written over gRPC both numbers are the same. */
export const placeOf = (position: number): Position => ({
  commit: BigInt(position),
  prepare: BigInt(position),
});
