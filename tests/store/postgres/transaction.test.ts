import type { Statement, Transaction } from '../../../src/store/postgres/database';
import { until } from '../../until';
import { endOthers, freshPostgres } from './fresh-postgres';

const { open } = freshPostgres();

const madeIn = async () => {
  const database = await open();
  await database.query('CREATE TABLE mark (made int PRIMARY KEY)');
  return database;
};

const mark = (made: number): Statement => ({
  sql: 'INSERT INTO mark VALUES ($1)',
  values: [made],
  name: 'mark',
});
const count: Statement = { sql: 'SELECT count(*) AS count FROM mark', values: [], name: 'count' };
const counted = ({ query }: Pick<Transaction, 'query'>) => query(count.sql, [], { name: 'count' });

describe('a transaction in PostgreSQL', () => {
  test('carries out what is left for later before what is asked next, and before its end', async () => {
    const database = await madeIn();
    const seen = await database.transaction(async (queries) => {
      queries.later(mark(1));
      queries.later(mark(2));
      const before = await counted(queries);
      queries.later(mark(3));
      return before;
    });
    expect([seen, await counted(database)]).toEqual([[{ count: 2 }], [{ count: 3 }]]);
  });

  test('answers what is asked together in its order, each with its own rows', async () => {
    const database = await madeIn();
    const answers = await database.transaction(({ all }) =>
      all([count, mark(1), { sql: '', values: [] }, { sql: NONE, values: ['a'] }, count]),
    );
    expect(answers).toEqual([[{ count: 0 }], [], [], [{ text: 'a', none: null }], [{ count: 1 }]]);
  });

  test('writes nothing where what was left for later fails', async () => {
    const database = await madeIn();
    const failing = database.transaction(async ({ later }) => {
      for (const made of [1, 2, 1]) later(mark(made));
    });
    await expect(failing).rejects.toThrow('expected PostgreSQL to accept mark, got 23505 (mark_pkey)');
    expect(await counted(database)).toEqual([{ count: 0 }]);
  });

  test('asks again over the same connection after a statement together with others has failed', async () => {
    const database = await madeIn();
    for (const _ of [1, 2]) {
      await expect(
        database.transaction(({ all }) =>
          all([count, { sql: 'SELECT 1 FROM nowhere', values: [], name: 'gone' }, mark(1)]),
        ),
      ).rejects.toThrow('expected PostgreSQL to accept gone, got 42P01');
    }
    expect(await database.transaction(({ all }) => all([count, mark(1)]))).toEqual([[{ count: 0 }], []]);
  });

  test('gives values as they are', async () => {
    const database = await open();
    const texts = ['', 'NULL', '{"a": [1, 2]}', 'back\\slash "quoted", {braces}', ' æ\n\t🙂 ', null];
    const bytes = [Buffer.from([0, 34, 92, 255]), null, Buffer.alloc(0)];
    const values = [texts, [1, -2], bytes, bytes[0], texts[3], 9007199254740991, true, [], null];
    const types = ['text[]', 'bigint[]', 'bytea[]', 'bytea', 'text', 'bigint', 'boolean', 'text[]', 'text'];
    const sql = `SELECT ${types.map((type, index) => `$${index + 1}::${type} AS "${index}"`).join()}`;
    const [rows] = await database.transaction(({ all }) => all([{ sql, values }]));
    expect(rows).toEqual([Object.fromEntries(values.entries())]);
  });

  test('refuses a value that is none of the server, and goes on over the same connection', async () => {
    const { transaction } = await open();
    const asking = (value: unknown) =>
      transaction(({ query }) => query('SELECT $1::text AS told', [value], { name: 'told' }));
    await expect(asking({ a: 1 })).rejects.toThrow('as a parameter, got object');
    expect(await asking('a')).toEqual([{ told: 'a' }]);
  });

  test('leaves a doubt where the connection is lost while it ends', async () => {
    const [database, other] = [await madeIn(), await open()];
    await database.query(`CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(20); RETURN NULL; END $$`);
    await database.query(`CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON mark
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait()`);
    const fault = database.transaction(async ({ later }) => later(mark(1))).catch((error: unknown) => error);
    await until(async () => (await other.query(WAITING)).length > 0);
    await endOthers(other);
    expect(await fault).toMatchObject({ name: 'StoreFault', code: 'OUTCOME_UNKNOWN' });
  });
});

const NONE = 'SELECT $1::text AS text, NULL AS none';
const WAITING =
  "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
