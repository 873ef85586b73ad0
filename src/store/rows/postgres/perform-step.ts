import { createQueryId, PostgresQueryCompiler } from 'kysely';
import type { Queries, Statement, Transaction } from '../../postgres/database';
import { boundValues } from '../queries';
import type { LookUp, SqlRow, Step } from '../work';
import type { LookedAhead } from './looked-ahead';
import { statement } from './statement';
import { checkpoint, writesOf } from './writes';

/** Where the steps of a piece of work are sent; what only reads has nothing for later. */
export type Performing = Queries &
  Partial<Pick<Transaction, 'later' | 'all'>> & { readonly ahead?: LookedAhead };

/**
 * Does one step of a piece of work, in its transaction. What is written goes together with what is asked next, or with
 * the commit: a way to the server and back takes longer than the writing of a row.
 */
export const performStep = async (queries: Performing, step: Step): Promise<unknown> => {
  if (step.kind !== 'look-ups' && step.kind !== 'row-memory') queries.ahead?.forget();
  switch (step.kind) {
    case 'row-changes':
      return putOff(queries, writesOf(step.changes));
    case 'checkpoint':
      return putOff(queries, [checkpoint(step.models, step.position)]);
    case 'row-memory':
      // Another process may write the same rows.
      return undefined;
    default:
      return askOf(queries, step);
  }
};

const putOff = ({ later }: Performing, writes: readonly Statement[]): void => {
  if (later === undefined) throw new Error('expected work that only reads');
  for (const write of writes) later(write);
};

const sent = (
  { query }: Queries,
  { sql, values }: Pick<Statement, 'sql' | 'values'>,
): Promise<readonly SqlRow[]> => {
  const { text, name } = statement(sql);
  return query<SqlRow>(text, values, name === undefined ? {} : { name });
};

type AskingStep = Exclude<Step, { readonly kind: 'row-changes' | 'checkpoint' | 'row-memory' }>;

const askOf = async (queries: Performing, step: AskingStep): Promise<unknown> => {
  const { query, ahead } = queries;
  const send = (sql: string, values: readonly unknown[]) => sent(queries, { sql, values });
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
    case 'models':
      return send('SELECT name, copy, checkpoint, stopped_at FROM models', []);
    case 'claim':
      return claimed(queries, step.models, step.next);
    case 'look-up':
      return send(lookUpIn(step), [step.keys, ...(step.holdsAt === undefined ? [] : [step.holdsAt])]);
    case 'look-ups': {
      const found = ahead?.take(step.sought) ?? (await sent(queries, lookUpsIn(step.sought)));
      const parts: SqlRow[][] = step.sought.map(() => []);
      for (const { part, ...row } of found) parts[Number(part)]?.push(row);
      return parts;
    }
  }
};

const CLAIM = 'SELECT * FROM models WHERE name = ANY(?::text[]) ORDER BY name FOR UPDATE';

/** The look-ups see what is committed when the claim is granted: each statement looks at the database anew. */
const claimed = async (
  queries: Performing,
  models: readonly string[],
  next: readonly LookUp[],
): Promise<readonly SqlRow[]> => {
  const claim = { sql: CLAIM, values: [models] };
  const { all, ahead } = queries;
  if (all === undefined || ahead === undefined || next.length === 0) return sent(queries, claim);
  ahead.send();
  const [rows = [], found = []] = await all<SqlRow>([named(claim), named(lookUpsIn(next))]);
  ahead.note(next, found);
  return rows;
};

const named = ({ sql, values }: Pick<Statement, 'sql' | 'values'>): Statement => {
  const { text, name } = statement(sql);
  return { sql: text, values, name };
};

const lookUpsIn = (sought: readonly LookUp[]): Pick<Statement, 'sql' | 'values'> => ({
  sql: sought.map(partOfLookUps).join(' UNION ALL '),
  values: sought.map(({ keys }) => keys),
});

const partOfLookUps = ({ table, columns }: LookUp, index: number): string =>
  `SELECT ${index} AS part, ${columns.join(', ')} FROM ${table.name}
   WHERE ${table.key[0]} = ANY($${index + 1}::text[])`;

const COMPILER = new PostgresQueryCompiler();

const lookUpIn = ({ table, columns, holdsAt }: LookUp): string => {
  const sought = `SELECT ${columns.join(', ')} FROM ${table.name} WHERE ${table.key[0]} = ANY($1::text[])`;
  if (holdsAt === undefined) return sought;
  const isFormer = table.columns.some(({ name }) => name === 'valid_to');
  return `${sought} AND valid_from <= $2${isFormer ? ' AND valid_to > $2' : ''}`;
};
