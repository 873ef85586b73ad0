import type { Queries } from '../../postgres/queries';
import { STILL_VALID } from '../model';
import type { Table } from '../table';
import type { SqlValue, Step, WordsChanges } from '../work';
import { vectorOf } from './search-text';
import { statement } from './statement';

/** A statement that changes one table and answers nothing. */
export interface Write {
  readonly table: string;
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The steps that only write. */
export type WritingStep = Extract<Step, { readonly kind: 'insert' | 'put' | 'remove' | 'update' | 'words' }>;

/** What a step writes: many rows in one statement, never one statement for each. */
export const writesOf = (step: WritingStep): readonly Write[] => {
  switch (step.kind) {
    case 'insert':
      return [
        { table: step.table.name, sql: insertInto(step.table), values: columnsOf(step.rows, step.table) },
      ];
    case 'put':
      return [{ table: step.table.name, sql: putInto(step.table), values: columnsOf(step.rows, step.table) }];
    case 'remove':
      return [
        {
          table: step.table.name,
          sql: `DELETE FROM ${step.table.name} WHERE ${step.table.key[0]} = ANY($1::text[])`,
          values: [step.keys],
        },
      ];
    case 'update':
      return [{ table: step.table, sql: statement(step.sql).text, values: step.values }];
    case 'words':
      return wordWrites(step.tables.words, step.changes);
  }
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

const insertInto = ({ name, columns }: Table): string => {
  const lists = columns.map(({ type }, index) => `$${index + 1}::${type === 'text' ? 'text' : 'bigint'}[]`);
  return `INSERT INTO ${name} (${columns.map((column) => column.name).join(', ')})
   SELECT * FROM unnest(${lists.join(', ')})`;
};

const putInto = (table: Table): string => {
  const set = table.columns
    .filter(({ name }) => !table.key.includes(name))
    .map(({ name }) => `${name} = excluded.${name}`);
  return `${insertInto(table)} ON CONFLICT (${table.key.join(', ')}) DO UPDATE SET ${set.join(', ')}`;
};

const wordWrites = (table: string, { ended, begun }: WordsChanges): readonly Write[] => {
  const end = {
    table,
    sql: `UPDATE ${table} AS word SET valid_to = ended.position
     FROM unnest($1::text[], $2::bigint[]) AS ended (key, position)
     WHERE word.key = ended.key AND word.valid_to = ${STILL_VALID}`,
    values: [ended.map(({ key }) => key), ended.map(({ position }) => position)],
  };
  const begin = {
    table,
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
  };
  return [...(ended.length > 0 ? [end] : []), ...(begun.length > 0 ? [begin] : [])];
};
