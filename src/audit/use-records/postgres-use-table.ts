import type { PostgresDatabase, Queries } from '../../store/postgres/database';
import { migrate } from '../../store/postgres/migrate';
import { StoreFault } from '../../store/store-fault';
import { RECORDS_COUNTED_MAX, RECORDS_REMOVED_MAX, TAIL_RECORDS_CHECKED } from './bounds';
import { linked, type TimedEnd } from './chain';
import { USE_LAYOUT, USE_PLACE } from './postgres-schema';
import { verifyPostgresUseRecords } from './postgres-verify';
import { conditionsOf, type PageWanted, recordIn, type UseFilter, type UsePage } from './queries';
import { instantBefore } from './retention';
import type { UseEntry } from './use-record';
import type { UseTable } from './use-table';

/** Opens the records that several processes add to; throws a `StoreFault` where they have been tampered with. */
export const openPostgresUseTable = async (database: PostgresDatabase): Promise<UseTable> => {
  await migrate(database, USE_LAYOUT);
  const { findings } = await verifyPostgresUseRecords(database, TAIL_RECORDS_CHECKED);
  if (findings.length === 0) return new PostgresUseTable(database);
  throw new StoreFault(
    'CORRUPT',
    `the records of use in ${USE_PLACE} were tampered with or are damaged: ${findings.join('; ')}. Keep them as ` +
      'evidence: move them aside, or restore them from a backup, and start again',
  );
};

/** Records of use in PostgreSQL: one chain, which the processes take turns to add to. */
class PostgresUseTable implements UseTable {
  constructor(private readonly database: PostgresDatabase) {}

  write(entries: readonly UseEntry[], nowMs: number): Promise<void> {
    return this.database.transaction(async ({ query }) => {
      const { records, end } = linked(entries, nowMs, await lockedEnd({ query }));
      await query(
        `INSERT INTO liaison_use.use_records (sequence, body, hash)
         SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[])`,
        [
          records.map(({ sequence }) => sequence),
          records.map(({ body }) => body),
          records.map(({ hash }) => hash),
        ],
      );
      await query('UPDATE liaison_use.use_end SET sequence = $1, hash = $2, at = $3', [
        end.sequence,
        end.hash,
        end.at,
      ]);
    });
  }

  page(filter: UseFilter, { first, after }: PageWanted): Promise<UsePage> {
    const found = conditionsOf(filter);
    const rest = after === undefined ? found : [...found, ['sequence < ?', after] as const];
    return this.database.transaction(
      async ({ query }) => {
        const rows = await query<Readonly<Record<string, unknown>>>(
          `SELECT sequence, body, hash FROM liaison_use.use_records ${where(rest)}
           ORDER BY sequence DESC LIMIT $${rest.length + 1}`,
          [...rest.map(([, value]) => value), first + 1],
        );
        const [count] = await query<{ count: number }>(
          `SELECT count(*) AS count FROM
             (SELECT 1 FROM liaison_use.use_records ${where(found)} LIMIT $${found.length + 1}) AS found`,
          [...found.map(([, value]) => value), RECORDS_COUNTED_MAX],
        );
        return {
          records: rows.slice(0, first).map(recordIn),
          hasNextPage: rows.length > first,
          totalCount: count?.count ?? 0,
        };
      },
      { snapshot: true },
    );
  }

  removeOld(nowMs: number, days: number): Promise<void> {
    return this.database.transaction(async ({ query }) => {
      await lockedEnd({ query });
      const [last] = await query<{ sequence: number; hash: string }>(
        `SELECT sequence, hash FROM
           (SELECT sequence, hash, at FROM liaison_use.use_records ORDER BY sequence LIMIT $1) AS oldest
         WHERE at < $2 ORDER BY sequence DESC LIMIT 1`,
        [RECORDS_REMOVED_MAX, instantBefore(nowMs, days)],
      );
      if (last === undefined) return;
      await query('UPDATE liaison_use.use_anchor SET sequence = $1, hash = $2', [last.sequence, last.hash]);
      await query('DELETE FROM liaison_use.use_records WHERE sequence <= $1', [last.sequence]);
    });
  }

  /** A server that is away comes back. */
  faultOf(error: unknown): { readonly message: string; readonly lasts: boolean } {
    const why = error instanceof Error ? error.message : String(error);
    return { message: `writing records of use failed: ${why}`, lasts: !(error instanceof StoreFault) };
  }

  /** The database belongs to whoever opened it. */
  async close(): Promise<void> {}
}

/** The end of the chain; whoever has locked it is the only one that adds to it. */
const lockedEnd = async ({ query }: Queries): Promise<TimedEnd> => {
  const [end] = await query<TimedEnd>('SELECT sequence, hash, at FROM liaison_use.use_end FOR UPDATE');
  if (end === undefined) throw new Error('expected an end of the records of use, got none');
  return end;
};

const where = (conditions: ReturnType<typeof conditionsOf>): string =>
  conditions.length === 0
    ? ''
    : `WHERE ${conditions.map(([sql], index) => sql.replace('?', `$${index + 1}`)).join(' AND ')}`;
