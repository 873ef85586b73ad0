import { Client, type ClientConfig } from 'pg';
import { postgresFault } from './fault';
import { startHeartbeat } from './heartbeat';
import { type Queries, type RunOptions, runQuery } from './queries';

/** The longest a connection may take to say good-bye. */
const END_MS_MAX = 1_000;

/** A connection of one's own, for locks that live as long as it does. Its statements run one after the other. */
export interface PostgresSession extends Queries {
  query<Row>(
    sql: string,
    values?: readonly unknown[],
    options?: SessionQueryOptions,
  ): Promise<readonly Row[]>;
  /** Aborts once the connection is gone, and with it every lock that was taken over it. */
  readonly lost: AbortSignal;
  close(): Promise<void>;
}

/** `statementMsMax` is how long the server may take: then the connection is taken for dead. */
export type SessionQueryOptions = Omit<RunOptions, 'inTransaction'>;

/** What comes in over a channel that the session listens to, and which connection of the server has sent it. */
export type OnNotification = (channel: string, payload: string | undefined, backend: number) => void;

/** The server looks this often whether an idle process still lives, so that a dead machine's locks come free. */
const SERVER_SETTINGS =
  "SELECT set_config('tcp_keepalives_idle', '2', false), set_config('tcp_keepalives_interval', '1', false), " +
  "set_config('tcp_keepalives_count', '3', false), set_config('lock_timeout', '0', false)";

/** Opens a connection beside the pool; statements over it have no time limit. */
export const openSession = async (
  settings: ClientConfig,
  onNotification: OnNotification = () => undefined,
): Promise<PostgresSession> => {
  const { statement_timeout: _server, query_timeout: _ours, ...unlimited } = settings;
  const client = new Client(unlimited);
  const loss = new AbortController();
  const lose = (): void => loss.abort();
  client.on('error', lose);
  client.on('end', lose);
  client.on('notification', ({ channel, payload, processId }) => onNotification(channel, payload, processId));
  try {
    await client.connect();
  } catch (error) {
    await ended(client);
    throw postgresFault(error, 'connect');
  }
  const { query, isBusy } = oneByOne(client, loss.signal, lose);
  // While a statement runs, its answer is the sign of life.
  const stopHeartbeat = startHeartbeat(async () => (isBusy() ? [] : query('SELECT 1')), lose);
  const close = async (): Promise<void> => {
    stopHeartbeat();
    lose();
    await ended(client);
  };
  loss.signal.addEventListener('abort', () => void close(), { once: true });
  try {
    await query(SERVER_SETTINGS);
    return { query, lost: loss.signal, close };
  } catch (error) {
    await close();
    throw error;
  }
};

const oneByOne = (client: Client, lost: AbortSignal, onLost: () => void) => {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const query: PostgresSession['query'] = <Row>(
    sql: string,
    values: readonly unknown[] = [],
    options = {},
  ): Promise<readonly Row[]> => {
    waiting += 1;
    const next = last
      .then(() => {
        // What was not sent has written nothing.
        if (lost.aborted) throw postgresFault(undefined, 'connect');
        return runQuery<Row>(client, sql, values, options, onLost);
      })
      .then(({ rows }) => rows);
    last = next
      .catch(() => undefined)
      .finally(() => {
        waiting -= 1;
      });
    return next;
  };
  return { query, isBusy: () => waiting > 0 };
};

/** A client that was never connected has nothing to end, and a dead one does not answer. */
const ended = async (client: Client): Promise<void> => {
  const timer = new AbortController();
  const tooLong = new Promise<void>((resolve) => {
    const waiting = setTimeout(resolve, END_MS_MAX);
    timer.signal.addEventListener('abort', () => clearTimeout(waiting));
  });
  await Promise.race([client.end().catch(() => undefined), tooLong]);
  timer.abort();
  client.connection.stream.destroy();
};
