import type { Arrivals } from './arrivals';
import type { Database } from './database';
import { ARRIVAL_COLUMNS, type EventRow, type RowValues } from './row';

/**
 * Where events come in: the table `arrivals`, in order of position and without another index, so that a commit of many
 * appends writes few pages. From time to time they are sorted into their streams, all at once: then a stream still lies
 * together on disk, and a page of an index is written for many events instead of for each.
 */
export class ArrivalTable {
  private readonly statements: ReturnType<typeof prepareStatements>;

  constructor(database: Database) {
    this.statements = prepareStatements(database);
  }

  /** Brings the memory to what the file holds; does nothing where it is. Within one transaction of the caller. */
  load(arrivals: Arrivals): void {
    const [settledUntil] = this.statements.settledUntil.get() as unknown as [number];
    const [head] = this.statements.head.get(settledUntil) as unknown as [number];
    if (arrivals.settledUntil === settledUntil && arrivals.head === head) return;
    arrivals.reset(settledUntil, this.statements.all.all() as unknown as RowValues[]);
  }

  insert(row: EventRow): void {
    this.statements.insert.run(
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

  /** Sorts everything into its streams, within the transaction that is open. */
  settle(): void {
    this.statements.settleStreams.run();
    this.statements.settleEvents.run();
    this.statements.empty.run();
  }
}

const prepareStatements = (database: Database) => {
  const statements = {
    settledUntil: database.prepare('SELECT coalesce(max(position), 0) FROM events'),
    head: database.prepare('SELECT coalesce(max(position), ?) FROM arrivals'),
    all: database.prepare(`SELECT ${ARRIVAL_COLUMNS} FROM arrivals ORDER BY position`),
    insert: database.prepare(
      'INSERT INTO arrivals VALUES (?, ?, ?, ?, unhex(?), unhex(?), ?, ?, ?, ?, ?, ?)',
    ),
    // In the order of their first events: new streams lie where the last ones lie.
    settleStreams: database.prepare(`INSERT INTO streams (name, revision)
      SELECT stream, max(revision) FROM arrivals GROUP BY stream ORDER BY min(position)
      ON CONFLICT (name) DO UPDATE SET revision = excluded.revision`),
    settleEvents: database.prepare(`INSERT INTO events
      SELECT s.id, a.revision, position, recorded_at, command_id, event_id, type, version, data, personal, metadata,
        checksum
      FROM arrivals AS a CROSS JOIN streams AS s ON s.name = a.stream ORDER BY s.id, a.revision`),
    empty: database.prepare('DELETE FROM arrivals'),
  };
  for (const question of [statements.settledUntil, statements.head, statements.all]) {
    question.setReturnArrays(true);
  }
  return statements;
};
