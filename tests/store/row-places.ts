import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../../src/store/postgres/database';
import { openPostgresRows } from '../../src/store/rows/postgres/postgres-row-store';
import type { RowStore } from '../../src/store/rows/row-store';
import { openSqliteRows } from '../../src/store/rows/sqlite/sqlite-row-store';
import { all, run, type SqlRow, type SqlValue } from '../../src/store/rows/work';
import { freshDatabase } from '../postgres/fresh-database';

/** Where rows stand that outlive who opened them. */
export interface RowPlace {
  open(): Promise<RowStore>;
  remove(): Promise<void>;
}

/** The file of the read models in a folder. */
export const FILE = 'readmodels.db';

/** A file in a folder of its own. */
export const sqlitePlace = async (): Promise<RowPlace & { readonly folder: string }> => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-rows-'));
  return {
    folder,
    open: async () => openSqliteRows(join(folder, FILE)),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** A PostgreSQL database. */
export const postgresPlace = async (): Promise<RowPlace & { readonly url: string }> => {
  const { url, drop } = await freshDatabase();
  return {
    url,
    open: async () => {
      const database = await openPostgres(url);
      const rows = await openPostgresRows(database);
      return { ...rows, close: () => database.close() };
    },
    remove: drop,
  };
};

/** Every database that read models may stand in. */
export const ROW_STORES: readonly (readonly [string, () => Promise<RowPlace>])[] = [
  ['SQLite', sqlitePlace],
  ['PostgreSQL', postgresPlace],
];

/** Changes rows or tables by hand. */
export const change = (rows: RowStore, sql: string, values: readonly SqlValue[] = []): Promise<void> =>
  rows.write(() => run(sql, values));

/** Changes rows by hand; answers how many. */
export const changed = async (rows: RowStore, sql: string): Promise<number> =>
  (await rows.write(() => all(`${sql} RETURNING 1 AS one`))).length;

/** The rows of a statement. */
export const read = async (
  rows: RowStore,
  sql: string,
  values: readonly SqlValue[] = [],
): Promise<readonly SqlRow[]> => rows.read(() => all(sql, values));

/** Which of the tables there are. */
export const tablesThere = async (
  rows: RowStore,
  ...tables: readonly string[]
): Promise<readonly string[]> => {
  const { sql, values } = rows.dialect.existing(tables);
  return (await read(rows, sql, values)).map(({ name }) => String(name));
};
