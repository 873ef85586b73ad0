import type { Statement } from '../../sqlite/database';
import { STILL_VALID, type Tables } from '../model';
import type { Counted, Replaced, RowChanges, WordsChanges } from '../row-changes';
import type { SqlValue } from '../sql-value';
import type { Table } from '../table';
import type { Statements } from './perform-step';

/** Writes what a batch makes of a model's tables. */
export const changeRowsIn = (statements: Statements, changes: RowChanges): undefined => {
  const { tables, superseded, passed, removed, added, replaced, counted, words } = changes;
  if (superseded.length > 0) {
    const move = statements.get(textsOf(tables).supersede);
    for (const { key, validTo } of superseded) move.run(validTo, key);
  }
  insertAll(statements, tables.history, passed);
  if (removed.length > 0) {
    const remove = statements.get(textsOf(tables).remove);
    for (const key of removed) remove.run(key);
  }
  insertAll(statements, tables.live, added);
  for (const row of replaced) replace(statements, tables.live, row);
  if (counted.length > 0) count(statements.get(textsOf(tables).count), counted);
  if (words !== undefined) changeWords(statements, tables, words);
};

const count = (statement: Statement, counted: readonly Counted[]): void => {
  for (const { name, position, by } of counted) statement.run(name, position, by, name);
};

const replace = (statements: Statements, live: Table, { row, changed }: Replaced): void => {
  const { sql, places } = replacementOf(live, changed);
  statements.get(sql).run(...places.map((place) => row[place] ?? null));
};

/** A statement, and where in a row its values stand. */
interface Replacement {
  readonly sql: string;
  readonly places: readonly number[];
}

/** Few columns change together, and the same again and again. */
const replacementOf = (live: Table, changed: readonly string[]): Replacement => {
  const known = REPLACEMENTS.get(live) ?? new Map<string, Replacement>();
  const name = changed.join();
  const replacement = known.get(name) ?? newReplacement(live, changed);
  if (known.size < REPLACEMENTS_MAX) REPLACEMENTS.set(live, known.set(name, replacement));
  return replacement;
};

const REPLACEMENTS = new WeakMap<Table, Map<string, Replacement>>();
/** The most statements that are remembered of a table; others are made each time. */
const REPLACEMENTS_MAX = 100;

/** Only the columns that are others than before: those that are not named leave their indexes alone. */
const newReplacement = ({ name: table, columns }: Table, changed: readonly string[]): Replacement => {
  const names = columns.map(({ name }) => name);
  const set = names.filter((name) => WRITTEN_ALWAYS.has(name) || changed.includes(name));
  return {
    sql: `UPDATE ${table} SET ${set.map((name) => `${name} = ?`).join(', ')} WHERE key = ?`,
    places: [...set, 'key'].map((name) => names.indexOf(name)),
  };
};

const WRITTEN_ALWAYS = new Set(['valid_from', 'body']);

/** How many rows one statement writes: the way into the database costs more than a row. */
const ROWS_PER_STATEMENT = 10;

const insertAll = (statements: Statements, table: Table, rows: readonly (readonly SqlValue[])[]): void => {
  if (rows.length === 0) return;
  let from = 0;
  if (rows.length >= ROWS_PER_STATEMENT) {
    const many = statements.get(insertText(table, ROWS_PER_STATEMENT));
    for (; from + ROWS_PER_STATEMENT <= rows.length; from += ROWS_PER_STATEMENT)
      many.run(...rows.slice(from, from + ROWS_PER_STATEMENT).flat());
  }
  if (from === rows.length) return;
  const single = statements.get(insertText(table, 1));
  for (const row of rows.slice(from)) single.run(...row);
};

const insertText = ({ name, columns }: Table, count: number): string => {
  const row = `(${columns.map(() => '?').join(', ')})`;
  return `INSERT INTO ${name} (${columns.map((column) => column.name).join(', ')})
   VALUES ${Array.from({ length: count }, () => row).join(', ')}`;
};

const changeWords = (statements: Statements, tables: Tables, { ended, begun }: WordsChanges): void => {
  const { endWords, beginWords, findWords } = textsOf(tables);
  for (const { key, position } of ended) statements.get(endWords).run(position, key);
  for (const { key, validFrom, validTo, words } of begun) {
    const { lastInsertRowid } = statements.get(beginWords).run(key, validFrom, validTo, words.length);
    statements.get(findWords).run(lastInsertRowid, words);
  }
};

/** The statements that a copy of a model needs again and again. */
const textsOf = (tables: Tables): ReturnType<typeof newTexts> => {
  const known = TEXTS.get(tables) ?? newTexts(tables);
  TEXTS.set(tables, known);
  return known;
};

const TEXTS = new WeakMap<Tables, ReturnType<typeof newTexts>>();

const newTexts = ({ live, history, tallies, words, index }: Tables) => {
  const columns = live.columns.map(({ name }) => name).join(', ');
  return {
    supersede: `INSERT INTO ${history.name} (${columns}, valid_to)
      SELECT ${columns}, ? FROM ${live.name} WHERE key = ?`,
    remove: `DELETE FROM ${live.name} WHERE key = ?`,
    count: `INSERT INTO ${tallies.name} (name, valid_from, value) VALUES (?, ?, ? + coalesce(
      (SELECT value FROM ${tallies.name} WHERE name = ? ORDER BY valid_from DESC LIMIT 1), 0))`,
    endWords: `UPDATE ${words} SET valid_to = ? WHERE key = ? AND valid_to = ${STILL_VALID}`,
    beginWords: `INSERT INTO ${words} (key, valid_from, valid_to, length) VALUES (?, ?, ?, ?)`,
    findWords: `INSERT INTO ${index} (rowid, words) VALUES (?, ?)`,
  };
};
