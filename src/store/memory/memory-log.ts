import type { JsonObject } from '../../../events/event';
import { decideAppend, type StreamState } from '../append-decision';
import type { Appended, Conflict, LogPage, LogRange, StoredEvent, StreamRange } from '../event-store';
import { EVENTS_PER_READ_MAX } from '../event-store';
import { isWanted } from '../log-filter';
import { type PreparedAppend, type PreparedCopy, type PreparedEvent, refuseCopy } from '../prepared-append';
import { logBounds, millisecondsOf, streamBounds } from '../read-bounds';

/** An event as it is kept: its objects as text, so that no reader can change a fact. */
interface Entry extends PreparedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly recordedAtMs: number;
  readonly commandId: string;
}

/** The events of a log that lives as long as its process. */
export class MemoryLog {
  private readonly entries: Entry[] = [];
  private readonly streams = new Map<string, Entry[]>();
  private readonly commands = new Map<string, Entry[]>();

  constructor(private readonly positionStep: number) {}

  append(append: PreparedAppend, now: number): Appended | Conflict {
    const stream = this.streams.get(append.stream) ?? [];
    const ids = append.events.map(({ eventId }) => eventId);
    const decision = decideAppend(append.expected, ids, this.stateOf(append, stream));
    switch (decision.outcome) {
      case 'conflict':
        return decision;
      case 'replay':
        return answerOf(stream[decision.revision], true);
      case 'write':
        return this.write(append, stream.length, now);
    }
  }

  /** All of them or, where one is refused, none. */
  copyIn(copies: readonly PreparedCopy[]): number {
    const before = this.entries.length;
    try {
      return copies.map((copy) => this.copy(copy)).at(-1) ?? 0;
    } catch (error) {
      for (const { stream, commandId } of this.entries.splice(before)) {
        this.streams.get(stream)?.pop();
        this.commands.get(commandId)?.pop();
      }
      throw error;
    }
  }

  stream(name: string, range: StreamRange): readonly StoredEvent[] {
    const { lowest, highest, backwards, limit } = streamBounds(range);
    const entries = (this.streams.get(name) ?? []).slice(lowest, highest + 1);
    return (backwards ? entries.reverse() : entries).slice(0, limit).map(eventOf);
  }

  command(commandId: string): readonly StoredEvent[] {
    const entries = this.commands.get(commandId) ?? [];
    const ofFirst = entries.filter(({ stream }) => stream === entries[0]?.stream);
    return ofFirst.slice(0, EVENTS_PER_READ_MAX).map(eventOf);
  }

  all(range: LogRange): LogPage {
    const bounds = logBounds(range, this.head());
    const wanted: Entry[] = [];
    let index = Math.floor(bounds.after / this.positionStep);
    const end = Math.floor(bounds.until / this.positionStep);
    for (; index < end && wanted.length < bounds.limit; index += 1) {
      const entry = this.entries[index];
      if (entry !== undefined && isWanted(entry, bounds)) wanted.push(entry);
    }
    const position = index < end ? index * this.positionStep : Math.max(bounds.after, bounds.until);
    return { events: wanted.map(eventOf), position, caughtUp: index >= end };
  }

  head(): number {
    return this.entries.at(-1)?.position ?? 0;
  }

  positionAt(recordedAt: string): number {
    const wanted = millisecondsOf(recordedAt);
    return this.entries.findLast(({ recordedAtMs }) => recordedAtMs <= wanted)?.position ?? 0;
  }

  private copy(copy: PreparedCopy): number {
    const stream = this.streams.get(copy.stream) ?? [];
    const standing = stream[copy.revision];
    if (standing?.eventId === copy.eventId) return standing.position;
    if (standing !== undefined) refuseCopy(copy, 'another event stands there');
    if (copy.revision > stream.length) refuseCopy(copy, `the stream ends at ${stream.length - 1}`);
    if (copy.recordedAtMs < (this.entries.at(-1)?.recordedAtMs ?? 0)) {
      refuseCopy(copy, 'it is older than the end of the log');
    }
    return this.add({ ...copy, position: this.head() + this.positionStep });
  }

  private add(entry: Entry): number {
    this.entries.push(entry);
    addTo(this.streams, entry.stream, entry);
    addTo(this.commands, entry.commandId, entry);
    return entry.position;
  }

  private stateOf({ commandId, stream: name }: PreparedAppend, stream: readonly Entry[]): StreamState {
    const ofCommand = this.commands.get(commandId) ?? [];
    return {
      revision: stream.length - 1,
      idsFrom: (first, count) => stream.slice(first, first + count).map(({ eventId }) => eventId),
      revisionOf: (id) =>
        ofCommand.findLast((entry) => entry.stream === name && entry.eventId === id)?.revision,
    };
  }

  private write({ events, stream, commandId }: PreparedAppend, revision: number, now: number): Appended {
    const recordedAtMs = Math.max(now, this.entries.at(-1)?.recordedAtMs ?? 0);
    for (const [index, event] of events.entries()) {
      const position = this.head() + this.positionStep;
      this.add({ ...event, stream, revision: revision + index, position, recordedAtMs, commandId });
    }
    return answerOf(this.entries.at(-1), false);
  }
}

const eventOf = ({ data, personal, metadata, recordedAtMs, ...rest }: Entry): StoredEvent => ({
  ...rest,
  data: JSON.parse(data) as JsonObject,
  ...(personal !== null && { personal: JSON.parse(personal) as JsonObject }),
  metadata: JSON.parse(metadata) as JsonObject,
  recordedAt: new Date(recordedAtMs).toISOString(),
});

const answerOf = (entry: Entry | undefined, replayed: boolean): Appended => {
  if (entry === undefined) throw new Error('expected the event that was decided to stand there, got none');
  const { revision, position, recordedAtMs } = entry;
  return {
    outcome: 'appended',
    revision,
    position,
    recordedAt: new Date(recordedAtMs).toISOString(),
    replayed,
  };
};

const addTo = (lists: Map<string, Entry[]>, key: string, entry: Entry): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [entry]);
  else list.push(entry);
};
