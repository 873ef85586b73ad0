import { StoreFault } from '../store-fault';
import type { PostgresDatabase, Queries } from './database';

/** The longest one step of a migration may take: it may have to go through the whole log. */
export const MIGRATION_MS_MAX = 60 * 60 * 1_000;

/** The tables of one part of the product. */
export interface Layout {
  /** The PostgreSQL schema that they lie in. */
  readonly schema: string;
  /** The n-th text brings layout n - 1 to layout n. One that was published is never changed. */
  readonly steps: readonly string[];
}

/**
 * Brings the tables to the newest layout, one step in one transaction, so that a process that is stopped on the way
 * leaves a whole layout behind. Of several that start together one works and the others wait. A layout that only a
 * newer version knows is refused.
 */
export const migrate = async (database: PostgresDatabase, layout: Layout): Promise<void> => {
  // Looked at first without a lock and without making anything: a process may serve that may not change tables.
  for (let version = await versionOf(database, layout); version < layout.steps.length; ) {
    version = await database.transaction((queries) => nextStep(queries, layout), {
      statementMsMax: MIGRATION_MS_MAX,
    });
  }
};

/** The layout that is there after one more step, or without one where another process was faster. */
const nextStep = async (queries: Queries, layout: Layout): Promise<number> => {
  const { query } = queries;
  const { schema, steps } = layout;
  await query(`SET LOCAL lock_timeout = ${MIGRATION_MS_MAX}`);
  await query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`liaison layout ${schema}`]);
  const version = await versionOf(queries, layout);
  const step = steps[version];
  if (step === undefined) return version;
  await query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await query(`CREATE TABLE IF NOT EXISTS ${schema}.layout (
    version int PRIMARY KEY, made_at timestamptz NOT NULL DEFAULT clock_timestamp())`);
  await query(step);
  await query(`INSERT INTO ${schema}.layout (version) VALUES ($1)`, [version + 1]);
  return version + 1;
};

/** The layout that is there; 0 where there is none, a refusal where it is newer than any that is known here. */
const versionOf = async ({ query }: Queries, { schema, steps }: Layout): Promise<number> => {
  // Not by to_regclass: it may answer from before the wait for the lock.
  const tables = await query(`SELECT FROM pg_tables WHERE schemaname = $1 AND tablename = 'layout'`, [
    schema,
  ]);
  if (tables.length === 0) return 0;
  const [newest] = await query<{ version: number }>(
    `SELECT coalesce(max(version), 0) AS version FROM ${schema}.layout`,
  );
  const version = newest?.version ?? 0;
  if (version <= steps.length) return version;
  throw new StoreFault(
    'UNAVAILABLE',
    `${schema}: expected at most layout ${steps.length}, got ${version}: use the version that wrote it`,
  );
};
