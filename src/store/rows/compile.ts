import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { RowStore, SqlRow, SqlValue } from './row-store';

/**
 * Writes queries as SQLite's SQL and runs nothing: the statements run prepared and synchronously, so that
 * they see the same moment as the checkpoint they are asked for.
 */
// biome-ignore lint/suspicious/noExplicitAny: the tables are the models' own, known only by their declarations.
export const sqliteQueries = new Kysely<any>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (queries) => new SqliteIntrospector(queries),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** Whatever Kysely can write as a statement. */
interface Compilable {
  compile(): { readonly sql: string; readonly parameters: readonly unknown[] };
}

/** Runs a query, prepared, and answers its rows. */
export const runQuery = (rows: RowStore, query: Compilable): readonly SqlRow[] => {
  const { sql, parameters } = query.compile();
  return rows.all(sql, boundValues(parameters));
};

/** Checks what is bound: SQLite knows text, numbers and null. */
const boundValues = (parameters: readonly unknown[]): readonly SqlValue[] =>
  parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number') return value;
    throw new Error(`expected text, a number or null as a value of a query, got ${typeof value}`);
  });
