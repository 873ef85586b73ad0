import { type PostgresServer, startPostgres } from './postgres-server';

declare global {
  var startedPostgres: PostgresServer | undefined;
}

/**
 * One server for all tests of a run; each test takes a database of its own from it (`freshDatabase`). Where
 * TEST_POSTGRES_URL names a server already, that one is used.
 */
const setUp = async (): Promise<void> => {
  if (process.env.TEST_POSTGRES_URL !== undefined) return;
  globalThis.startedPostgres = await startPostgres(['max_connections=300']);
  process.env.TEST_POSTGRES_URL = globalThis.startedPostgres.urlOf('postgres');
};

module.exports = setUp;
