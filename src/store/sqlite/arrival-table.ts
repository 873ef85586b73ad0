import type { Arrivals } from './arrivals';
import { RUN_OF_POSITION } from './command-runs';
import type { Database } from './database';
import { placeOf } from './place';
import { ARRIVAL_COLUMNS, type EventRow, type RowValues, rowOf } from './row';
import { StreamNames, streamOfNameSql } from './stream-names';

/**
 * Where events come in: the table `arrivals`, in order of position and without another index, so that a commit of many
 * appends writes few pages. The oldest are sorted into their streams later, many at once: then a stream still lies
 * together on disk, and a page of an index is written for many events instead of for each.
 */
export class ArrivalTable {
  private readonly statements: ReturnType<typeof prepareStatements>;
  private prepared: ReturnType<typeof prepareWriting> | undefined;

  constructor(private readonly database: Database) {
    this.statements = prepareStatements(database);
  }

  /** When it is first needed: who only reads an earlier layout has no such tables. */
  private get writing(): ReturnType<typeof prepareWriting> {
    this.prepared ??= prepareWriting(this.database);
    return this.prepared;
  }

  /** Brings the memory to what the file holds; does nothing where it is. Within one transaction of the caller. */
  load(arrivals: Arrivals): void {
    const [settledUntil] = this.statements.settledUntil.get() as unknown as [number];
    const [head] = this.statements.head.get(settledUntil) as unknown as [number];
    if (arrivals.settledUntil === settledUntil && arrivals.head === head) return;
    const isBehind =
      arrivals.settledUntil <= settledUntil && settledUntil <= arrivals.head && arrivals.head <= head;
    if (isBehind) arrivals.forget(settledUntil);
    else arrivals.reset(settledUntil);
    const rows = this.statements.after.all(arrivals.head) as unknown as readonly RowValues[];
    for (const values of rows) arrivals.add(rowOf(values));
  }

  insert(row: EventRow): void {
    this.writing.insert.get(
      row.position,
      row.stream,
      row.revision,
      row.recordedAt,
      row.commandHex,
      row.eventHex,
      row.type,
      row.version,
      row.data,
      row.personal,
      row.metadata,
      row.checksum,
    );
  }

  /** Sorts what came in up to this position into its streams, within the transaction that is open. */
  settle(until: number): void {
    const { lastStream, newStreams, names, steps } = this.writing;
    const [last] = lastStream.get() as unknown as [number];
    newStreams.get(until);
    names.addAfter(last);
    for (const step of steps) step.get(until);
  }
}

const prepareStatements = (database: Database) => {
  const statements = {
    settledUntil: database.prepare('SELECT coalesce(max(position), 0) FROM events'),
    head: database.prepare('SELECT coalesce(max(position), ?) FROM arrivals'),
    after: database.prepare(`SELECT ${ARRIVAL_COLUMNS} FROM arrivals WHERE position > ? ORDER BY position`),
  };
  for (const statement of Object.values(statements)) statement.setReturnArrays(true);
  return statements;
};

// OR ROLLBACK: a fault ends the transaction anyway, and SQLite need not be able to take back one statement alone, for
// which it would first write every page to a file of its own.
// They are called by `get`: `run` spends a third of the time of an insert on telling what has changed.
const prepareWriting = (database: Database) => {
  const streamOf = streamOfNameSql(database);
  const lastStream = database.prepare('SELECT coalesce(max(id), 0) FROM streams');
  lastStream.setReturnArrays(true);
  return {
    insert: database.prepare(
      'INSERT INTO arrivals VALUES (?, ?, ?, ?, unhex(?), unhex(?), ?, ?, ?, ?, ?, ?)',
    ),
    lastStream,
    // In the order of their first events: new streams lie where the last ones lie.
    newStreams: database.prepare(`INSERT OR ROLLBACK INTO streams (name, revision)
      SELECT stream, 0 FROM arrivals WHERE position <= ? AND revision = 0 ORDER BY position`),
    names: new StreamNames(database),
    steps: [
      `UPDATE OR ROLLBACK streams SET revision = grown.revision
        FROM (SELECT ${streamOf('stream')} AS id, max(revision) AS revision FROM arrivals
          WHERE position <= ? AND revision > 0 GROUP BY stream) AS grown
        WHERE streams.id = grown.id`,
      `INSERT OR ROLLBACK INTO events
        SELECT ${placeOf(streamOf('stream'), 'revision')}, position, recorded_at, command_id, event_id, type, version,
          data, personal, metadata, checksum
        FROM arrivals WHERE position <= ? ORDER BY 1`,
      `INSERT OR ROLLBACK INTO commands
        SELECT ${RUN_OF_POSITION}, command_id, position FROM arrivals WHERE position <= ? ORDER BY 1, 2, 3`,
      'DELETE FROM arrivals WHERE position <= ?',
    ].map((sql) => database.prepare(sql)),
  };
};
