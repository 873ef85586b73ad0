import { isSound } from './checksum';
import type { Database } from './database';
import { ARRIVAL_COLUMNS, type EventRow, type RowValues, rowOf } from './row';
import { streamOfNameSql } from './stream-names';

/** What is wrong with the events that are not sorted into their streams yet, in words. */
export const damagedArrivals = (database: Database, findingsMax: number): readonly string[] => {
  // A log of the layout before has none.
  if (database.prepare(IS_THERE).get() === undefined) return [];
  const [rows, ends, tips] = inOneState(database, [ARRIVALS, END, tipsSql(database)]);
  const revisions = new Map(tips as readonly (readonly [stream: string, revision: number])[]);
  let [[position, recordedAt] = [0, 0]] = ends as readonly [[position: number, recordedAt: number]?];
  const findings: string[] = [];
  for (const values of rows as readonly RowValues[]) {
    const row = rowOf(values);
    const follows = row.position === position + 1 && row.recordedAt >= recordedAt;
    const finding = findingOf(row, follows, revisions.get(row.stream) ?? -1);
    if (finding !== undefined) findings.push(`the event at position ${row.position} ${finding}`);
    ({ position, recordedAt } = row);
    revisions.set(row.stream, row.revision);
  }
  return findings.slice(0, findingsMax);
};

/** Answers of one state of the file: between two looks another process may sort the arrivals in. */
const inOneState = (database: Database, questions: readonly string[]): readonly unknown[] => {
  database.exec('BEGIN');
  try {
    return questions.map((sql) => {
      const statement = database.prepare(sql);
      statement.setReturnArrays(true);
      return statement.all();
    });
  } finally {
    database.exec('COMMIT');
  }
};

const findingOf = (row: EventRow, follows: boolean, tip: number): string | undefined => {
  if (!isSound(row)) return 'is not as it was written';
  if (!follows) return 'does not follow the one before it';
  return row.revision === tip + 1 ? undefined : `does not follow revision ${tip} of its stream`;
};

const IS_THERE = "SELECT 1 FROM sqlite_schema WHERE name = 'arrivals'";
const ARRIVALS = `SELECT ${ARRIVAL_COLUMNS} FROM arrivals ORDER BY position`;
const END = 'SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1';
const tipsSql = (database: Database): string =>
  `SELECT name, revision FROM (SELECT DISTINCT stream FROM arrivals)
    CROSS JOIN streams ON id = ${streamOfNameSql(database)('stream')}`;
