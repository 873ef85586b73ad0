import type { Statement } from '../../postgres/database';
import { STILL_VALID, type Tables } from '../model';
import type { Counted, RowChanges, WordsChanges } from '../row-changes';
import type { SqlValue } from '../sql-value';
import type { Table } from '../table';
import { vectorOf } from './search-text';
import { statement } from './statement';

/**
 * What a batch makes of a model's tables: a statement for each kind of change that there is, with many rows in each. So
 * the server prepares few for a model, and not one for each mixture. They are carried out in this order: a row goes to
 * the history before another takes its place, and words end before others begin.
 */
export const writesOf = ({ tables, words, ...changes }: RowChanges): readonly Statement[] => {
  const { live, history } = tables;
  const sql = textsOf(tables);
  const { superseded, passed, removed, added, counted } = changes;
  const replaced = changes.replaced.map(({ row }) => row);
  const writes: Statement[] = [];
  const write = (rows: readonly unknown[], text: string, values: () => readonly unknown[]): void => {
    if (rows.length > 0) writes.push(prepared(text, values()));
  };
  write(superseded, sql.supersede, () => [
    superseded.map(({ key }) => key),
    superseded.map(({ validTo }) => validTo),
  ]);
  write(passed, sql.pass, () => columnsOf(passed, history));
  write(removed, sql.remove, () => [removed]);
  write(added, sql.add, () => columnsOf(added, live));
  write(replaced, sql.replace, () => columnsOf(replaced, live));
  write(counted, sql.count, () => countedValues(counted));
  if (words === undefined) return writes;
  const { ended, begun } = words;
  write(ended, sql.endWords, () => [ended.map(({ key }) => key), ended.map(({ position }) => position)]);
  write(begun, sql.beginWords, () => begunValues(begun));
  return writes;
};

/** How far models have come. */
export const checkpoint = (models: readonly string[], position: number): Statement =>
  prepared('UPDATE models SET checkpoint = $1 WHERE name = ANY($2::text[])', [position, models]);

const prepared = (sql: string, values: readonly unknown[]): Statement => {
  const { text, name } = statement(sql);
  return { sql: text, values, name };
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

const begunValues = (begun: WordsChanges['begun']): readonly unknown[] => [
  begun.map(({ key }) => key),
  begun.map(({ validFrom }) => validFrom),
  begun.map(({ validTo }) => validTo),
  begun.map(({ words }) => words.length),
  begun.map(({ words }) => vectorOf(words)),
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
