import type { Database } from '../../store/sqlite/database';
import { RECORDS_COUNTED_MAX, RECORDS_PER_PAGE_MAX } from './bounds';
import type { UseKind, UseRecord } from './use-record';

/** Which records are wanted: those for which everything that is given holds. */
export interface UseFilter {
  readonly actorId?: string;
  readonly operation?: string;
  readonly kind?: UseKind;
  /** First instant, included. */
  readonly from?: string;
  /** Last instant, not included. */
  readonly to?: string;
}

/** Newest first. */
export interface UsePage {
  readonly records: readonly UseRecord[];
  readonly hasNextPage: boolean;
  /** Counted up to `RECORDS_COUNTED_MAX`. */
  readonly totalCount: number;
}

/** So many records, behind the record `after`. */
export interface PageWanted {
  readonly first: number;
  readonly after?: number;
}

/** A page of the records that the filter finds, behind the record `after`. */
export const pageOfRecords = (
  database: Database,
  filter: UseFilter,
  { first, after }: PageWanted,
): UsePage => {
  if (!(first >= 1 && first <= RECORDS_PER_PAGE_MAX)) {
    throw new Error(`Expected a page of 1 to ${RECORDS_PER_PAGE_MAX} records, got ${first}`);
  }
  const found = conditionsOf(filter);
  const rest = after === undefined ? found : [...found, ['sequence < ?', after] as const];
  const rows = database
    .prepare(`SELECT sequence, body, hash FROM use_records ${where(rest)} ORDER BY sequence DESC LIMIT ?`)
    .all(...rest.map(([, value]) => value), first + 1);
  const count = database
    .prepare(`SELECT count(*) AS count FROM (SELECT 1 FROM use_records ${where(found)} LIMIT ?)`)
    .get(...found.map(([, value]) => value), RECORDS_COUNTED_MAX);
  return {
    records: rows.slice(0, first).map(recordIn),
    hasNextPage: rows.length > first,
    totalCount: Number(count?.count),
  };
};

type Condition = readonly [sql: string, value: string | number];

const SQL: Readonly<Record<keyof UseFilter, string>> = {
  actorId: 'actor_id = ?',
  operation: 'operation = ?',
  kind: 'kind = ?',
  from: 'at >= ?',
  to: 'at < ?',
};

/** What the filter asks of a record, as SQL of either database. */
export const conditionsOf = (filter: UseFilter): readonly Condition[] =>
  (Object.keys(SQL) as readonly (keyof UseFilter)[]).flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [[SQL[name], value] as const];
  });

const where = (conditions: readonly Condition[]): string =>
  conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;

/** A record as it was written: the body comes from `use-log.ts` alone: the chain tells where somebody else did. */
export const recordIn = ({ sequence, body, hash }: Readonly<Record<string, unknown>>): UseRecord => ({
  ...(JSON.parse(String(body)) as Omit<UseRecord, 'sequence' | 'hash'>),
  sequence: Number(sequence),
  hash: String(hash),
});
