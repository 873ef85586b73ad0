import { setImmediate as turn } from 'node:timers/promises';
import { EVENTS_PER_READ_MAX, type StoredEvent, type StreamRange } from '../event-store';
import { streamBounds } from '../read-bounds';
import { StoreFault } from '../store-fault';
import type { Queries } from './queries';
import { COLUMNS, type EventRow, eventOf, missing } from './row';

/** The most reads that wait to be sent; the next is told that the store is busy. */
export const READS_WAITING_MAX = 10_000;
/** The most reads that share one statement. */
export const READS_PER_STATEMENT_MAX = 100;
/** The most such statements under way: while they are, others gather for the next. */
export const STATEMENTS_AT_ONCE_MAX = 2;

/** One read as the statement knows it; `lowest` and `highest` are revisions, both inclusive. */
interface Wanted {
  readonly kind: 'forwards' | 'backwards' | 'command';
  readonly stream: string | null;
  readonly commandId: string | null;
  readonly lowest: number;
  readonly highest: number;
  readonly limit: number;
}

interface Waiting {
  readonly wanted: Wanted;
  readonly resolve: (events: readonly StoredEvent[]) => void;
  readonly reject: (fault: unknown) => void;
}

/** What is no id is the id of no command; the statement would fail for all who share it. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type PlacedRow = EventRow & { readonly place: number };

/**
 * Reads of streams and commands that are asked for together, or while others are under way, go to the server as one
 * statement: what reading costs there and here is the statement, not the few rows of a stream. Each has its own answer.
 */
export class ReadsTogether {
  private waiting: Waiting[] = [];
  private underWay = 0;

  constructor(private readonly queries: Queries) {}

  /** The events of a stream in order. */
  stream(stream: string, range: StreamRange): Promise<readonly StoredEvent[]> {
    const { lowest, highest, backwards, limit } = streamBounds(range);
    const kind = backwards ? 'backwards' : 'forwards';
    // PostgreSQL has no text with a NUL in it, and no stream has such a name.
    if (stream.includes('\0')) return Promise.resolve([]);
    return this.ask({ kind, stream, commandId: null, lowest, highest, limit });
  }

  /** The events of a command in the stream it was sent to first. */
  command(commandId: string): Promise<readonly StoredEvent[]> {
    const limit = EVENTS_PER_READ_MAX;
    if (!UUID.test(commandId)) return Promise.resolve([]);
    return this.ask({ kind: 'command', stream: null, commandId, lowest: 0, highest: 0, limit });
  }

  private ask(wanted: Wanted): Promise<readonly StoredEvent[]> {
    const count = this.waiting.length;
    if (count >= READS_WAITING_MAX) {
      const message = `${count} reads already wait for PostgreSQL; try again later`;
      return Promise.reject(new StoreFault('UNAVAILABLE', message));
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ wanted, resolve, reject });
      if (this.underWay < STATEMENTS_AT_ONCE_MAX) void this.sendAll();
    });
  }

  /** In a later turn, so that what is asked for in this one goes along. */
  private async sendAll(): Promise<void> {
    this.underWay += 1;
    await turn();
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, READS_PER_STATEMENT_MAX);
      try {
        const found = await this.send(batch.map(({ wanted }) => wanted));
        for (const [index, { wanted, resolve, reject }] of batch.entries()) {
          answer(wanted, found[index] ?? [], resolve, reject);
        }
      } catch (fault) {
        for (const { reject } of batch) reject(fault);
      }
    }
    this.underWay -= 1;
  }

  private async send(batch: readonly Wanted[]): Promise<readonly (readonly EventRow[])[]> {
    const [only, ...others] = batch;
    if (only !== undefined && others.length === 0) return [await this.sendOne(only)];
    const rows = await this.queries.query<PlacedRow>(
      STATEMENT,
      [
        batch.map(({ kind }) => kind),
        batch.map(({ stream }) => stream),
        batch.map(({ commandId }) => commandId),
        batch.map(({ lowest }) => lowest),
        batch.map(({ highest }) => highest),
        batch.map(({ limit }) => limit),
      ],
      { name: 'log_reads_together' },
    );
    const found: EventRow[][] = batch.map(() => []);
    for (const row of rows) found[row.place - 1]?.push(row);
    return found;
  }

  /** Alone, by a plan that the server keeps: for a list it often makes one anew, which costs more than the read. */
  private sendOne({ kind, stream, commandId, lowest, highest, limit }: Wanted): Promise<readonly EventRow[]> {
    const values = kind === 'command' ? [commandId, limit] : [stream, lowest, highest, limit];
    return this.queries.query<EventRow>(ALONE[kind], values, { name: `log_${kind}` });
  }
}

