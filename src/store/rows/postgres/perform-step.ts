import { createQueryId, PostgresQueryCompiler } from 'kysely';
import type { Queries } from '../../postgres/queries';
import { boundValues } from '../queries';
import type { Table } from '../table';
import type { LookUp, SqlRow, Step } from '../work';
import { statement } from './statement';
import { sendTogether, type Write, type WritingStep, writesOf } from './writes';

/** Does the steps of one piece of work, in one transaction. */
export interface Performer {
  perform(step: Step): Promise<unknown>;
  /** What was written is on its way only then. */
  finish(): Promise<void>;
}

/**
 * Writes wait for each other until something is asked that may depend on them, and then go in one statement: a way to
 * the server and back takes longer than the writing of a row.
 */
export const performer = (queries: Queries): Performer => {
  let waiting: Write[] = [];
  const flush = async (): Promise<void> => {
    const writes = waiting;
    waiting = [];
    await sendTogether(queries, writes);
  };
  const perform = async (step: Step): Promise<unknown> => {
    switch (step.kind) {
      case 'insert':
      case 'put':
      case 'remove':
      case 'update':
      case 'words':
        waiting.push(...writesOf(step));
        return undefined;
      case 'look-up':
      case 'last-values':
        if (waiting.some(({ table }) => table === step.table.name)) await flush();
        return askOf(queries, step);
      default:
        await flush();
        return askOf(queries, step);
    }
  };
  return { perform, finish: flush };
};

type AskingStep = Exclude<Step, WritingStep>;

const askOf = async ({ query }: Queries, step: AskingStep): Promise<unknown> => {
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
    case 'last-values': {
      const rows = await send(lastValuesIn(step.table), [step.names]);
      return new Map(rows.map(({ name, value }) => [String(name), Number(value)]));
    }
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
