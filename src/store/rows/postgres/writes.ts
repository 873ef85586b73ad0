import type { Queries } from '../../postgres/queries';
import { STILL_VALID, type Tables } from '../model';
import type { Counted, RowChanges, WordsChanges } from '../row-changes';
import type { SqlValue } from '../sql-value';
import type { Table } from '../table';
import { vectorOf } from './search-text';
import { type NamedStatement, statement } from './statement';

/** What is written to one table, or to those of one model: parts of one statement. */
export interface Write {
  /** Where it writes to; the same name always has the same parts. */
  readonly name: string;
  readonly parts: readonly Part[];
}

/** A statement that answers nothing; its values are `$1` and so on. */
export interface Part {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * What a batch makes of a model's tables: always the same parts, many rows in each. Parts that write nothing cost next
 * to nothing, and so the server prepares one statement for the model and not one for each mixture.
 */
export const writeOf = ({ tables, words, ...changes }: RowChanges): Write => {
  const { live, history } = tables;
  const sql = textsOf(tables);
  const { superseded, replaced } = changes;
  return {
    name: words === undefined ? sql.add : `${sql.add} with words`,
    parts: [
      {
        sql: sql.supersede,
        values: [superseded.map(({ key }) => key), superseded.map(({ validTo }) => validTo)],
      },
      { sql: sql.pass, values: columnsOf(changes.passed, history) },
      { sql: sql.remove, values: [changes.removed] },
      { sql: sql.add, values: columnsOf(changes.added, live) },
      {
        sql: sql.replace,
        values: columnsOf(
          replaced.map(({ row }) => row),
          live,
        ),
      },
      { sql: sql.count, values: countedValues(changes.counted) },
      ...(words === undefined ? [] : wordParts(sql, words)),
    ],
  };
};

/** How far models have come. */
export const checkpoint = (models: readonly string[], position: number): Write => ({
  name: 'models',
  parts: [
    {
      sql: 'UPDATE models SET checkpoint = $1 WHERE name = ANY($2::text[])',
      values: [position, models],
    },
  ],
});

/**
 * Sends writes together. They are parts of one statement, of which none sees what another does, so no two may touch the
 * same rows: those of one batch do not.
 */
export const sendTogether = async ({ query }: Queries, writes: readonly Write[]): Promise<void> => {
  if (writes.length === 0) return;
  const parts = writes.flatMap((write) => write.parts);
  const key = writes.map(({ name }) => name).join(' ');
  const { text, name } = TOGETHER.get(key) ?? together(key, parts);
  const values = parts.flatMap((part) => part.values);
  await query(text, values, { mayWrite: true, ...(name === undefined ? {} : { name }) });
};

const together = (key: string, parts: readonly Part[]): NamedStatement => {
  let before = 0;
  const texts = parts.map(({ sql, values }, index) => {
    const offset = before;
    before += values.length;
    return `w${index} AS (${sql.replace(/\$(\d+)/g, (_, place) => `$${Number(place) + offset}`)})`;
  });
  const made = statement(`WITH ${texts.join(', ')} SELECT 1 AS done`);
  if (made.name !== undefined) TOGETHER.set(key, made);
  return made;
};

/** By the names of the writes; no more than there are named statements. */
const TOGETHER = new Map<string, NamedStatement>();

/** A list of values for each column, which `unnest` makes rows of again. */
const columnsOf = (
  rows: readonly (readonly SqlValue[])[],
  { columns }: Table,
): readonly (readonly SqlValue[])[] => columns.map((_, index) => rows.map((row) => row[index] ?? null));

const unnested = ({ columns }: Table): string =>
  `unnest(${columns.map(({ type }, index) => `$${index + 1}::${type === 'text' ? 'text' : 'bigint'}[]`).join(', ')})`;

const namesOf = ({ columns }: Table): string => columns.map(({ name }) => name).join(', ');

const insertInto = (table: Table): string =>
  `INSERT INTO ${table.name} (${namesOf(table)}) SELECT * FROM ${unnested(table)}`;

const supersedeIn = (live: Table, history: Table): string =>
  `INSERT INTO ${history.name} (${namesOf(live)}, valid_to)
   SELECT ${live.columns.map(({ name }) => `held.${name}`).join(', ')}, ended.valid_to
   FROM unnest($1::text[], $2::bigint[]) AS ended (key, valid_to) JOIN ${live.name} AS held ON held.key = ended.key`;

const replaceIn = (live: Table): string => {
  const set = live.columns.filter(({ name }) => name !== 'key').map(({ name }) => `${name} = fresh.${name}`);
  return `UPDATE ${live.name} AS held SET ${set.join(', ')}
   FROM ${unnested(live)} AS fresh (${namesOf(live)}) WHERE held.key = fresh.key`;
};

/** The server adds to the value that a counter had before the batch: what is sent is how much it has grown since. */
const countedValues = (counted: readonly Counted[]): readonly unknown[] => {
  const sums = new Map<string, number>();
  const since = counted.map(({ name, by }) => {
    const sum = by + (sums.get(name) ?? 0);
    sums.set(name, sum);
    return sum;
  });
  return [counted.map(({ name }) => name), counted.map(({ position }) => position), since];
};

const wordParts = (
  { endWords, beginWords }: ReturnType<typeof newTexts>,
  { ended, begun }: WordsChanges,
): readonly Part[] => [
  { sql: endWords, values: [ended.map(({ key }) => key), ended.map(({ position }) => position)] },
  {
    sql: beginWords,
    values: [
      begun.map(({ key }) => key),
      begun.map(({ validFrom }) => validFrom),
      begun.map(({ validTo }) => validTo),
      begun.map(({ words }) => words.length),
      begun.map(({ words }) => vectorOf(words)),
    ],
  },
];

const textsOf = (tables: Tables): ReturnType<typeof newTexts> => {
  const known = TEXTS.get(tables) ?? newTexts(tables);
  TEXTS.set(tables, known);
  return known;
};

const TEXTS = new WeakMap<Tables, ReturnType<typeof newTexts>>();

const newTexts = ({ live, history, tallies, words }: Tables) => ({
  supersede: supersedeIn(live, history),
  pass: insertInto(history),
  remove: `DELETE FROM ${live.name} WHERE key = ANY($1::text[])`,
  add: insertInto(live),
  replace: replaceIn(live),
  count: `INSERT INTO ${tallies.name} (name, valid_from, value)
     SELECT counted.name, counted.position, counted.since + coalesce(
       (SELECT value FROM ${tallies.name} AS known WHERE known.name = counted.name
        ORDER BY valid_from DESC LIMIT 1), 0)
     FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS counted (name, position, since)`,
  endWords: `UPDATE ${words} AS word SET valid_to = ended.position
     FROM unnest($1::text[], $2::bigint[]) AS ended (key, position)
     WHERE word.key = ended.key AND word.valid_to = ${STILL_VALID}`,
  beginWords: `INSERT INTO ${words} (key, valid_from, valid_to, length, words)
     SELECT key, valid_from, valid_to, length, words::tsvector
     FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[])
       AS begun (key, valid_from, valid_to, length, words)`,
});
