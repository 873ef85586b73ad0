import type { Database } from '../../store/sqlite/database';
import { ChainCheck, type ChainEnd, type KeptRecord, type UseVerdict } from './chain';

/** Follows the chain from its beginning, or over the last so many records, and says where it is broken. */
export const verifyUseRecords = (database: Database, last?: number): UseVerdict => {
  const start = startOf(database, last);
  const check = new ChainCheck(start);
  const rows = database.prepare(
    'SELECT sequence, body, hash FROM use_records WHERE sequence > ? ORDER BY sequence',
  );
  for (const row of rows.iterate(start.sequence) as Iterable<KeptRecord>) check.add(row);
  return check.verdict();
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
