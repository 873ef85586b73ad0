import type { AnyProjection } from '../../../projections/projection';
import type { Changes, Superseded, TallyChange, Version, WordsChange } from './fold-batch';
import { type Copy, STILL_VALID, type Tables, tablesOf } from './model';
import type { RowStore } from './row-store';

/**
 * Writes what a batch changed: each live row once, and every version and every value of a counter on the way.
 */
export const writeChanges = (
  rows: RowStore,
  projection: AnyProjection,
  copy: Copy,
  { live, superseded, tallies, words }: Changes,
): void => {
  const tables = tablesOf(projection, copy);
  const columns = Object.keys(projection.columns);
  writeHistory(rows, tables, columns, superseded);
  writeLive(rows, tables, columns, live);
  writeTallies(rows, tables, tallies);
  writeWords(rows, tables, words);
};

const writeHistory = (
  rows: RowStore,
  { history }: Tables,
  columns: readonly string[],
  superseded: readonly Superseded[],
): void => {
  const insert = rows.prepare(insertInto(history, ['key', 'valid_from', 'valid_to', 'body', ...columns]));
  for (const { key, validFrom, validTo, body, values } of superseded) {
    insert.run(key, validFrom, validTo, body, ...values);
  }
};

const writeLive = (
  rows: RowStore,
  { live }: Tables,
  columns: readonly string[],
  changed: ReadonlyMap<string, Version | undefined>,
): void => {
  const set = ['valid_from', 'body', ...columns].map((name) => `${name} = excluded.${name}`);
  const insert = insertInto(live, ['key', 'valid_from', 'body', ...columns]);
  const upsert = rows.prepare(`${insert} ON CONFLICT (key) DO UPDATE SET ${set.join(', ')}`);
  const remove = rows.prepare(`DELETE FROM ${live} WHERE key = ?`);
  for (const [key, version] of changed) {
    if (version === undefined) remove.run(key);
    else upsert.run(key, version.validFrom, version.body, ...version.values);
  }
};

const insertInto = (table: string, columns: readonly string[]): string =>
  `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;

/**
 * Several rows may change one counter in the same event: the counter then has one value from that event on.
 */
const writeTallies = (rows: RowStore, { tallies }: Tables, changes: readonly TallyChange[]): void => {
  const last = rows.prepare(`SELECT value FROM ${tallies} WHERE name = ? ORDER BY valid_from DESC LIMIT 1`);
  const upsert = rows.prepare(
    `${insertInto(tallies, ['name', 'valid_from', 'value'])}
     ON CONFLICT (name, valid_from) DO UPDATE SET value = excluded.value`,
  );
  const values = new Map<string, number>();
  for (const { name, position, by } of changes) {
    const value = (values.get(name) ?? Number(last.get(name)?.value ?? 0)) + by;
    values.set(name, value);
    upsert.run(name, position, value);
  }
};

const writeWords = (rows: RowStore, { words, index }: Tables, changes: readonly WordsChange[]): void => {
  if (changes.length === 0) return;
  const end = rows.prepare(`UPDATE ${words} SET valid_to = ? WHERE key = ? AND valid_to = ${STILL_VALID}`);
  const begin = rows.prepare(insertInto(words, ['key', 'valid_from', 'valid_to', 'length']));
  const find = rows.prepare(insertInto(index, ['rowid', 'words']));
  for (const change of changes) {
    end.run(change.position, change.key);
    if (change.words === undefined || change.words === '') continue;
    const { lastInsertRowid } = begin.run(change.key, change.position, STILL_VALID, change.words.length);
    find.run(lastInsertRowid, change.words);
  }
};
