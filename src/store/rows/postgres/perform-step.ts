import { createQueryId, PostgresQueryCompiler } from 'kysely';
import type { Queries } from '../../postgres/queries';
import { STILL_VALID } from '../model';
import { boundValues } from '../queries';
import type { Table } from '../table';
import type { LookUp, SqlRow, SqlValue, Step, WordsChanges } from '../work';
import { vectorOf } from './search-text';
import { statement } from './statement';

/** Does one step of a piece of work: many rows in one statement, never one statement for each. */
export const performStep = async ({ query }: Queries, step: Step): Promise<unknown> => {
  const send = (sql: string, values: readonly unknown[]): Promise<readonly SqlRow[]> => {
    const { text, name } = statement(sql);
    return query<SqlRow>(text, values, name === undefined ? {} : { name });
  };
  switch (step.kind) {
    case 'rows':
      return send(step.sql, step.values);
    case 'row':
      return (await send(step.sql, step.values))[0];
    case 'change':
      // Tables are made and dropped this way too, which cannot be prepared.
      return query(statement(step.sql).text, step.values);
    case 'query': {
      const { sql, parameters } = COMPILER.compileQuery(step.node, createQueryId());
      return send(sql, boundValues(parameters));
    }
    case 'look-up':
      return send(lookUpIn(step), [step.keys, ...(step.holdsAt === undefined ? [] : [step.holdsAt])]);
    case 'last-values':
      return lastValues(await send(lastValuesIn(step.table), [step.names]));
    case 'insert':
      return send(insertInto(step.table), columnsOf(step.rows, step.table));
    case 'put':
      return send(putInto(step.table), columnsOf(step.rows, step.table));
    case 'remove':
      return send(`DELETE FROM ${step.table.name} WHERE ${step.table.key[0]} = ANY($1::text[])`, [step.keys]);
    case 'words':
      return changeWords(send, step.tables.words, step.changes);
  }
};

const COMPILER = new PostgresQueryCompiler();

const lookUpIn = ({ table, columns, holdsAt }: LookUp): string => {
  const sought = `SELECT ${columns.join(', ')} FROM ${table.name} WHERE ${table.key[0]} = ANY($1::text[])`;
  if (holdsAt === undefined) return sought;
  const isFormer = table.columns.some(({ name }) => name === 'valid_to');
  return `${sought} AND valid_from <= $2${isFormer ? ' AND valid_to > $2' : ''}`;
};

const lastValuesIn = ({ name }: Table): string =>
  `SELECT sought.name, last.value FROM unnest($1::text[]) AS sought (name), LATERAL (
     SELECT value FROM ${name} AS tally WHERE tally.name = sought.name ORDER BY valid_from DESC LIMIT 1) AS last`;

const lastValues = (rows: readonly SqlRow[]): ReadonlyMap<string, number> =>
  new Map(rows.map(({ name, value }) => [String(name), Number(value)]));

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

const changeWords = async (
  send: (sql: string, values: readonly unknown[]) => Promise<readonly SqlRow[]>,
  table: string,
  { ended, begun }: WordsChanges,
): Promise<void> => {
  if (ended.length > 0) {
    await send(
      `UPDATE ${table} AS word SET valid_to = ended.position
       FROM unnest($1::text[], $2::bigint[]) AS ended (key, position)
       WHERE word.key = ended.key AND word.valid_to = ${STILL_VALID}`,
      [ended.map(({ key }) => key), ended.map(({ position }) => position)],
    );
  }
  if (begun.length > 0) {
    await send(
      `INSERT INTO ${table} (key, valid_from, valid_to, length, words)
       SELECT key, valid_from, valid_to, length, words::tsvector
       FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[])
         AS begun (key, valid_from, valid_to, length, words)`,
      [
        begun.map(({ key }) => key),
        begun.map(({ validFrom }) => validFrom),
        begun.map(({ validTo }) => validTo),
        begun.map(({ words }) => words.length),
        begun.map(({ words }) => vectorOf(words)),
      ],
    );
  }
};
