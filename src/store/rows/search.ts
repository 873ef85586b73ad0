import { sql } from 'kysely';
import type { FoundByWords, PickRows, RowQuery, RowsOf, SearchRange } from '../../../projections/read-models';
import { tablesOf } from './model';
import { foundRow } from './point-lookup';
import { formerRows, liveRows, type RowSource } from './row-source';
import { ask, type SqlRow, type Work } from './work';

/** The most characters of a search. */
export const SEARCH_CHARACTERS_MAX = 500;

/** What a search answers: some rows, and how many there are. */
export interface SearchAnswer<Row> {
  readonly rows: readonly FoundByWords<Row>[];
  readonly total: number;
}

/**
 * Rows whose words match all the given ones, each a prefix. Best first is the row with the least other text,
 * and then by key: an order that, unlike a rank by frequency, the same question of the same snapshot always
 * answers alike.
 */
export function* searchRows<Row extends object>(
  source: RowSource,
  words: string,
  { limit, after }: SearchRange,
  pick: PickRows,
  rowsOf: RowsOf,
): Work<SearchAnswer<Row>> {
  const match = source.dialect.matchOf(wordsOf(words));
  if (match === undefined) return { rows: [], total: 0 };
  const parts = source.present ? [liveRows(source)] : [liveRows(source), formerRows(source)];
  const found: SqlRow[] = [];
  let total = 0;
  for (const part of parts) {
    const matching = matchingRows(source, pick(part, rowsOf), match);
    const query = matching.orderBy('match.length').orderBy('row.key').limit(limit);
    const next = after === undefined ? query : query.where(beyond(after.length, after.key));
    found.push(
      ...(yield* ask(next.select(['row.key', 'row.valid_from', 'row.body', 'match.length as length']))),
    );
    const [counted] = yield* ask(matching.select(({ fn }) => fn.countAll().as('count')));
    total += Number(counted?.count ?? 0);
  }
  const best = found
    .map((row) => ({ ...foundRow<Row>(source.projection, row), length: Number(row.length) }))
    .sort(byLengthAndKey);
  return { rows: best.slice(0, limit), total };
}

const byLengthAndKey = (a: FoundByWords<object>, b: FoundByWords<object>): number =>
  a.length - b.length || Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));

const beyond = (length: number, key: string) =>
  sql<boolean>`(${sql.ref('match.length')}, ${sql.ref('row.key')}) > (${length}, ${key})`;

/** The words of a search that have a letter or a digit in them. */
const wordsOf = (text: string): readonly string[] => {
  if (text.length > SEARCH_CHARACTERS_MAX) {
    throw new Error(`expected at most ${SEARCH_CHARACTERS_MAX} characters to search for, got ${text.length}`);
  }
  return text
    .normalize('NFKC')
    .split(/[\s\0]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
};

const matchingRows = (
  { dialect, projection, state, position }: RowSource,
  picked: RowQuery,
  match: string,
) => {
  const matches = dialect.matches(tablesOf(projection, state.copy), match, position);
  return picked.innerJoin(matches.as('match'), 'match.key', 'row.key');
};
