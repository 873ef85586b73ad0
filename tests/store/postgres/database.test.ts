import { openPostgres } from '../../../src/store/postgres/database';
import { startPostgres } from '../../postgres/postgres-server';
import { until } from '../../until';
import { endOthers, freshPostgres } from './fresh-postgres';

const { open } = freshPostgres();
const faultOf = (work: Promise<unknown>): Promise<unknown> => work.then(String, (fault: unknown) => fault);

describe('a PostgreSQL database', () => {
  test('gives every bigint as a number, also in lists', async () => {
    const { query } = await open();
    expect(
      await query('SELECT $1::bigint AS one, ARRAY[1, $2]::bigint[] AS some', [9007199254740991, 2]),
    ).toEqual([{ one: 9007199254740991, some: [1, 2] }]);
  });

  test('calls itself liaison, and no statement runs without end', async () => {
    const { query } = await open();
    const names = ['application_name', 'statement_timeout', 'lock_timeout'];
    const settings = names.map((name) => `current_setting('${name}')`).join(", ' ', ");
    expect(await query(`SELECT concat(${settings}) AS settings`)).toEqual([{ settings: 'liaison 30s 10s' }]);
  });

  test('keeps the statements of a transaction together', async () => {
    const { query, transaction } = await open();
    await query('CREATE TABLE mark (made int)');
    await transaction(({ query: within }) => within('INSERT INTO mark VALUES (1)'));
    const failing = transaction(async ({ query: within }) => {
      await within('INSERT INTO mark VALUES (2)');
      throw new Error('the work failed');
    });
    await expect(failing).rejects.toThrow('the work failed');
    expect(await query('SELECT made FROM mark')).toEqual([{ made: 1 }]);
  });

  test('does not pass over a statement of a transaction that failed', async () => {
    const { transaction } = await open();
    const careless = transaction(async ({ query }) => {
      await query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(careless).rejects.toThrow('expected every statement of a transaction to succeed');
  });

  test('shows one state of the database in a snapshot, which may only read', async () => {
    const { query, transaction } = await open();
    await query('CREATE TABLE mark (made int)');
    const counts = await transaction(
      async ({ query: within }) => {
        const before = await within('SELECT count(*) AS count FROM mark');
        await query('INSERT INTO mark VALUES (1)');
        return [before, await within('SELECT count(*) AS count FROM mark')];
      },
      { snapshot: true },
    );
    expect(counts).toEqual([[{ count: 0 }], [{ count: 0 }]]);
    const writing = transaction(({ query: within }) => within('INSERT INTO mark VALUES (2)'), {
      snapshot: true,
    });
    await expect(writing).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('tells a lost write from a lost read, and goes on over a new connection', async () => {
    const [database, other] = [await open(), await open()];
    await database.query('CREATE TABLE mark (made int)');
    const lost = async (sql: string) => {
      const fault = faultOf(database.query(sql));
      await until(async () => (await other.query(`${SLEEPING} LIMIT 1`)).length > 0);
      await endOthers(other);
      return fault;
    };
    expect(await lost('SELECT pg_sleep(20)')).toMatchObject({ name: 'StoreFault', code: 'UNAVAILABLE' });
    expect(await lost('INSERT INTO mark SELECT 1 FROM pg_sleep(20)')).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    const transaction = faultOf(
      database.transaction(async ({ query }) => {
        await query('INSERT INTO mark VALUES (2)');
        await endOthers(other);
        await query('INSERT INTO mark VALUES (3)');
      }),
    );
    expect(await transaction).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await database.query('SELECT * FROM mark')).toEqual([]);
  });

  test('does not let a statement wait for a lock without end', async () => {
    const [database, other] = [await open(), await open()];
    await database.query('CREATE TABLE mark (made int)');
    await database.transaction(async ({ query }) => {
      await query('LOCK TABLE mark');
      const waiting = other.transaction(async (queries) => {
        await queries.query(`SET LOCAL lock_timeout = '50ms'`);
        await queries.query('SELECT * FROM mark');
      });
      await expect(waiting).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    });
  });

  test('refuses everything once it is closed', async () => {
    const database = await open();
    await database.close();
    await expect(database.query('SELECT 1')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(database.session()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  test.each(['', 'postgres:', 'mysql://u:secret@host/x', 'postgres://u:secret@host:none/x'])(
    'refuses %j as an address without telling it',
    async (url) => {
      const fault = await faultOf(openPostgres(url));
      expect(fault).toMatchObject({ code: 'UNAVAILABLE' });
      expect(JSON.stringify([String(fault), fault])).not.toContain('secret');
    },
  );

  test('says that nobody answers without telling the address', async () => {
    const fault = await faultOf(openPostgres('postgres://u:secret@127.0.0.1:1/x'));
    expect(fault).toMatchObject({ code: 'UNAVAILABLE' });
    expect(String(fault)).toBe('StoreFault: PostgreSQL cannot be reached (ECONNREFUSED)');
  });
});

describe('a listener', () => {
  test('hears what is sent over its channels, each its own', async () => {
    const [database, other] = [await open(), await open()];
    const heard: string[] = [];
    const one = database.listen('one', (payload) => heard.push(`one ${payload}`));
    await until(() => one.isConnected);
    database.listen('two', (payload) => heard.push(`two ${payload}`));
    await until(() => heard.length === 2);
    await other.query("SELECT pg_notify('one', 'a'), pg_notify('two', 'b'), pg_notify('three', 'c')");
    await until(() => heard.length === 4);
    one.stop();
    await other.query("SELECT pg_notify('one', 'd'), pg_notify('two', 'e')");
    await until(() => heard.length === 5);
    expect(heard).toEqual(['one undefined', 'two undefined', 'one a', 'two b', 'two e']);
  });

  test('makes a lost connection anew, and says so, for it may have missed something', async () => {
    const server = await startPostgres();
    try {
      const database = await openPostgres(server.urlOf('postgres'));
      const heard: (string | undefined)[] = [];
      const listening = database.listen('one', (payload) => heard.push(payload));
      await until(() => listening.isConnected);
      await server.kill();
      await until(() => !listening.isConnected);
      await server.start();
      await until(() => heard.length === 2);
      await database.query("SELECT pg_notify('one', 'again')");
      await until(() => heard.length === 3);
      expect(heard).toEqual([undefined, undefined, 'again']);
      await database.close();
    } finally {
      await server.stop();
    }
  });
});

const SLEEPING = `SELECT 1 FROM pg_stat_activity
  WHERE datname = current_database() AND state = 'active' AND wait_event = 'PgSleep'`;
