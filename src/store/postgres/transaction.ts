import type { Answer, Statement } from './batch';
import type { Queries, RunOptions } from './queries';

export interface TransactionOptions {
  /** One state of the database for all statements, which may only read. */
  readonly snapshot?: boolean;
  /** The server's limit for each statement, where the usual one is too short. */
  readonly statementMsMax?: number;
  /** The PostgreSQL schema in which tables without one are looked for. */
  readonly schema?: string;
  /** Settings of the server for this transaction alone, by name. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Where the statements of a transaction are sent. */
export interface Transaction extends Queries {
  /** The rows of several statements, which go to the server and come back together. */
  all<Row>(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>;
  /** Goes with what is asked next, at the latest with the commit; what it answers nobody is told. */
  later(statement: Statement): void;
}

/** A connection while it is lent out. */
export interface Lent {
  run<Row>(sql: string, values?: readonly unknown[], options?: RunOptions): Promise<Answer<Row>>;
  batch(statements: readonly Statement[], options: RunOptions): Promise<readonly Answer<never>[]>;
  isLost(): boolean;
  /** It is given back only then. */
  keepUntil(done: Promise<unknown>): void;
}

/** The way to the server and back is what a short statement costs: beginning and end go with what is said anyway. */
export const inTransaction = async <Result>(
  lent: Lent,
  work: (queries: Transaction) => Promise<Result>,
  options: TransactionOptions,
): Promise<Result> => {
  const { snapshot = false, statementMsMax } = options;
  const limit = statementMsMax === undefined ? {} : { statementMsMax };
  let waiting: Statement[] = beginning(options);
  let isBegun = false;
  const send = async (statements: readonly Statement[], mayWrite = false) => {
    const batch = [...waiting, ...statements];
    waiting = [];
    isBegun = true;
    return (await lent.batch(batch, { ...limit, mayWrite })).slice(batch.length - statements.length);
  };
  const query: Queries['query'] = async (sql, values = [], { name } = {}) => {
    if (name !== undefined || values.length > 0) return (await send([{ sql, values, name }]))[0]?.rows ?? [];
    // A text that may hold several statements has a message of its own.
    if (waiting.length > 0) await send([]);
    return (await lent.run<never>(sql, values, { ...limit, inTransaction: true })).rows;
  };
  const all: Transaction['all'] = async (statements) => (await send(statements)).map(({ rows }) => rows);
  const later = (statement: Statement): void => {
    waiting.push({ ...statement, isSilent: true });
  };
  try {
    const result = await work({ query, all, later });
    const committed = send([COMMIT], !snapshot);
    // What was read is right already.
    if (snapshot) lent.keepUntil(committed.catch(() => undefined));
    // What the server answers, without an error, where a statement had failed and the work went on all the same.
    else if ((await committed)[0]?.command === 'ROLLBACK') {
      throw new Error('expected every statement of a transaction to succeed');
    }
    return result;
  } catch (error) {
    // The transaction of a lost connection ends with it.
    if (isBegun && !lent.isLost()) await lent.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
};

const BEGIN: Statement = { sql: 'BEGIN', values: [], name: 'begin', isSilent: true };
const BEGIN_SNAPSHOT: Statement = {
  ...BEGIN,
  sql: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  name: 'begin_snapshot',
};
const COMMIT: Statement = { sql: 'COMMIT', values: [], name: 'commit' };

const beginning = ({ snapshot, statementMsMax, schema, settings }: TransactionOptions): Statement[] => {
  const set = Object.entries({
    ...(schema !== undefined && { search_path: schema }),
    ...(statementMsMax !== undefined && { statement_timeout: String(statementMsMax) }),
    ...settings,
  });
  const begin = snapshot === true ? BEGIN_SNAPSHOT : BEGIN;
  if (set.length === 0) return [begin];
  const values = [set.map(([name]) => name), set.map(([, value]) => value)];
  return [begin, { sql: SET, values, name: 'set_local', isSilent: true }];
};

const SET =
  'SELECT count(set_config(name, value, true)) FROM unnest($1::text[], $2::text[]) AS given (name, value)';
