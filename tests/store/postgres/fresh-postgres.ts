import { openPostgres, type PostgresDatabase } from '../../../src/store/postgres/database';
import { type FreshDatabase, freshDatabase } from '../../postgres/fresh-database';

/** A database for each test of a file, and further doors to it; everything is gone after the test. */
export const freshPostgres = () => {
  let fresh: FreshDatabase;
  const opened: PostgresDatabase[] = [];
  const open = async (): Promise<PostgresDatabase> => {
    const database = await openPostgres(fresh.url);
    opened.push(database);
    return database;
  };
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()));
    await fresh.drop();
  });
  return { open, url: () => fresh.url };
};

/** Ends every other connection to the database, as the server does when it is restarted. */
export const endOthers = (database: PostgresDatabase): Promise<readonly unknown[]> =>
  database.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
