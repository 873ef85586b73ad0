import { createQueryId, SqliteQueryCompiler } from 'kysely';
import type { Statement } from '../../sqlite/database';
import { STILL_VALID } from '../model';
import { boundValues } from '../queries';
import type { Table } from '../table';
import type { LookUp, SqlRow, SqlValue, Step, WordsChanges, WordTables } from '../work';

/** Statements by their text, prepared once while they are in use. */
export interface Statements {
  get(sql: string): Statement;
}

/** Does one step of a piece of work, prepared and at once. */
export const performStep = (statements: Statements, step: Step): unknown => {
  switch (step.kind) {
    case 'rows':
      return statements.get(step.sql).all(...step.values);
    case 'row':
      return statements.get(step.sql).get(...step.values);
    case 'change':
    case 'update':
      statements.get(step.sql).run(...step.values);
      return undefined;
    case 'query': {
      const { sql, parameters } = COMPILER.compileQuery(step.node, createQueryId());
      return statements.get(sql).all(...boundValues(parameters));
    }
    case 'look-up':
      return lookedUp(statements, step);
    case 'last-values':
      return lastValues(statements, step.table, step.names);
    case 'insert':
      return runAll(statements, step.rows, (count) => insertInto(step.table, count));
    case 'put':
      return runAll(statements, step.rows, (count) => putInto(step.table, count));
    case 'remove': {
      const remove = statements.get(`DELETE FROM ${step.table.name} WHERE ${step.table.key[0]} = ?`);
      for (const key of step.keys) remove.run(key);
      return undefined;
    }
    case 'words':
      return changeWords(statements, step.tables, step.changes);
  }
};

const COMPILER = new SqliteQueryCompiler();

const lookedUp = (statements: Statements, { table, columns, keys, holdsAt }: LookUp): readonly SqlRow[] => {
  const found: SqlRow[] = [];
  const statement = statements.get(lookUpIn(table, columns, holdsAt !== undefined));
  const bounds = holdsAt === undefined ? [] : isFormer(table) ? [holdsAt, holdsAt] : [holdsAt];
  for (const key of keys) {
    const row = statement.get(key, ...bounds) as SqlRow | undefined;
    if (row !== undefined) found.push(row);
  }
  return found;
};

const isFormer = ({ columns }: Table): boolean => columns.some(({ name }) => name === 'valid_to');

const lookUpIn = (table: Table, columns: readonly string[], atPosition: boolean): string => {
  const known = LOOK_UPS.get(table)?.[Number(atPosition)];
  if (known?.columns === columns) return known.sql;
  const made = { columns, sql: newLookUp(table, columns, atPosition) };
  const others = LOOK_UPS.get(table) ?? [];
  LOOK_UPS.set(table, atPosition ? [others[0], made] : [made, others[1]]);
  return made.sql;
};

/** Texts that each reader needs again and again, without and with a position. */
const LOOK_UPS = new WeakMap<
  Table,
  readonly ({ readonly columns: readonly string[]; readonly sql: string } | undefined)[]
>();

const newLookUp = (table: Table, columns: readonly string[], atPosition: boolean): string => {
  const sought = `SELECT ${columns.join(', ')} FROM ${table.name} WHERE ${table.key[0]} = ?`;
  if (!atPosition) return sought;
  const begun = `${sought} AND valid_from <= ?`;
  return isFormer(table) ? `${begun} AND valid_to > ? ORDER BY valid_from DESC LIMIT 1` : begun;
};

const lastValues = (
  statements: Statements,
  { name: table }: Table,
  names: readonly string[],
): ReadonlyMap<string, number> => {
  const last = statements.get(`SELECT value FROM ${table} WHERE name = ? ORDER BY valid_from DESC LIMIT 1`);
  const values = new Map<string, number>();
  for (const name of names) {
    const value = last.get(name)?.value;
    if (value !== undefined) values.set(name, Number(value));
  }
  return values;
};

/** How many rows one statement writes: the way into the database costs more than a row. */
const ROWS_PER_STATEMENT = 10;

const runAll = (
  statements: Statements,
  rows: readonly (readonly SqlValue[])[],
  sqlFor: (count: number) => string,
): undefined => {
  let from = 0;
  if (rows.length >= ROWS_PER_STATEMENT) {
    const many = statements.get(sqlFor(ROWS_PER_STATEMENT));
    for (; from + ROWS_PER_STATEMENT <= rows.length; from += ROWS_PER_STATEMENT)
      many.run(...rows.slice(from, from + ROWS_PER_STATEMENT).flat());
  }
  if (from === rows.length) return;
  const single = statements.get(sqlFor(1));
  for (const row of rows.slice(from)) single.run(...row);
};

const insertInto = ({ name, columns }: Table, count: number): string => {
  const row = `(${columns.map(() => '?').join(', ')})`;
  return `INSERT INTO ${name} (${columns.map((column) => column.name).join(', ')})
   VALUES ${Array.from({ length: count }, () => row).join(', ')}`;
};

const putInto = (table: Table, count: number): string => {
  const set = table.columns
    .filter(({ name }) => !table.key.includes(name))
    .map(({ name }) => `${name} = excluded.${name}`);
  return `${insertInto(table, count)} ON CONFLICT (${table.key.join(', ')}) DO UPDATE SET ${set.join(', ')}`;
};

const changeWords = (
  statements: Statements,
  { words, index }: WordTables,
  { ended, begun }: WordsChanges,
): undefined => {
  const end = statements.get(`UPDATE ${words} SET valid_to = ? WHERE key = ? AND valid_to = ${STILL_VALID}`);
  const begin = statements.get(
    `INSERT INTO ${words} (key, valid_from, valid_to, length) VALUES (?, ?, ?, ?)`,
  );
  const find = statements.get(`INSERT INTO ${index} (rowid, words) VALUES (?, ?)`);
  for (const { key, position } of ended) end.run(position, key);
  for (const { key, validFrom, validTo, words: text } of begun) {
    const { lastInsertRowid } = begin.run(key, validFrom, validTo, text.length);
    find.run(lastInsertRowid, text);
  }
};
