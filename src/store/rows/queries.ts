import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { SqlValue } from './work';

/**
 * Builds queries and neither writes nor runs them: each store writes them in its own SQL and runs them in the
 * transaction of the checkpoint they are asked for.
 */
// biome-ignore lint/suspicious/noExplicitAny: the tables are the models' own, known only by their declarations.
export const queries = new Kysely<any>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (unused) => new SqliteIntrospector(unused),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** Checks what is bound: a row knows text, numbers and null. */
export const boundValues = (parameters: readonly unknown[]): readonly SqlValue[] =>
  parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number') return value;
    throw new Error(`expected text, a number or null as a value of a query, got ${typeof value}`);
  });