/** What is wrong with the events of one read is no matter of the others. */
const answer = (
  wanted: Wanted,
  rows: readonly EventRow[],
  resolve: Waiting['resolve'],
  reject: Waiting['reject'],
): void => {
  try {
    resolve(inOrder(wanted, rows).map(eventOf));
  } catch (fault) {
    reject(fault);
  }
};

/** In the order of revisions; of a stream none may be missing in between. */
const inOrder = ({ kind, stream, lowest }: Wanted, rows: readonly EventRow[]): readonly EventRow[] => {
  const step = kind === 'backwards' ? -1 : 1;
  const sorted = rows.toSorted((one, other) => step * (one.revision - other.revision));
  if (kind === 'command') return sorted;
  const first = kind === 'backwards' ? (sorted[0]?.revision ?? 0) : lowest;
  for (const [index, { revision }] of sorted.entries()) {
    const due = first + step * index;
    if (revision !== due) throw missing(`event ${due} of stream ${stream}`);
  }
  return sorted;
};

/** What a read asks for, in SQL: the columns of `asked`, or parameters. */
type Terms = Readonly<Record<'onlyIf' | 'stream' | 'lowest' | 'highest' | 'command' | 'most', string>>;

const streamBy = ({ onlyIf, stream, lowest, highest, most }: Terms, order: string): string =>
  `SELECT ${COLUMNS} FROM liaison_log.events
    WHERE ${onlyIf} AND stream_id = (SELECT id FROM liaison_log.streams WHERE name = ${stream})
      AND revision >= ${lowest} AND revision <= ${highest}
    ORDER BY revision ${order} LIMIT ${most}`;

const commandBy = ({ onlyIf, command, most }: Terms): string =>
  `SELECT ${COLUMNS} FROM (
    SELECT ${COLUMNS}, stream_id, first_value(stream_id) OVER (ORDER BY position) AS first_stream_id
    FROM liaison_log.events WHERE ${onlyIf} AND command_id = ${command}) AS of_command
  WHERE stream_id = first_stream_id ORDER BY revision LIMIT ${most}`;

const ofStream = { onlyIf: 'true', stream: '$1', lowest: '$2', highest: '$3', command: '', most: '$4' };

const ALONE: Readonly<Record<Wanted['kind'], string>> = {
  forwards: streamBy(ofStream, 'ASC'),
  backwards: streamBy(ofStream, 'DESC'),
  command: commandBy({ ...ofStream, command: '$1', most: '$2' }),
};

const asked = (kind: Wanted['kind']): Terms => ({
  onlyIf: `asked.kind = '${kind}'`,
  stream: 'asked.wanted_stream',
  lowest: 'asked.lowest',
  highest: 'asked.highest',
  command: 'asked.wanted_command',
  most: 'asked.most',
});

const STATEMENT = `SELECT place, ${COLUMNS}
  FROM unnest($1::text[], $2::text[], $3::uuid[], $4::bigint[], $5::bigint[], $6::int[])
    WITH ORDINALITY AS asked (kind, wanted_stream, wanted_command, lowest, highest, most, place)
  CROSS JOIN LATERAL (
    (${streamBy(asked('forwards'), 'ASC')}) UNION ALL (${streamBy(asked('backwards'), 'DESC')})
    UNION ALL (${commandBy(asked('command'))})
  ) AS found`;
