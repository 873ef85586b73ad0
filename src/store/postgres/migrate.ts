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
  for (;;) {
    const version = await database.transaction((queries) => nextStep(queries, layout), {
      statementMsMax: MIGRATION_MS_MAX,
    });
    if (version === layout.steps.length) return;
  }
};

/** The layout that is there after one more step, or without one where nothing is left to do. */
const nextStep = async ({ query }: Queries, { schema, steps }: Layout): Promise<number> => {
  await query(`SET LOCAL lock_timeout = ${MIGRATION_MS_MAX}`);
  await query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`liaison layout ${schema}`]);
  await query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await query(`CREATE TABLE IF NOT EXISTS ${schema}.layout (
    version int PRIMARY KEY, made_at timestamptz NOT NULL DEFAULT clock_timestamp())`);
  const [newest] = await query<{ version: number }>(
    `SELECT coalesce(max(version), 0) AS version FROM ${schema}.layout`,
  );
  const version = newest?.version ?? 0;
  if (version > steps.length) {
    throw new StoreFault(
      'UNAVAILABLE',
      `${schema}: expected at most layout ${steps.length}, got ${version}: use the version that wrote it`,
    );
  }
  const step = steps[version];
  if (step === undefined) return version;
  await query(step);
  await query(`INSERT INTO ${schema}.layout (version) VALUES ($1)`, [version + 1]);
  return version + 1;
};
