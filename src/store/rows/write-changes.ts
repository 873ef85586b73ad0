import type { AnyProjection } from '../../../projections/projection';
import type { Changes, TallyChange, WordsChange } from './fold-batch';
import { type Copy, STILL_VALID, tablesOf } from './model';
import type { Table } from './table';
import {
  changeWords,
  insert,
  lastValues,
  put,
  remove,
  type SqlValue,
  type WordsChanges,
  type Work,
} from './work';

/**
 * Writes what a batch changed: each live row once, and every version and every value of a counter on the way.
 */
export function* writeChanges(
  projection: AnyProjection,
  copy: Copy,
  { live, superseded, tallies, words }: Changes,
): Work<void> {
  const tables = tablesOf(projection, copy);
  yield* insert(
    tables.history,
    superseded.map(({ key, version, validTo }) => [
      key,
      version.validFrom,
      version.body,
      ...version.values,
      validTo,
    ]),
  );
  const gone: string[] = [];
  const changed: (readonly SqlValue[])[] = [];
  for (const [key, version] of live) {
    if (version === undefined) gone.push(key);
    else changed.push([key, version.validFrom, version.body, ...version.values]);
  }
  yield* remove(tables.live, gone);
  yield* put(tables.live, changed);
  yield* writeTallies(tables.tallies, tallies);
  yield* changeWords(tables, endedAndBegun(words));
}

/**
 * Several rows may change one counter in the same event: the counter then has one value from that event on.
 */
function* writeTallies(table: Table, changes: readonly TallyChange[]): Work<void> {
  const values = new Map(yield* lastValues(table, [...new Set(changes.map(({ name }) => name))]));
  const written = new Map<string, readonly SqlValue[]>();
  for (const { name, position, by } of changes) {
    const value = (values.get(name) ?? 0) + by;
    values.set(name, value);
    written.set(`${position} ${name}`, [name, position, value]);
  }
  yield* put(table, [...written.values()]);
}

/** Each change ends the words before it; those that did not outlast the batch are written with their end. */
const endedAndBegun = (changes: readonly WordsChange[]): WordsChanges => {
  const ended: { readonly key: string; readonly position: number }[] = [];
  const begun: { key: string; validFrom: number; validTo: number; words: string }[] = [];
  const last = new Map<string, { validTo: number } | undefined>();
  for (const { key, position, words } of changes) {
    const before = last.get(key);
    if (before !== undefined) before.validTo = position;
    else if (!last.has(key)) ended.push({ key, position });
    const next =
      words === undefined || words === ''
        ? undefined
        : { key, validFrom: position, validTo: STILL_VALID, words };
    if (next !== undefined) begun.push(next);
    last.set(key, next);
  }
  return { ended, begun };
};
