import type { JSONEventData } from '@kurrent/kurrentdb-client';
import type { Connection, Purpose } from './connection';
import { WriteGate } from './write-gate';

/** Where the last of the written events stands; or where the stream ended instead of where it was expected to. */
export type Written =
  | { readonly outcome: 'written'; readonly revision: number; readonly position: number | undefined }
  | Stopped;

/** Nothing was written: the stream does not end where it was expected to. */
export interface Stopped {
  readonly outcome: 'conflict';
  readonly actual: number | 'none';
}

/** One write, always at an exact revision: only then does a server know a repeated one however much came after it. */
export interface Write {
  readonly stream: string;
  /** Made when their turn has come and the same in each attempt, so that their time is not that of waiting. */
  readonly events: () => readonly JSONEventData[];
  /** Bytes of JSON in the events, about. */
  readonly bytes: number;
  /** The last revision of the stream. */
  readonly after: number | 'none';
  readonly purpose: Exclude<Purpose, 'read'>;
}

/** Writes events that become visible together; the same write again is the same events. */
export class Writer {
  private readonly gate = new WriteGate();

  constructor(private readonly connection: Connection) {}

  write(write: Write): Promise<Written> {
    return this.gate.run(write.bytes, () => this.send(write));
  }

  private send({ stream, events: made, after, purpose }: Write): Promise<Written> {
    const events = made();
    const options = {
      streamState: after === 'none' ? 'no_stream' : BigInt(after),
      requiresLeader: true,
    } as const;
    return this.connection.call(purpose, async (client, _alive, silenceMs) => {
      try {
        const { nextExpectedRevision, position } = await client.appendToStream(stream, [...events], {
          ...options,
          // The server takes no write that this store no longer waits for.
          deadline: silenceMs,
        });
        const place = position === undefined ? undefined : Number(position.commit);
        return { outcome: 'written', revision: Number(nextExpectedRevision), position: place };
      } catch (error) {
        const { type, actualState } = error as { readonly type?: string; readonly actualState?: unknown };
        if (type !== 'wrong-expected-version') throw error;
        return {
          outcome: 'conflict',
          actual: typeof actualState === 'bigint' ? Number(actualState) : 'none',
        };
      }
    });
  }
}
