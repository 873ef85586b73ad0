import type { AnyProjection } from '../../../projections/projection';
import {
  type Changes,
  columnValues,
  type TallyChange,
  type Version,
  type WordsChange,
  type WrittenVersion,
} from './fold-batch';
import { type Copy, STILL_VALID, tablesOf } from './model';
import type { Counted, Replaced, WordsChanges } from './row-changes';
import { changeRows, type SqlValue, type Work } from './work';

/**
 * Writes what a batch changed: each live row once, and every version and every value of a counter on the way.
 */
export function* writeChanges(projection: AnyProjection, copy: Copy, changes: Changes): Work<void> {
  const removed: string[] = [];
  const added: (readonly SqlValue[])[] = [];
  const replaced: Replaced[] = [];
  for (const [key, { before, after }] of changes.live) {
    if (after === undefined) {
      if (before !== undefined) removed.push(key);
      continue;
    }
    const { validFrom, body, values } = after.version;
    const row = [key, validFrom, body, ...values];
    if (before === undefined) added.push(row);
    else replaced.push({ row, changed: changedColumns(projection, before.version, values) });
  }
  yield* changeRows({
    tables: tablesOf(projection, copy),
    superseded: changes.superseded,
    passed: changes.passed.map(({ key, version, validTo }) => [
      key,
      version.validFrom,
      version.body,
      ...version.values,
      validTo,
    ]),
    removed,
    added,
    replaced,
    counted: countedOnce(changes.tallies),
    ...(projection.words === undefined ? {} : { words: endedAndBegun(changes.words) }),
  });
}

const changedColumns = (
  projection: AnyProjection,
  before: Version | WrittenVersion,
  after: readonly SqlValue[],
): readonly string[] => {
  const values = 'values' in before ? before.values : columnValues(projection, before.row);
  return Object.keys(projection.columns).filter((_, index) => values[index] !== after[index]);
};

/**
 * Several rows may change one counter in the same event: the counter then has one value from that event on.
 */
const countedOnce = (changes: readonly TallyChange[]): readonly Counted[] => {
  const counted = new Map<string, Counted>();
  for (const { name, position, by } of changes) {
    const place = `${position} ${name}`;
    counted.set(place, { name, position, by: by + (counted.get(place)?.by ?? 0) });
  }
  return [...counted.values()];
};

/** Each change ends the words before it; those that did not outlast the batch are written with their end. */
const endedAndBegun = (changes: readonly WordsChange[]): WordsChanges => {
  const ended: { readonly key: string; readonly position: number }[] = [];
  const begun: { key: string; validFrom: number; validTo: number; words: string }[] = [];
  const last = new Map<string, { validTo: number } | undefined>();
  for (const { key, position, before, words } of changes) {
    const ofThisBatch = last.get(key);
    if (ofThisBatch !== undefined) ofThisBatch.validTo = position;
    else if (isSearched(before)) ended.push({ key, position });
    const next = isSearched(words) ? { key, validFrom: position, validTo: STILL_VALID, words } : undefined;
    if (next !== undefined) begun.push(next);
    last.set(key, next);
  }
  return { ended, begun };
};

/** Nothing is written of a row without words. */
const isSearched = (words: string | undefined): words is string => words !== undefined && words !== '';
