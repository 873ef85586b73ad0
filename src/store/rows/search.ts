import { sql } from 'kysely';
import type { FoundByWords, PickRows, RowQuery, RowsOf, SearchRange } from '../../../projections/read-models';
import { runQuery, sqliteQueries } from './compile';
import { tablesOf } from './model';
import { foundRow } from './point-lookup';
import { formerRows, liveRows, type RowSource } from './row-source';
import type { RowStore } from './row-store';

/** The most characters of a search. */
export const SEARCH_CHARACTERS_MAX = 500;

/**
 * Rows whose words match all the given ones, each a prefix. Best first is the row with the least other text,
 * and then by key: an order that, unlike a rank by frequency, the same question of the same snapshot always
 * answers alike.
 */
export const searchRows = <Row extends object>(
  rows: RowStore,
  source: RowSource,
  words: string,
  { limit, after }: SearchRange,
  pick: PickRows,
  rowsOf: RowsOf,
): { readonly rows: readonly FoundByWords<Row>[]; readonly total: number } => {
  const match = matchOf(words);
  if (match === undefined) return { rows: [], total: 0 };
  const parts = source.present ? [liveRows(source)] : [liveRows(source), formerRows(source)];
  const found = parts.flatMap((part) => {
    const query = matching(source, pick(part, rowsOf), match)
      .orderBy('match.length')
      .orderBy('row.key')
      .limit(limit);
    const next = after === undefined ? query : query.where(beyond(after.length, after.key));
    return runQuery(rows, next.select(['row.key', 'row.valid_from', 'row.body', 'match.length as length']));
  });
  const total = parts.reduce((sum, part) => {
    const counted = matching(source, pick(part, rowsOf), match).select(({ fn }) => fn.countAll().as('count'));
    return sum + Number(runQuery(rows, counted)[0]?.count ?? 0);
  }, 0);
  const best = found
    .map((row) => ({ ...foundRow<Row>(row), length: Number(row.length) }))
    .sort(byLengthAndKey);
  return { rows: best.slice(0, limit), total };
};

const byLengthAndKey = (a: FoundByWords<object>, b: FoundByWords<object>): number =>
  a.length - b.length || Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));

const beyond = (length: number, key: string) => sql<boolean>`(match.length, row.key) > (${length}, ${key})`;

/** The full-text query; `undefined` where no word has a letter or a digit in it. */
const matchOf = (text: string): string | undefined => {
  if (text.length > SEARCH_CHARACTERS_MAX) {
    throw new Error(`expected at most ${SEARCH_CHARACTERS_MAX} characters to search for, got ${text.length}`);
  }
  const words = text
    .normalize('NFKC')
    .split(/[\s\0]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.length === 0
    ? undefined
    : words.map((word) => `"${word.replaceAll('"', '""')}" *`).join(' AND ');
};

const matching = ({ projection, state, position }: RowSource, picked: RowQuery, match: string) => {
  const { words, index } = tablesOf(projection, state.copy);
  const matches = sqliteQueries
    .selectFrom(index)
    .innerJoin(`${words} as word`, 'word.id', `${index}.rowid`)
    .where(sql<boolean>`${sql.table(index)} MATCH ${match}`)
    .where('word.valid_from', '<=', position)
    .where('word.valid_to', '>', position)
    .select(['word.key as key', 'word.length as length']);
  return picked.innerJoin(matches.as('match'), 'match.key', 'row.key');
};
