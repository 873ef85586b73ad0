import type { Filter, Position, RecordedEvent, ResolvedEvent } from '@kurrent/kurrentdb-client';
import type { Connection, Purpose } from './connection';

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
  constructor(private readonly connection: Connection) {}

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
        return await collected(client.readStream(stream, options), alive);
      } catch (error) {
        if ((error as { readonly type?: string }).type === 'stream-not-found') return [];
        throw error;
      }
    });
  }

  /** In the order that was asked for. */
  ofLog({ from, backwards = false, limit, filter }: LogPart): Promise<readonly RecordedEvent[]> {
    const options = {
      maxCount: limit,
      direction: backwards ? 'backwards' : 'forwards',
      fromPosition: from === undefined ? (backwards ? 'end' : 'start') : placeOf(from),
      requiresLeader: true,
      ...(filter && { filter }),
    } as const;
    return this.connection.call('read', (client, alive) => collected(client.readAll(options), alive));
  }
}

/** The server's form of a position; for all events that are written over gRPC both numbers are the same. */
export const placeOf = (position: number): Position => ({
  commit: BigInt(position),
  prepare: BigInt(position),
});

const collected = async (
  events: AsyncIterable<ResolvedEvent>,
  alive: () => void,
): Promise<readonly RecordedEvent[]> => {
  const records: RecordedEvent[] = [];
  for await (const { event } of events) {
    alive();
    if (event !== undefined) records.push(event);
  }
  return records;
};
