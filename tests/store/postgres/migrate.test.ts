import { openPostgres } from '../../../src/store/postgres/database';
import { type Layout, migrate } from '../../../src/store/postgres/migrate';
import { until } from '../../until';
import { endOthers, freshPostgres } from './fresh-postgres';

const { open, url } = freshPostgres();

const layout = (...steps: readonly string[]): Layout => ({ schema: 'liaison_test', steps });
const ONE = 'CREATE TABLE liaison_test.mark (made int); INSERT INTO liaison_test.mark VALUES (1)';
const TWO = 'UPDATE liaison_test.mark SET made = made + 1';

describe('a migration', () => {
  test('brings the tables to the newest layout, each step once', async () => {
    const database = await open();
    await migrate(database, layout(ONE));
    await migrate(database, layout(ONE, TWO));
    await migrate(database, layout(ONE, TWO));
    expect(await database.query('SELECT made FROM liaison_test.mark')).toEqual([{ made: 2 }]);
    expect(await database.query('SELECT version FROM liaison_test.layout ORDER BY 1')).toEqual([
      { version: 1 },
      { version: 2 },
    ]);
  });

  test('is made once where several processes start together', async () => {
    const databases = await Promise.all(Array.from({ length: 6 }, open));
    await Promise.all(databases.map((database) => migrate(database, layout(ONE, TWO, TWO))));
    expect(await databases[0]?.query('SELECT made FROM liaison_test.mark')).toEqual([{ made: 3 }]);
  });

  test('leaves a whole layout behind where it is stopped on the way, and goes on from there', async () => {
    const [database, other] = [await open(), await open()];
    const stopped = migrate(database, layout(ONE, `${TWO}; SELECT pg_sleep(20)`)).catch((fault) => fault);
    await until(async () => (await other.query(SLEEPING)).length > 0);
    await endOthers(other);
    expect(await stopped).toMatchObject({ name: 'StoreFault', code: 'UNAVAILABLE' });
    expect(await other.query('SELECT made FROM liaison_test.mark')).toEqual([{ made: 1 }]);
    await migrate(other, layout(ONE, TWO));
    expect(await other.query('SELECT made FROM liaison_test.mark')).toEqual([{ made: 2 }]);
  });

  test('that fails leaves nothing of its step behind', async () => {
    const database = await open();
    await expect(migrate(database, layout(ONE, `${TWO}; SELECT 1 / 0`))).rejects.toThrow('22012');
    expect(await database.query('SELECT made FROM liaison_test.mark')).toEqual([{ made: 1 }]);
  });

  test('asks for no right to change tables where nothing is left to do', async () => {
    const database = await open();
    await migrate(database, layout(ONE));
    // A role is the whole server's: this one is named after the test's database.
    const role = `${new URL(url()).pathname.slice(1)}_server`;
    await database.query(`CREATE ROLE ${role};
      GRANT USAGE ON SCHEMA liaison_test TO ${role};
      GRANT SELECT ON ALL TABLES IN SCHEMA liaison_test TO ${role}`);
    const serving = await openPostgres(`${url()}?options=-c%20role%3D${role}`);
    await migrate(serving, layout(ONE));
    await expect(migrate(serving, layout(ONE, TWO))).rejects.toThrow('42501');
    await serving.close();
    await database.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });

  test('refuses a layout that only a newer version knows', async () => {
    const database = await open();
    await migrate(database, layout(ONE, TWO));
    await expect(migrate(database, layout(ONE))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'liaison_test: expected at most layout 1, got 2: use the version that wrote it',
    });
    expect(await database.query('SELECT made FROM liaison_test.mark')).toEqual([{ made: 2 }]);
  });
});

const SLEEPING = `SELECT 1 FROM pg_stat_activity
  WHERE datname = current_database() AND state = 'active' AND wait_event = 'PgSleep'`;
