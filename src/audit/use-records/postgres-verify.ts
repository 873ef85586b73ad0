import type { PostgresDatabase, Queries } from '../../store/postgres/database';
import { ChainCheck, type ChainEnd, type KeptRecord, type UseVerdict } from './chain';

/** How many records are read at a time. */
const RECORDS_PER_READ = 1_000;

/** As `verifyUseRecords`, of one state of the database; also while servers add to it. */
export const verifyPostgresUseRecords = (database: PostgresDatabase, last?: number): Promise<UseVerdict> =>
  database.transaction(
    async (queries) => {
      const start = await startOf(queries, last);
      const check = new ChainCheck(start);
      let after = start.sequence;
      for (;;) {
        const records = await queries.query<KeptRecord>(
          `SELECT sequence, body, hash FROM liaison_use.use_records
           WHERE sequence > $1 ORDER BY sequence LIMIT $2`,
          [after, RECORDS_PER_READ],
        );
        for (const record of records) check.add(record);
        if (records.length < RECORDS_PER_READ) break;
        after = records.at(-1)?.sequence ?? after;
      }
      const { sequence, hash } = await endIn(queries, 'use_end');
      const { end } = check.verdict();
      if (sequence !== end.sequence || hash !== end.hash) {
        check.find(`record ${sequence} was the last, but the records end with ${end.sequence}`);
      }
      return check.verdict();
    },
    { snapshot: true },
  );

/** The last record that retention has removed, or the one before those that are looked at. */
const startOf = async (queries: Queries, last: number | undefined): Promise<ChainEnd> => {
  const anchor = await endIn(queries, 'use_anchor');
  if (last === undefined) return anchor;
  const [before] = await queries.query<ChainEnd>(
    'SELECT sequence, hash FROM liaison_use.use_records ORDER BY sequence DESC LIMIT 1 OFFSET $1',
    [last],
  );
  return before ?? anchor;
};

const endIn = async ({ query }: Queries, table: 'use_anchor' | 'use_end'): Promise<ChainEnd> => {
  const [end] = await query<ChainEnd>(`SELECT sequence, hash FROM liaison_use.${table}`);
  if (end === undefined) throw new Error(`expected a row in liaison_use.${table}, got none`);
  return end;
};
