import type { ClientBase, QueryResult } from 'pg';
import { type Answer, BatchFault, type Statement, sendBatch } from './batch';
import { isConnectionLost, postgresFault } from './fault';
import { ANSWER_MS_GRACE } from './settings';

export interface QueryOptions {
  /** A statement with a name is prepared once for each connection: one name, one text. */
  readonly name?: string;
  /** True where a statement that begins as a question changes something, such as the call of a function. */
  readonly mayWrite?: boolean;
}

/** Where statements can be sent. A fault of the world is a `StoreFault`, and it never carries a value. */
export interface Queries {
  /** The rows of a statement; its parameters are `$1` and so on. A bigint is a number. */
  query<Row>(sql: string, values?: readonly unknown[], options?: QueryOptions): Promise<readonly Row[]>;
}

/** A statement that is lost on its way leaves a doubt only if it may have changed something at once. */
export interface RunOptions extends QueryOptions {
  readonly inTransaction?: boolean;
  /** The server's limit for a statement, where it is not the usual one. */
  readonly statementMsMax?: number;
}

/** Sends one statement over a connection; `onLost` is told where the connection is of no use any more. */
export const runQuery = async <Row>(
  client: ClientBase,
  sql: string,
  values: readonly unknown[],
  { name, mayWrite = !QUESTION.test(sql), inTransaction = false, statementMsMax }: RunOptions,
  onLost: () => void,
): Promise<Answer<Row>> => {
  const isDoubtful = mayWrite && !inTransaction;
  if (name !== undefined || values.length > 0) {
    const options = { mayWrite: isDoubtful, ...(statementMsMax !== undefined && { statementMsMax }) };
    const [answer] = await runBatch(client, [{ sql, values, name }], options, onLost);
    if (answer === undefined) throw new Error('expected an answer to a statement, got none');
    return answer;
  }
  // A text that may hold several statements has a message of its own.
  const query_timeout = timeLimit(statementMsMax);
  try {
    const { rows, command }: QueryResult = await client.query({
      text: sql,
      ...(query_timeout !== undefined && { query_timeout }),
    });
    return { rows, command };
  } catch (error) {
    if (isConnectionLost(error)) onLost();
    throw postgresFault(error, isDoubtful ? 'write' : 'read');
  }
};

/** Sends statements together; the answers in their order. */
export const runBatch = async (
  client: ClientBase,
  statements: readonly Statement[],
  { mayWrite = false, statementMsMax }: Pick<RunOptions, 'mayWrite' | 'statementMsMax'>,
  onLost: () => void,
): Promise<readonly Answer<never>[]> => {
  try {
    const answers = await sendBatch(client, statements, timeLimit(statementMsMax));
    // What a row holds is for whoever wrote the statement to say.
    return answers as readonly Answer<never>[];
  } catch (fault) {
    if (!(fault instanceof BatchFault)) throw fault;
    const { cause, statement } = fault;
    if (isConnectionLost(cause)) onLost();
    throw postgresFault(cause, mayWrite ? 'write' : 'read', statement?.name);
  }
};

/** How long to wait for an answer; the usual time where nothing is said. */
const timeLimit = (statementMsMax: number | undefined): number | undefined =>
  statementMsMax === undefined ? undefined : statementMsMax + ANSWER_MS_GRACE;

const QUESTION = /^\s*(select|show|with\s+\w+\s+as\s*\(\s*select|begin|rollback|set|listen)\b/i;
