import type { Database } from '../../store/sqlite/database';
import { FINDINGS_MAX } from './bounds';
import { type ChainEnd, chained } from './chain';

interface Row {
  readonly sequence: number;
  readonly body: string;
  readonly hash: string;
}

/** What a check of the records has found: nothing where the chain is whole. */
export interface UseVerdict {
  readonly records: number;
  readonly end: ChainEnd;
  readonly findings: readonly string[];
}

/** Follows the chain from its beginning, or over the last so many records, and says where it is broken. */
export const verifyUseRecords = (database: Database, last?: number): UseVerdict => {
  let end = startOf(database, last);
  let records = 0;
  const findings: string[] = [];
  const rows = database.prepare(
    'SELECT sequence, body, hash FROM use_records WHERE sequence > ? ORDER BY sequence',
  );
  for (const row of rows.iterate(end.sequence) as Iterable<Row>) {
    const finding = findingAt(row, end);
    if (finding !== undefined && findings.length < FINDINGS_MAX) findings.push(finding);
    end = { sequence: row.sequence, hash: row.hash };
    records += 1;
  }
  return { records, end, findings };
};

/** The last record that retention has removed, or the one before those that are looked at. */
const startOf = (database: Database, last: number | undefined): ChainEnd => {
  const anchor = chainEnd(database, 'SELECT sequence, hash FROM use_anchor');
  if (last === undefined) return anchor;
  const before = database
    .prepare('SELECT sequence, hash FROM use_records ORDER BY sequence DESC LIMIT 1 OFFSET ?')
    .get(last);
  return before === undefined ? anchor : endIn(before);
};

/** The end of the chain as it stands: the last record, else the anchor. */
export const endOfChain = (database: Database): ChainEnd =>
  chainEnd(
    database,
    `SELECT sequence, hash FROM (SELECT sequence, hash FROM use_records ORDER BY sequence DESC LIMIT 1)
     UNION ALL SELECT sequence, hash FROM use_anchor ORDER BY sequence DESC LIMIT 1`,
  );

const chainEnd = (database: Database, sql: string): ChainEnd => {
  const row = database.prepare(sql).get();
  if (row === undefined) throw new Error('Expected an anchor of the records of use, got none');
  return endIn(row);
};

const endIn = ({ sequence, hash }: Readonly<Record<string, unknown>>): ChainEnd => ({
  sequence: Number(sequence),
  hash: String(hash),
});

const findingAt = ({ sequence, body, hash }: Row, before: ChainEnd): string | undefined => {
  if (sequence !== before.sequence + 1) {
    return `records ${before.sequence + 1} to ${sequence - 1} are missing`;
  }
  if (chained(before.hash, sequence, body) === hash) return undefined;
  return `record ${sequence} is not what was recorded, or the one before it is not`;
};
