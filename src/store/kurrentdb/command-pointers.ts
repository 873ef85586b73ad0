import { uuidV5 } from '../event-id';
import type { StoredEvent } from '../event-store';
import { refuseValue } from '../json-text';
import { COMMAND_STREAMS } from './own-streams';
import type { Records } from './records';
import { readBack } from './wire-event';
import type { Writer } from './writer';

/** The most streams that one command may be sent to. */
export const STREAMS_PER_COMMAND_MAX = 100;
const EVENTS_PER_SCAN = 1_000;

/** Names a stream that a command was sent to, and the revision from which on its events are there, if they came. */
interface Pointer {
  readonly stream: string;
  readonly from: number;
}

/**
 * Which streams a command was sent to. The server finds events by stream and by position only; so before the events
 * of a command a pointer to their stream is written into a stream of its own, which the command's id names. A pointer
 * whose events never came leads to nothing, which is then the truth.
 */
export class CommandPointers {
  constructor(
    private readonly writer: Writer,
    private readonly records: Records,
  ) {}

  /** Remembers that the command is about to be written to the stream, at `from` or behind it. */
  async remember(commandId: string, stream: string, from: number): Promise<void> {
    const event = {
      id: uuidV5(stream, commandId),
      contentType: 'application/json' as const,
      type: 'liaison-command',
      data: { stream, from },
      metadata: undefined,
    };
    const name = COMMAND_STREAMS + commandId;
    let after: number | 'none' = 'none';
    for (let attempt = 0; attempt < STREAMS_PER_COMMAND_MAX; attempt += 1) {
      const written = await this.writer.write({
        stream: name,
        events: () => [event],
        bytes: 0,
        after,
        purpose: 'note',
      });
      if (written.outcome === 'written') return;
      const known = await this.of(commandId);
      if (known.some((pointer) => pointer.stream === stream)) return;
      after = known.length === 0 ? 'none' : known.length - 1;
    }
    refuseValue('commandId', `a command that is sent to at most ${STREAMS_PER_COMMAND_MAX} streams`);
  }

  /** What the command recorded in the stream that it was sent to first, in order. */
  async eventsOf(commandId: string): Promise<readonly StoredEvent[]> {
    const pointers = await this.of(commandId);
    const found = await Promise.all(pointers.map((pointer) => this.scan(commandId, pointer)));
    const earliestFirst = found
      .filter(({ length }) => length > 0)
      .sort(([left], [right]) => (left?.position ?? 0) - (right?.position ?? 0));
    return (earliestFirst[0] ?? []).slice(0, EVENTS_PER_SCAN);
  }

  /** What the command recorded in the stream. */
  async eventsIn(commandId: string, stream: string): Promise<readonly StoredEvent[]> {
    const pointer = (await this.of(commandId)).find((each) => each.stream === stream);
    return pointer === undefined ? [] : this.scan(commandId, pointer);
  }

  private async of(commandId: string): Promise<readonly Pointer[]> {
    const records = await this.records.ofStream(COMMAND_STREAMS + commandId, {
      limit: STREAMS_PER_COMMAND_MAX,
    });
    // This class alone writes to these streams.
    return records.map(({ data }) => data as unknown as Pointer);
  }

  private async scan(commandId: string, { stream, from }: Pointer): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (let next = from; ; next += EVENTS_PER_SCAN) {
      const records = await this.records.ofStream(stream, { from: next, limit: EVENTS_PER_SCAN });
      for (const { event } of records.map(readBack)) if (event.commandId === commandId) events.push(event);
      if (records.length < EVENTS_PER_SCAN) return events;
    }
  }
}
