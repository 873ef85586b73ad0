import type { Queries } from '../../postgres/queries';
import { STILL_VALID } from '../model';
import type { Counted, RowChanges, WordsChanges } from '../row-changes';
import type { SqlValue } from '../sql-value';
import type { Table } from '../table';
import { vectorOf } from './search-text';
import { statement } from './statement';

/** A statement that answers nothing, as a part of a longer one; its values are `$1` and so on. */
export interface Write {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * What a batch makes of a model's tables: always the same parts, many rows in each. Parts that write nothing cost next
 * to nothing, and so the server prepares one statement for the model and not one for each mixture.
 */
export const writesOf = ({ tables, words, ...changes }: RowChanges): readonly Write[] => {
  const { live, history, tallies } = tables;
  return [
    {
      sql: supersedeIn(live, history),
      values: [changes.superseded.map(({ key }) => key), changes.superseded.map(({ validTo }) => validTo)],
    },
    { sql: insertInto(history), values: columnsOf(changes.passed, history) },
    { sql: `DELETE FROM ${live.name} WHERE key = ANY($1::text[])`, values: [changes.removed] },
    { sql: insertInto(live), values: columnsOf(changes.added, live) },
    {
      sql: replaceIn(live),
      values: columnsOf(
        changes.replaced.map(({ row }) => row),
        live,
      ),
    },
    count(tallies, changes.counted),
    ...(words === undefined ? [] : wordWrites(tables.words, words)),
  ];
};

/**
 * Sends writes together. They are parts of one statement, of which none sees what another does, so no two may touch the
 * same rows: those of one batch do not.
 */
export const sendTogether = async ({ query }: Queries, writes: readonly Write[]): Promise<void> => {
  const [first] = writes;
  if (first === undefined) return;
  const values = writes.flatMap((write) => write.values);
  const sql = writes.length === 1 ? first.sql : `WITH ${partsOf(writes).join(', ')} SELECT 1 AS done`;
  const { text, name } = statement(sql);
  await query(text, values, { mayWrite: true, ...(name === undefined ? {} : { name }) });
};

const partsOf = (writes: readonly Write[]): readonly string[] => {
  let before = 0;
  return writes.map(({ sql, values }, index) => {
    const offset = before;
    before += values.length;
    return `w${index} AS (${sql.replace(/\$(\d+)/g, (_, place) => `$${Number(place) + offset}`)})`;
  });
};

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

/** The server adds to the value that a counter had before the batch. */
const count = ({ name: table }: Table, counted: readonly Counted[]): Write => {
  const sums = new Map<string, number>();
  const since = counted.map(({ name, by }) => {
    const sum = by + (sums.get(name) ?? 0);
    sums.set(name, sum);
    return sum;
  });
  return {
    sql: `INSERT INTO ${table} (name, valid_from, value)
     SELECT counted.name, counted.position, counted.since + coalesce(
       (SELECT value FROM ${table} AS known WHERE known.name = counted.name ORDER BY valid_from DESC LIMIT 1), 0)
     FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS counted (name, position, since)`,
    values: [counted.map(({ name }) => name), counted.map(({ position }) => position), since],
  };
};

const wordWrites = (table: string, { ended, begun }: WordsChanges): readonly Write[] => [
  {
    sql: `UPDATE ${table} AS word SET valid_to = ended.position
     FROM unnest($1::text[], $2::bigint[]) AS ended (key, position)
     WHERE word.key = ended.key AND word.valid_to = ${STILL_VALID}`,
    values: [ended.map(({ key }) => key), ended.map(({ position }) => position)],
  },
  {
    sql: `INSERT INTO ${table} (key, valid_from, valid_to, length, words)
     SELECT key, valid_from, valid_to, length, words::tsvector
     FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[])
       AS begun (key, valid_from, valid_to, length, words)`,
    values: [
      begun.map(({ key }) => key),
      begun.map(({ validFrom }) => validFrom),
      begun.map(({ validTo }) => validTo),
      begun.map(({ words }) => words.length),
      begun.map(({ words }) => vectorOf(words)),
    ],
  },
];
