import type { LogPage, LogRange, StoredEvent, StreamRange } from '../event-store';
import { EVENTS_PER_READ_MAX } from '../event-store';
import { type LogBounds, logBounds, millisecondsOf, streamBounds } from '../read-bounds';
import type { Database, Statement } from './database';
import { bytesOfUuid, EVENT_COLUMNS, type EventRow, eventOf } from './row';

/** The most events one page of a filtered read looks at; the page then ends, with the position it has come to. */
export const EVENTS_LOOKED_AT_MAX = 10_000;

// CROSS JOIN is SQLite's way to fix the order: from the log to the name of the stream, never the other way round.
const IN_LOG_ORDER = `SELECT ${EVENT_COLUMNS}
  FROM events AS e INDEXED BY events_by_position CROSS JOIN streams AS s ON s.id = e.stream_id
  WHERE position > ? AND position <= ?`;
const TYPE_WANTED = ' AND type IN (SELECT value FROM json_each(?))';
const STREAM_WANTED = ` AND (s.name IN (SELECT value FROM json_each(?)) OR EXISTS (
  SELECT 1 FROM json_each(?) AS prefix WHERE substr(s.name, 1, length(prefix.value)) = prefix.value))`;

/** Reads from the log; every read is one statement on one state of it. */
export class LogReader {
  private readonly statements: ReturnType<typeof prepareStatements>;
  private readonly inLogOrder = new Map<string, Statement>();

  constructor(private readonly database: Database) {
    this.statements = prepareStatements(database);
  }

  stream(name: string, range: StreamRange): readonly StoredEvent[] {
    const { lowest, highest, backwards, limit } = streamBounds(range);
    const statement = backwards ? this.statements.backwards : this.statements.forwards;
    return (statement.all(name, lowest, highest, limit) as EventRow[]).map(eventOf);
  }

  command(commandId: string): readonly StoredEvent[] {
    const id = bytesOfUuid(commandId);
    return (this.statements.command.all(id, id, EVENTS_PER_READ_MAX) as EventRow[]).map(eventOf);
  }

  all(range: LogRange): LogPage {
    const bounds = logBounds(range, this.head());
    const filtered = bounds.types !== undefined || bounds.streams !== undefined;
    const lookedUntil = filtered ? Math.min(bounds.until, bounds.after + EVENTS_LOOKED_AT_MAX) : bounds.until;
    const { sql, values } = inLogOrder(bounds);
    const rows = this.prepared(sql).all(bounds.after, lookedUntil, ...values, bounds.limit) as EventRow[];
    const last = rows.length < bounds.limit ? lookedUntil : rows.at(-1)?.position;
    const position = Math.max(bounds.after, last ?? 0);
    return { events: rows.map(eventOf), position, caughtUp: position >= bounds.until };
  }

  head(): number {
    return (this.statements.head.get() as { position: number | null }).position ?? 0;
  }

  /** By halving: times rise with positions, so no index of times is needed. */
  positionAt(recordedAt: string): number {
    const wanted = millisecondsOf(recordedAt);
    let [before, after] = [0, this.head() + 1];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (this.timeAt(middle) <= wanted) before = middle;
      else after = middle;
    }
    return before;
  }

  private timeAt(position: number): number {
    const row = this.statements.timeAt.get(position) as { recorded_at: number } | undefined;
    if (row === undefined) throw new Error(`expected an event at position ${position}, got none`);
    return row.recorded_at;
  }

  /** At most four different texts come here: with and without each filter. */
  private prepared(sql: string): Statement {
    const statement = this.inLogOrder.get(sql) ?? this.database.prepare(sql);
    this.inLogOrder.set(sql, statement);
    return statement;
  }
}

const inLogOrder = ({
  types,
  streams,
}: LogBounds): { readonly sql: string; readonly values: readonly string[] } => {
  const prefixes = streams?.filter((name) => name.endsWith('-')) ?? [];
  const names = streams?.filter((name) => !name.endsWith('-')) ?? [];
  return {
    sql: `${IN_LOG_ORDER}${types ? TYPE_WANTED : ''}${streams ? STREAM_WANTED : ''} ORDER BY position LIMIT ?`,
    values: [...(types ? [types] : []), ...(streams ? [names, prefixes] : [])].map((list) =>
      JSON.stringify(list),
    ),
  };
};

const prepareStatements = (database: Database) => {
  const ofStream = `SELECT ${EVENT_COLUMNS}
    FROM streams AS s CROSS JOIN events AS e ON e.stream_id = s.id
    WHERE s.name = ? AND e.revision >= ? AND e.revision <= ? ORDER BY e.revision`;
  return {
    forwards: database.prepare(`${ofStream} LIMIT ?`),
    backwards: database.prepare(`${ofStream} DESC LIMIT ?`),
    command: database.prepare(`SELECT ${EVENT_COLUMNS}
      FROM events AS e INDEXED BY events_by_command CROSS JOIN streams AS s ON s.id = e.stream_id
      WHERE command_id = ? AND e.stream_id = (
        SELECT stream_id FROM events WHERE command_id = ? ORDER BY position LIMIT 1)
      ORDER BY e.revision LIMIT ?`),
    head: database.prepare('SELECT max(position) AS position FROM events'),
    timeAt: database.prepare('SELECT recorded_at FROM events WHERE position = ?'),
  };
};
