import type { LogPage, LogRange, StoredEvent, StreamRange } from '../event-store';
import { EVENTS_PER_READ_MAX } from '../event-store';
import { isWanted } from '../log-filter';
import { type LogBounds, logBounds, millisecondsOf, type StreamBounds, streamBounds } from '../read-bounds';
import type { Arrivals } from './arrivals';
import { CommandRuns } from './command-runs';
import type { Database, Statement } from './database';
import { streamSqlOf } from './place';
import { EVENT_COLUMNS, type EventRow, eventColumnsOf, hexOfUuid, type RowValues } from './row';
import { eventOf, readEvent } from './stored-row';
import { streamOfNameSql } from './stream-names';

/** The most events one page of a filtered read looks at; the page then ends, with the position it has come to. */
export const EVENTS_LOOKED_AT_MAX = 10_000;

// CROSS JOIN is SQLite's way to fix the order: from the log to the name of the stream, never the other way round.
const IN_LOG_ORDER = `SELECT ${EVENT_COLUMNS}
  FROM events AS e INDEXED BY events_by_position CROSS JOIN streams AS s ON s.id = e.stream_id
  WHERE position > ? AND position <= ?`;
const TYPE_WANTED = ' AND type IN (SELECT value FROM json_each(?))';
const STREAM_WANTED = ` AND (s.name IN (SELECT value FROM json_each(?)) OR EXISTS (
  SELECT 1 FROM json_each(?) AS prefix WHERE substr(s.name, 1, length(prefix.value)) = prefix.value))`;

/** Where the log ends: the next event gets the next position, and a time that is not before this one. */
export interface LogEnd {
  readonly position: number;
  readonly recordedAt: number;
}

/**
 * Reads from the log: what is sorted into streams from the file, what came in last from the arrivals. What stands
 * in both places is one state of the log, as nothing is written between the two looks.
 */
export class LogReader {
  private readonly statements: ReturnType<typeof prepareStatements>;
  private readonly commands: CommandRuns;
  private readonly inLogOrder = new Map<string, Statement>();

  constructor(
    private readonly database: Database,
    private readonly arrivals: Arrivals,
  ) {
    this.statements = prepareStatements(database);
    this.commands = new CommandRuns(database);
  }

  stream(name: string, range: StreamRange): readonly StoredEvent[] {
    const bounds = streamBounds(range);
    const arrived = this.arrivals.ofStream(name);
    if (bounds.backwards) return this.streamBackwards(name, arrived, bounds);
    const firstArrived = arrived[0]?.revision ?? Number.POSITIVE_INFINITY;
    const settled = bounds.lowest < firstArrived ? this.settled(name, bounds) : [];
    if (arrived.length === 0 || settled.length === bounds.limit) return settled;
    return [...settled, ...within(arrived, bounds, bounds.limit - settled.length)];
  }

  command(commandId: string): readonly StoredEvent[] {
    const commandHex = hexOfUuid(commandId);
    const events = [...this.settledOf(commandHex), ...this.arrivals.ofCommand(commandHex).map(eventOf)];
    return events.filter(({ stream }) => stream === events[0]?.stream).slice(0, EVENTS_PER_READ_MAX);
  }

  /** The events of a command in a stream, whichever stream it was sent to first. */
  commandIn(stream: string, commandId: string): readonly StoredEvent[] {
    const commandHex = hexOfUuid(commandId);
    const events = [...this.settledOf(commandHex), ...this.arrivals.ofCommand(commandHex).map(eventOf)];
    return events.filter((event) => event.stream === stream);
  }

  /** The last revision of a stream, -1 where there is none. */
  tip(stream: string): number {
    const arrived = this.arrivals.ofStream(stream).at(-1);
    if (arrived !== undefined) return arrived.revision;
    return (this.statements.tip.get(stream) as unknown as [number] | undefined)?.[0] ?? -1;
  }

