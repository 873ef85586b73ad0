import type { ClientBase, Connection, Submittable } from 'pg';
import { bindMessage } from './bind-message';
import { parameterOf } from './parameter';

/** A statement with its values, prepared once for each connection where it has a name. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly name?: string | undefined;
  /** True where nobody wants to know what it answers. */
  readonly isSilent?: boolean;
}

/** The rows of a statement, and the word for what the server did. */
export interface Answer<Row> {
  readonly rows: readonly Row[];
  readonly command: string;
}

/** What went wrong, and at which statement. */
export class BatchFault {
  constructor(
    readonly cause: unknown,
    readonly statement: Statement | undefined,
  ) {}
}

/**
 * Sends statements together over a connection on which nothing else is under way: one message there, one back. The
 * server carries them out in their order, up to the first that fails.
 */
export const sendBatch = (
  client: ClientBase,
  statements: readonly Statement[],
  query_timeout: number | undefined,
): Promise<readonly Answer<unknown>[]> =>
  new Promise((resolve, reject) => {
    const batch: Batch = new Batch(client, statements, query_timeout, (error) => {
      if (error === null || error === undefined) resolve(batch.answers);
      else reject(new BatchFault(error, statements[batch.answers.length]));
    });
    client.query(batch);
  });

/** What the driver keeps of the statements that were prepared over a connection. */
type Prepared = Connection & { readonly parsedStatements: Record<string, string> };

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/** As the driver's own `Query`, for many statements with one end: it calls these methods with what the server sends. */
class Batch implements Submittable {
  readonly answers: Answer<unknown>[] = [];
  private readonly parameters: readonly (string | Buffer | null)[][];
  private readonly preparing: string[] = [];
  private rows: object[] = [];
  private columns: readonly (readonly [string, (text: string) => unknown])[] = [];

  constructor(
    private readonly client: ClientBase,
    private readonly statements: readonly Statement[],
    readonly query_timeout: number | undefined,
    public callback: (error?: unknown) => void,
  ) {
    this.parameters = statements.map(({ values }) => values.map(parameterOf));
  }

  submit(connection: Connection): void {
    const { parsedStatements } = connection as Prepared;
    const { stream } = connection;
    stream.cork();
    for (const [index, { sql, name = '', isSilent }] of this.statements.entries()) {
      if (name === '' || parsedStatements[name] === undefined) this.prepare(connection, name, sql);
      // A connection that has ended tells so by itself.
      if (stream.writable) stream.write(bindMessage(name, this.parameters[index] ?? []));
      if (isSilent !== true) connection.describe({ type: 'P', name: '' }, true);
      connection.execute({ portal: '' }, true);
    }
    connection.sync();
    stream.uncork();
  }

  handleRowDescription({ fields }: { readonly fields: readonly Field[] }): void {
    this.columns = fields.map(({ name, dataTypeID }) => [
      name,
      this.client.getTypeParser(dataTypeID, 'text'),
    ]);
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const row: Record<string, unknown> = {};
    for (const [index, [name, parse]] of this.columns.entries()) {
      const text = fields[index] ?? null;
      row[name] = text === null ? null : parse(text);
    }
    this.rows.push(row);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.answers.push({ rows: this.rows, command: text });
    this.rows = [];
    this.columns = [];
  }

  /** What the server sends instead where a text holds no statement. */
  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  handleError(error: unknown, connection: Connection): void {
    // Which of them the server has prepared is not known.
    for (const name of this.preparing) delete (connection as Prepared).parsedStatements[name];
    this.callback(error);
  }

  handleReadyForQuery(): void {
    this.callback();
  }

  /** What a batch that failed may have left under the name is taken away first. */
  private prepare(connection: Connection, name: string, sql: string): void {
    if (name !== '') {
      connection.close({ type: 'S', name }, true);
      (connection as Prepared).parsedStatements[name] = sql;
      this.preparing.push(name);
    }
    connection.parse({ name, text: sql, types: [] }, true);
  }
}
