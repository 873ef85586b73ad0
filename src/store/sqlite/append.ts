import { decideAppend, type StreamState } from '../append-decision';
import type { Appended, Conflict } from '../event-store';
import { type PreparedAppend, type PreparedCopy, refuseCopy } from '../prepared-append';
import { type Checked, checksumOf } from './checksum';
import type { Database } from './database';
import { bytesOfUuid, uuidOf } from './row';

/** Where the log ends: the next event gets the next position, and a time that is not before this one. */
export interface LogEnd {
  readonly position: number;
  readonly recordedAt: number;
}

/** What an append answers, and where the log ends after it. */
export interface Written {
  readonly answer: Appended | Conflict;
  readonly end: LogEnd;
}

/** A stream as the log holds it; `id` is absent where there is none. */
interface Stream {
  readonly id?: number;
  readonly revision: number;
}

/** Writes one append within the transaction that is open, or finds that it was written before or cannot be. */
export class AppendWriter {
  private readonly statements: ReturnType<typeof prepareStatements>;

  constructor(database: Database) {
    this.statements = prepareStatements(database);
  }

  /** Where the log ends on disk. */
  end(): LogEnd {
    const row = this.statements.end.get() as { position: number; recorded_at: number } | undefined;
    return { position: row?.position ?? 0, recordedAt: row?.recorded_at ?? 0 };
  }

  write(append: PreparedAppend, now: number, end: LogEnd): Written {
    const stream = this.find(append.stream);
    const ids = append.events.map(({ eventId }) => eventId);
    const decision = decideAppend(append.expected, ids, this.stateOf(stream, append.commandId));
    switch (decision.outcome) {
      case 'conflict':
        return { answer: decision, end };
      case 'replay':
        return { answer: this.answerOf(stream, decision.revision), end };
      case 'write':
        return this.insert(append, stream, {
          position: end.position,
          recordedAt: Math.max(now, end.recordedAt),
        });
    }
  }

  /** Writes an event of another log behind the end, or finds it where it was written before; answers its position. */
  copy(event: PreparedCopy, end: LogEnd): { readonly position: number; readonly end: LogEnd } {
    const stream = this.find(event.stream);
    if (event.revision <= stream.revision) return { position: this.positionOfCopy(event, stream), end };
    if (event.revision > stream.revision + 1) refuseCopy(event, `the stream ends at ${stream.revision}`);
    if (event.recordedAtMs < end.recordedAt) refuseCopy(event, 'it is older than the end of the log');
    const { recordedAtMs, eventId, ...rest } = event;
    const position = end.position + 1;
    this.insertRow(this.advance(event.stream, stream.id, event.revision), {
      ...rest,
      position,
      recorded_at: recordedAtMs,
      command_id: bytesOfUuid(event.commandId),
      event_id: bytesOfUuid(eventId),
    });
    return { position, end: { position, recordedAt: recordedAtMs } };
  }

  private positionOfCopy(event: PreparedCopy, { id }: Stream): number {
    const row = this.statements.placeOf.get(id, event.revision) as { position: number; event_id: Uint8Array };
    if (uuidOf(row.event_id) === event.eventId) return row.position;
    return refuseCopy(event, 'another event stands there');
  }

  private find(name: string): Stream {
    const row = this.statements.find.get(name) as { id: number; revision: number } | undefined;
    return row ?? { revision: -1 };
  }

  private stateOf({ id, revision }: Stream, commandId: string): StreamState {
    return {
      revision,
      idsFrom: (first, count) => {
        const rows = this.statements.idsFrom.all(id, first, count) as { event_id: Uint8Array }[];
        return rows.map((row) => uuidOf(row.event_id));
      },
      revisionOf: (eventId) => {
        if (id === undefined) return undefined;
        const bound = [bytesOfUuid(commandId), id, bytesOfUuid(eventId)];
        return (
          (this.statements.revisionOf.get(...bound) as { revision: number | null }).revision ?? undefined
        );
      },
    };
  }

  private answerOf({ id }: Stream, revision: number): Appended {
    const row = this.statements.placeOf.get(id, revision) as { position: number; recorded_at: number };
    return {
      outcome: 'appended',
      revision,
      position: row.position,
      recordedAt: new Date(row.recorded_at).toISOString(),
      replayed: true,
    };
  }

  private insert(append: PreparedAppend, stream: Stream, start: LogEnd): Written {
    const revision = stream.revision + append.events.length;
    const end = { position: start.position + append.events.length, recordedAt: start.recordedAt };
    const id = this.advance(append.stream, stream.id, revision);
    const commandId = bytesOfUuid(append.commandId);
    append.events.forEach(({ eventId, ...event }, index) => {
      this.insertRow(id, {
        stream: append.stream,
        revision: stream.revision + 1 + index,
        position: start.position + 1 + index,
        recorded_at: end.recordedAt,
        command_id: commandId,
        event_id: bytesOfUuid(eventId),
        ...event,
      });
    });
    const recordedAt = new Date(end.recordedAt).toISOString();
    return {
      answer: { outcome: 'appended', revision, position: end.position, recordedAt, replayed: false },
      end,
    };
  }

  private insertRow(streamId: number, row: Checked): void {
    const place = [streamId, row.revision, row.position, row.recorded_at];
    const content = [row.type, row.version, row.data, row.personal, row.metadata];
    this.statements.insert.run(...place, row.command_id, row.event_id, ...content, checksumOf(row));
  }

  private advance(name: string, id: number | undefined, revision: number): number {
    if (id === undefined) return Number(this.statements.create.run(name, revision).lastInsertRowid);
    this.statements.advance.run(revision, id);
    return id;
  }
}

const prepareStatements = (database: Database) => ({
  end: database.prepare('SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1'),
  find: database.prepare('SELECT id, revision FROM streams WHERE name = ?'),
  create: database.prepare('INSERT INTO streams (name, revision) VALUES (?, ?)'),
  advance: database.prepare('UPDATE streams SET revision = ? WHERE id = ?'),
  idsFrom: database.prepare(
    'SELECT event_id FROM events WHERE stream_id = ? AND revision >= ? ORDER BY revision LIMIT ?',
  ),
  placeOf: database.prepare(
    'SELECT position, recorded_at, event_id FROM events WHERE stream_id = ? AND revision = ?',
  ),
  // The `+` keeps SQLite on the index by command: an event id follows from its command, and no index holds it.
  revisionOf: database.prepare(
    'SELECT max(revision) AS revision FROM events WHERE command_id = ? AND +stream_id = ? AND event_id = ?',
  ),
  insert: database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
});
