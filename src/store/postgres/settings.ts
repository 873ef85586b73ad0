import { type ClientConfig, types } from 'pg';
import { StoreFault } from '../store-fault';

/** The longest a new connection, or the wait for a free one, may take. */
export const CONNECT_MS_MAX = 5_000;
/** The longest a statement may run where nothing else is said. */
export const STATEMENT_MS_MAX = 30_000;
/** The longest a statement waits for a lock of another. */
export const LOCK_MS_MAX = 10_000;
/** The longest a transaction may stay open while its process does nothing. */
export const IDLE_IN_TRANSACTION_MS_MAX = 30_000;
/** How much longer than the server's own limit a process waits for it: then the connection is taken for dead. */
export const ANSWER_MS_GRACE = 5_000;

/** Our statements are short: compiling one (just in time) takes longer than running it. */
const SERVER_OPTIONS = '-c jit=off';

/** Settings of every connection; throws where the text is no address, and never tells it: it may hold a password. */
export const connectionSettings = (url: string): ClientConfig => {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new StoreFault('UNAVAILABLE', 'expected the URL of a database: postgres://user@host:port/database');
  }
  return {
    connectionString: url,
    options: SERVER_OPTIONS,
    fallback_application_name: 'liaison',
    connectionTimeoutMillis: CONNECT_MS_MAX,
    statement_timeout: STATEMENT_MS_MAX,
    query_timeout: STATEMENT_MS_MAX + ANSWER_MS_GRACE,
    lock_timeout: LOCK_MS_MAX,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS_MAX,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    types: { getTypeParser },
  };
};

const BIGINT = 20;
const BIGINT_ARRAY = 1016;

/** Positions and times are safe integers, and so is every other bigint of ours. */
const getTypeParser: NonNullable<ClientConfig['types']>['getTypeParser'] = (oid: number, format?: string) => {
  const parser = format === 'binary' ? types.getTypeParser(oid, 'binary') : types.getTypeParser(oid, 'text');
  if (format === 'binary') return parser;
  if (oid === BIGINT) return Number;
  if (oid === BIGINT_ARRAY) return (text: string) => (parser(text) as string[]).map(Number);
  return parser;
};
