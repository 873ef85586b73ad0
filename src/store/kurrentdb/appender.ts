import { randomUUID } from 'node:crypto';
import { decideAppend } from '../append-decision';
import type { Appended, Conflict } from '../event-store';
import type { PreparedAppend } from '../prepared-append';
import { StoreFault } from '../store-fault';
import type { CommandPointers } from './command-pointers';
import type { Records } from './records';
import type { Stamps } from './stamps';
import { type ReadBack, readBack, wireEvent } from './wire-event';
import type { Stopped, Writer } from './writer';

/** How often an append to any revision is tried anew after another process came first. */
export const ATTEMPTS_MAX = 50;
/** The most appends under way; the next is told that the store is busy. */
export const APPENDS_UNDER_WAY_MAX = 10_000;

/** What an appender works with. */
export interface AppenderParts {
  readonly writer: Writer;
  readonly records: Records;
  readonly pointers: CommandPointers;
  readonly stamps: Stamps;
}

/** Appends as the port promises them. */
export class Appender {
  private readonly queues = new Map<string, Promise<unknown>>();
  private underWay = 0;

  constructor(private readonly parts: AppenderParts) {}

  async append(append: PreparedAppend): Promise<Appended | Conflict> {
    if (this.underWay >= APPENDS_UNDER_WAY_MAX) {
      throw new StoreFault('UNAVAILABLE', `${this.underWay} appends are under way already; try again later`);
    }
    this.underWay += 1;
    try {
      const { expected } = append;
      if (expected === 'any' || expected === 'exists') {
        return await this.inTurn(append.stream, () => this.appendAnywhere(append));
      }
      const written = await this.writeAfter(append, expected);
      return 'write' in written ? answerOf(written.read, written.write) : { ...written, expected };
    } finally {
      this.underWay -= 1;
    }
  }

  /**
   * At whatever revision the stream has: it is read and then written at exactly that. A server alone would know a
   * repeated append only as long as it remembers its ids, in memory; here they are looked up in the stream.
   */
  private async appendAnywhere(append: PreparedAppend): Promise<Appended | Conflict> {
    const { expected, stream, commandId, events } = append;
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const [known, tip] = await Promise.all([
        this.parts.pointers.eventsIn(commandId, stream),
        this.tipOf(stream),
      ]);
      const ids = events.map(({ eventId }) => eventId);
      const decision = decideAppend(expected, ids, {
        revision: Math.max(tip, known.at(-1)?.revision ?? -1),
        idsFrom: () => [],
        revisionOf: (id) => known.findLast(({ eventId }) => eventId === id)?.revision,
      });
      if (decision.outcome === 'conflict') return decision;
      if (decision.outcome === 'replay') return answerOf(await this.at(stream, decision.revision));
      const written = await this.writeAfter(append, tip < 0 ? 'none' : tip);
      if ('write' in written) return answerOf(written.read, written.write);
    }
    throw new StoreFault('UNAVAILABLE', `others came first ${ATTEMPTS_MAX} times; try again later`);
  }

  /** What is read back tells whether the server has written the events now or found them: its answer does not. */
  private async writeAfter(
    { stream, commandId, events, bytes }: PreparedAppend,
    after: number | 'none',
  ): Promise<{ readonly read: ReadBack; readonly write: string } | Stopped> {
    const { writer, pointers, stamps } = this.parts;
    await pointers.remember(commandId, stream, after === 'none' ? 0 : after + 1);
    const mark = { commandId, write: randomUUID() };
    const wire = () => {
      const recordedAt = stamps.next();
      return events.map((event) => wireEvent(event, { ...mark, recordedAt }));
    };
    const written = await writer.write({ stream, events: wire, bytes, after, purpose: 'write' });
    if (written.outcome === 'conflict') return written;
    return { read: await this.at(stream, written.revision, 'write'), write: mark.write };
  }

  private async tipOf(stream: string): Promise<number> {
    const [last] = await this.parts.records.ofStream(stream, { backwards: true, limit: 1 });
    return last === undefined ? -1 : Number(last.revision);
  }

  private async at(stream: string, revision: number, purpose: 'read' | 'write' = 'read'): Promise<ReadBack> {
    const [record] = await this.parts.records.ofStream(stream, { from: revision, limit: 1 }, purpose);
    if (record !== undefined) return readBack(record);
    throw new StoreFault('CORRUPT', 'an event that the server has confirmed is not in its stream');
  }

  /** One at a time for each stream: appends to any revision would only get in each other's way. */
  private async inTurn<Answer>(stream: string, work: () => Promise<Answer>): Promise<Answer> {
    const before = this.queues.get(stream) ?? Promise.resolve();
    const turn = before.then(work);
    const settled = turn.catch(() => undefined);
    this.queues.set(stream, settled);
    try {
      return await turn;
    } finally {
      if (this.queues.get(stream) === settled) this.queues.delete(stream);
    }
  }
}

const answerOf = ({ event, write: wroteIt }: ReadBack, own?: string): Appended => ({
  outcome: 'appended',
  revision: event.revision,
  position: event.position,
  recordedAt: event.recordedAt,
  replayed: wroteIt !== own,
});
