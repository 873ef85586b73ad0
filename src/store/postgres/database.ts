import { Pool, type PoolClient } from 'pg';
import { StoreFault } from '../store-fault';
import { postgresFault } from './fault';
import { Listener, type Listening, type OnNotice } from './listener';
import { type Queries, runBatch, runQuery } from './queries';
import { openSession, type PostgresSession } from './session';
import { connectionSettings } from './settings';
import { inTransaction, type Lent, type Transaction, type TransactionOptions } from './transaction';

export type { Statement } from './batch';
export type { Listening, OnNotice } from './listener';
export type { Queries, QueryOptions } from './queries';
export type { PostgresSession } from './session';
export type { Transaction, TransactionOptions } from './transaction';

/** The most connections that the statements of one process share. */
export const POOL_CONNECTIONS_MAX = 10;
/** The most statements and transactions that wait for a free connection; the next is told that the database is busy. */
export const WAITING_MAX = 5_000;
/** The most connections of one's own at the same time. */
export const SESSIONS_MAX = 32;
/** Older servers lack what the layouts of our tables need. */
export const SERVER_VERSION_MIN = 14;

/** A PostgreSQL database as the product uses it. What goes wrong is thrown as `postgresFault` has it. */
export interface PostgresDatabase extends Queries {
  /**
   * Work whose statements hold together or not at all. A connection lost before the commit leaves nothing behind
   * (`UNAVAILABLE`), one lost during the commit leaves a doubt (`OUTCOME_UNKNOWN`).
   */
  transaction<Answer>(
    work: (queries: Transaction) => Promise<Answer>,
    options?: TransactionOptions,
  ): Promise<Answer>;
  /** A connection of one's own, beside the pool. */
  session(): Promise<PostgresSession>;
  /** Listens to a channel over the one connection for all of them, which is made anew whenever it is lost. */
  listen(channel: string, onNotice: OnNotice): Listening;
  /** Ends all connections; statements under way are finished first. */
  close(): Promise<void>;
}

/** Opens a database that answers now and is new enough. */
export const openPostgres = async (url: string): Promise<PostgresDatabase> => {
  const database = databaseOf(url);
  try {
    await requireServer(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};

const databaseOf = (url: string): PostgresDatabase => {
  const settings = connectionSettings(url);
  const pool = new Pool({ ...settings, max: POOL_CONNECTIONS_MAX });
  // A connection that breaks while nobody uses it leaves the pool by itself; whoever uses one is told by its statement.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const listener = new Listener(settings);
  const sessions = new Set<PostgresSession>();
  let opening = 0;
  let closing: Promise<void> | undefined;

  const session = async (): Promise<PostgresSession> => {
    if (closing !== undefined) throw new StoreFault('UNAVAILABLE', 'the database was closed');
    if (sessions.size + opening >= SESSIONS_MAX) throw busy(sessions.size);
    opening += 1;
    const opened = await openSession(settings).finally(() => {
      opening -= 1;
    });
    sessions.add(opened);
    opened.lost.addEventListener('abort', () => sessions.delete(opened), { once: true });
    return opened;
  };
  const close = async (): Promise<void> => {
    const owned = [...sessions].map((each) => each.close());
    await Promise.all([pool.end(), listener.close(), ...owned]);
  };
  return {
    query: (sql, values = [], options = {}) =>
      withClient(pool, async ({ run }) => (await run<never>(sql, values, options)).rows),
    transaction: (work, options = {}) => withClient(pool, (lent) => inTransaction(lent, work, options)),
    session,
    listen: (channel, onNotice) => listener.listen(channel, onNotice),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
};

/** Takes a connection from the pool, and gives it back unless it is of no use any more. */
const withClient = async <Result>(pool: Pool, work: (lent: Lent) => Promise<Result>): Promise<Result> => {
  if (pool.waitingCount >= WAITING_MAX) throw busy(pool.waitingCount);
  const client = await connected(pool);
  let isLost = false;
  let kept: Promise<unknown> | undefined;
  const lose = (): void => {
    isLost = true;
  };
  try {
    return await work({
      run: (sql, values = [], options = {}) => runQuery(client, sql, values, options, lose),
      batch: (statements, options) => runBatch(client, statements, options, lose),
      isLost: () => isLost,
      keepUntil: (done) => {
        kept = done;
      },
    });
  } finally {
    const release = (): void => client.release(isLost);
    if (kept === undefined) release();
    else void kept.then(release, release);
  }
};

const connected = async (pool: Pool): Promise<PoolClient> => {
  try {
    return await pool.connect();
  } catch (error) {
    throw postgresFault(error, 'connect');
  }
};

const requireServer = async ({ query }: Queries): Promise<void> => {
  const [server] = await query<{ version: number; encoding: string }>(
    "SELECT current_setting('server_version_num')::int / 10000 AS version, " +
      "current_setting('server_encoding') AS encoding",
  );
  if (server === undefined || server.version < SERVER_VERSION_MIN) {
    throw new StoreFault(
      'UNAVAILABLE',
      `expected PostgreSQL ${SERVER_VERSION_MIN} or newer, got ${server?.version}`,
    );
  }
  if (server.encoding !== 'UTF8') {
    throw new StoreFault(
      'UNAVAILABLE',
      `expected a database in UTF8, got ${server.encoding}: make a new one`,
    );
  }
};

const busy = (count: number): StoreFault =>
  new StoreFault('UNAVAILABLE', `${count} already wait for PostgreSQL; try again later`);