  all(range: LogRange): LogPage {
    const bounds = logBounds(range, this.head());
    const filtered = bounds.types !== undefined || bounds.streams !== undefined;
    const lookedUntil = filtered ? Math.min(bounds.until, bounds.after + EVENTS_LOOKED_AT_MAX) : bounds.until;
    const events = [...this.settledInLogOrder(bounds, lookedUntil)];
    this.addArrived(events, bounds, lookedUntil);
    const last = events.length < bounds.limit ? lookedUntil : events.at(-1)?.position;
    const position = Math.max(bounds.after, last ?? 0);
    return { events, position, caughtUp: position >= bounds.until };
  }

  head(): number {
    return this.arrivals.head;
  }

  end(): LogEnd {
    const position = this.head();
    return { position, recordedAt: position === 0 ? 0 : this.timeAt(position) };
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
    const arrived = this.arrivals.at(position);
    if (arrived !== undefined) return arrived.recordedAt;
    const row = this.statements.timeAt.get(position) as unknown as [number] | undefined;
    if (row === undefined) throw new Error(`expected an event at position ${position}, got none`);
    return row[0];
  }

  private streamBackwards(
    name: string,
    arrived: readonly EventRow[],
    bounds: StreamBounds,
  ): readonly StoredEvent[] {
    const latest = within(arrived.toReversed(), bounds, bounds.limit);
    const isWhole = latest.length === bounds.limit || latest.at(-1)?.revision === bounds.lowest;
    if (isWhole) return latest;
    return [...latest, ...this.settled(name, { ...bounds, limit: bounds.limit - latest.length })];
  }

  private settled(name: string, { lowest, highest, backwards, limit }: StreamBounds): readonly StoredEvent[] {
    const { streamId, backwards: down, forwards: up } = this.statements;
    const [id] = streamId.get(name) as unknown as [number | null];
    return id === null ? [] : this.read(backwards ? down : up, name, id, lowest, highest, limit);
  }

  private settledOf(commandHex: string): readonly StoredEvent[] {
    return this.commands.find(commandHex, this.arrivals.settledUntil).map(readEvent);
  }

  private settledInLogOrder(bounds: LogBounds, lookedUntil: number): readonly StoredEvent[] {
    if (bounds.after >= this.arrivals.settledUntil) return [];
    const { sql, values } = inLogOrder(bounds);
    return this.read(this.prepared(sql), bounds.after, lookedUntil, ...values, bounds.limit);
  }

  private addArrived(events: StoredEvent[], bounds: LogBounds, lookedUntil: number): void {
    const { settledUntil } = this.arrivals;
    for (let position = Math.max(bounds.after, settledUntil) + 1; position <= lookedUntil; position += 1) {
      const row = events.length < bounds.limit ? this.arrivals.at(position) : undefined;
      if (row === undefined) return;
      if (isWanted(row, bounds)) events.push(eventOf(row));
    }
  }

  private read(statement: Statement, ...bound: readonly (string | number)[]): readonly StoredEvent[] {
    return (statement.all(...bound) as unknown as RowValues[]).map(readEvent);
  }

  /** At most four different texts come here: with and without each filter. */
  private prepared(sql: string): Statement {
    const known = this.inLogOrder.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql);
    statement.setReturnArrays(true);
    this.inLogOrder.set(sql, statement);
    return statement;
  }
}

const within = (
  rows: readonly EventRow[],
  { lowest, highest }: StreamBounds,
  count: number,
): readonly StoredEvent[] =>
  rows
    .filter(({ revision }) => revision >= lowest && revision <= highest)
    .slice(0, count)
    .map(eventOf);

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
  const { between, order } = streamSqlOf(database);
  const streamOf = streamOfNameSql(database);
  const ofStream = `SELECT ${eventColumnsOf('?1')} FROM events AS e WHERE ${between} ORDER BY ${order}`;
  const statements = {
    // A statement of its own: SQLite, which does not know that one stream at most has the name, would sort otherwise.
    streamId: database.prepare(`SELECT ${streamOf('?1')}`),
    forwards: database.prepare(`${ofStream} LIMIT ?5`),
    backwards: database.prepare(`${ofStream} DESC LIMIT ?5`),
    tip: database.prepare(`SELECT revision FROM streams WHERE id = ${streamOf('?1')}`),
    timeAt: database.prepare('SELECT recorded_at FROM events WHERE position = ?'),
  };
  for (const statement of Object.values(statements)) statement.setReturnArrays(true);
  return statements;
};
