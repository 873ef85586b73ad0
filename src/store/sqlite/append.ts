import { decideAppend, type StreamState } from '../append-decision';
import type { Appended, Conflict, StoredEvent } from '../event-store';
import { instantText } from '../instant-text';
import { type PreparedAppend, type PreparedCopy, type PreparedEvent, refuseCopy } from '../prepared-append';
import type { ArrivalTable } from './arrival-table';
import type { Arrivals } from './arrivals';
import { checksumOf } from './checksum';
import type { KnownTips } from './known-tips';
import type { LogEnd, LogReader } from './read';
import { type EventRow, hexOfUuid } from './row';

/** What an append answers, and where the log ends after it. */
export interface Written {
  readonly answer: Appended | Conflict;
  readonly end: LogEnd;
}

/** Where the writer looks before it writes, and where it writes to. */
export interface WriterPlaces {
  readonly reader: LogReader;
  readonly table: ArrivalTable;
  readonly arrivals: Arrivals;
  readonly tips: KnownTips;
}

/** Writes one append within the transaction that is open, or finds that it was written before or cannot be. */
export class AppendWriter {
  constructor(private readonly places: WriterPlaces) {}

  write(append: PreparedAppend, now: number, end: LogEnd): Written {
    const { stream, commandId, expected, events } = append;
    const tip = this.tipOf(stream);
    const ids = events.map(({ eventId }) => eventId);
    const decision = decideAppend(expected, ids, new StreamInLog(this.places.reader, stream, commandId, tip));
    switch (decision.outcome) {
      case 'conflict':
        return { answer: decision, end };
      case 'replay':
        return { answer: this.answerOf(stream, decision.revision), end };
      case 'write':
        return this.insert(append, tip, {
          position: end.position,
          recordedAt: Math.max(now, end.recordedAt),
        });
    }
  }

  /** Writes an event of another log behind the end, or finds it where it was written before; answers its position. */
  copy(event: PreparedCopy, end: LogEnd): { readonly position: number; readonly end: LogEnd } {
    const tip = this.tipOf(event.stream);
    if (event.revision <= tip) return { position: this.positionOfCopy(event), end };
    if (event.revision > tip + 1) refuseCopy(event, `the stream ends at ${tip}`);
    if (event.recordedAtMs < end.recordedAt) refuseCopy(event, 'it is older than the end of the log');
    const { stream, revision, commandId, recordedAtMs: recordedAt } = event;
    const position = end.position + 1;
    this.add(event, { stream, revision, position, recordedAt, commandHex: hexOfUuid(commandId) });
    return { position, end: { position, recordedAt } };
  }

  private positionOfCopy(event: PreparedCopy): number {
    const standing = this.standingAt(event.stream, event.revision);
    if (standing.eventId === event.eventId) return standing.position;
    return refuseCopy(event, 'another event stands there');
  }

  /** What this transaction has written comes first, then what is known of the disk, then the disk. */
  private tipOf(stream: string): number {
    const { arrivals, tips, reader } = this.places;
    return arrivals.ofStream(stream).at(-1)?.revision ?? tips.of(stream) ?? reader.tip(stream);
  }

  private answerOf(stream: string, revision: number): Appended {
    const { position, recordedAt } = this.standingAt(stream, revision);
    return { outcome: 'appended', revision, position, recordedAt, replayed: true };
  }

  private standingAt(stream: string, revision: number): StoredEvent {
    const [event] = this.places.reader.stream(stream, { from: revision, to: revision });
    if (event === undefined) throw new Error(`expected event ${revision} of stream ${stream}, got none`);
    return event;
  }

  private insert({ stream, commandId, events }: PreparedAppend, tip: number, start: LogEnd): Written {
    const commandHex = hexOfUuid(commandId);
    let [revision, position] = [tip, start.position];
    for (const event of events) {
      revision += 1;
      position += 1;
      this.add(event, { stream, revision, position, recordedAt: start.recordedAt, commandHex });
    }
    const recordedAt = instantText(start.recordedAt);
    return {
      answer: { outcome: 'appended', revision, position, recordedAt, replayed: false },
      end: { position, recordedAt: start.recordedAt },
    };
  }

  private add(event: PreparedEvent, place: Place): void {
    const row = rowAt(event, place);
    this.places.table.insert(row);
    this.places.arrivals.add(row);
  }
}

/** A class, since most appends ask for the revision only: an object of functions would be made for each of them. */
class StreamInLog implements StreamState {
  private ofCommand: readonly StoredEvent[] | undefined;

  constructor(
    private readonly reader: LogReader,
    private readonly stream: string,
    private readonly commandId: string,
    readonly revision: number,
  ) {}

  idsFrom(first: number, count: number): readonly string[] {
    return this.reader.stream(this.stream, { from: first, limit: count }).map(({ eventId }) => eventId);
  }

  revisionOf(eventId: string): number | undefined {
    this.ofCommand ??= this.reader.commandIn(this.stream, this.commandId);
    return this.ofCommand.findLast((event) => event.eventId === eventId)?.revision;
  }
}

type Place = Pick<EventRow, 'stream' | 'revision' | 'position' | 'recordedAt' | 'commandHex'>;

/** Property by property: a copy of an object that is then added to costs more than the insert. */
const rowAt = (event: PreparedEvent, place: Place): EventRow => {
  const row = {
    position: place.position,
    stream: place.stream,
    revision: place.revision,
    recordedAt: place.recordedAt,
    commandHex: place.commandHex,
    eventHex: hexOfUuid(event.eventId),
    type: event.type,
    version: event.version,
    data: event.data,
    personal: event.personal,
    metadata: event.metadata,
    checksum: 0,
  };
  row.checksum = checksumOf(row);
  return row;
};
