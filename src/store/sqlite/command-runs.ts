import type { Database } from './database';
import { EVENT_COLUMNS, type RowValues } from './row';

/**
 * Command ids are random: in one index each would change a page of its own, of all that the index has. So the table
 * `commands` begins anew every so many events: what is written is one run, which fits in a few pages.
 */
export const RUN_EVENTS = 16_384;

/** The run in which the command of an event stands. */
export const runOf = (position: number): number => Math.floor((position - 1) / RUN_EVENTS);

/** The same in SQL. */
export const RUN_OF_POSITION = `(position - 1) / ${RUN_EVENTS}`;

/**
 * Finds commands among the events that are sorted in. Most that are looked for are new, and there may be hundreds of
 * runs: a filter for each, two bytes an event, passes over nearly all of them. Filters are made from the table, of one
 * run with each look, and only in memory; a run that its filter does not have all of yet is asked.
 */
export class CommandRuns {
  private readonly filters: Uint8Array[] = [];
  /** The filters have the commands of all events up to this position. */
  private filteredUntil = 0;
  private readonly statements: ReturnType<typeof prepareStatements>;

  constructor(database: Database) {
    this.statements = prepareStatements(database);
  }

  /** The rows of a command's events up to this position, in order. */
  find(commandHex: string, settledUntil: number): readonly RowValues[] {
    if (this.filteredUntil < settledUntil) this.filterOn(settledUntil);
    const bits = bitsOf(Buffer.from(commandHex, 'hex'), 0);
    const found: RowValues[] = [];
    for (let run = 0; run <= runOf(settledUntil); run += 1) {
      const filter = this.filters[run];
      const isWhole = this.filteredUntil >= Math.min(endOf(run), settledUntil);
      if (isWhole && filter !== undefined && !areSet(filter, bits)) continue;
      // Most ask for what is not there, and to look whether there is anything takes a fifth of the time.
      if (this.statements.isThere.get(run, commandHex) === undefined) continue;
      found.push(...(this.statements.find.all(run, commandHex) as unknown as RowValues[]));
    }
    return found;
  }

  /** Puts into the filter of the next run what was sorted into it since; the last run still grows. */
  private filterOn(settledUntil: number): void {
    const run = runOf(this.filteredUntil + 1);
    const filter = this.filters[run] ?? new Uint8Array((RUN_EVENTS * BITS_PER_EVENT) / 8);
    const [ids] = this.statements.idsAfter.get(run, this.filteredUntil) as unknown as [string];
    const bytes = Buffer.from(ids, 'hex');
    for (let at = 0; at < bytes.length; at += ID_BYTES) {
      for (const bit of bitsOf(bytes, at)) set(filter, bit);
    }
    this.filters[run] = filter;
    this.filteredUntil = Math.min(endOf(run), settledUntil);
  }
}

/** The last position of a run that is whole. */
const endOf = (run: number): number => (run + 1) * RUN_EVENTS;

const ID_BYTES = 16;
/** With four bits of sixteen an id that is not there passes once in 400 times. */
const BITS_PER_EVENT = 16;
const LAST_BIT = RUN_EVENTS * BITS_PER_EVENT - 1;

/** The bits that an id sets: it is random itself. Where a client makes its ids otherwise, more runs are asked. */
const bitsOf = (bytes: Buffer, at: number): readonly number[] => [
  bytes.readUInt32BE(at) & LAST_BIT,
  bytes.readUInt32BE(at + 4) & LAST_BIT,
  bytes.readUInt32BE(at + 8) & LAST_BIT,
  bytes.readUInt32BE(at + 12) & LAST_BIT,
];

const areSet = (filter: Uint8Array, bits: readonly number[]): boolean => {
  for (const bit of bits) if (((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
  return true;
};

const set = (filter: Uint8Array, bit: number): void => {
  filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
};

const prepareStatements = (database: Database) => {
  const statements = {
    isThere: database.prepare('SELECT 1 FROM commands WHERE run = ? AND command_id = unhex(?) LIMIT 1'),
    // CROSS JOIN is SQLite's way to fix the order.
    find: database.prepare(`SELECT ${EVENT_COLUMNS}
      FROM commands AS c CROSS JOIN events AS e INDEXED BY events_by_position ON e.position = c.position
        CROSS JOIN streams AS s ON s.id = e.stream_id
      WHERE c.run = ? AND c.command_id = unhex(?) ORDER BY c.position`),
    idsAfter: database.prepare(
      "SELECT coalesce(group_concat(hex(command_id), ''), '') FROM commands WHERE run = ? AND position > ?",
    ),
  };
  for (const statement of Object.values(statements)) statement.setReturnArrays(true);
  return statements;
};
