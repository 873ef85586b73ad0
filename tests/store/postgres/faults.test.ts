import type { LogPage } from '../../../src/store/event-store';
import { openPostgresEventStore } from '../../../src/store/postgres/postgres-event-store';
import { until } from '../../until';
import { conflict, done, newStream, request } from '../contract/fixtures';
import { endOthers, freshPostgres } from './fresh-postgres';

const { open, url } = freshPostgres();

describe('the event store in PostgreSQL', () => {
  test('answers a conflict without failing the appends that go with it', async () => {
    const store = await openPostgresEventStore({ database: await open() });
    const [one, other] = [newStream(), newStream()];
    await store.append(request(one, 'none'));
    const answers = await Promise.all([
      store.append(request(other, 'none')),
      store.append(request(one, 'none')),
      store.append(request(one, 0)),
      store.append(request(newStream(), 'exists')),
      store.append(request(newStream(), 'any')),
    ]);
    expect(answers).toMatchObject([
      { outcome: 'appended', revision: 0 },
      conflict('none', 0),
      { outcome: 'appended', revision: 1 },
      conflict('exists', 'none'),
      { outcome: 'appended', revision: 0 },
    ]);
    await store.close();
  });

  test('does not let time fall along the log, whatever the clocks of its processes say', async () => {
    let now = Date.parse('2026-03-01T12:00:00.000Z');
    const database = await open();
    const store = await openPostgresEventStore({ database, clock: () => now });
    const first = done(await store.append(request(newStream(), 'none')));
    now -= 60_000;
    const second = done(await store.append(request(newStream(), 'none')));
    expect([first.recordedAt, second.recordedAt]).toEqual([
      '2026-03-01T12:00:00.000Z',
      '2026-03-01T12:00:00.000Z',
    ]);
    await store.close();
  });

  test('says that an outcome is unknown where the connection is lost during a call, and the retry tells', async () => {
    const [database, other] = [await open(), await open()];
    const store = await openPostgresEventStore({ database });
    const sent = request(newStream(), 'none', 2);
    const fault = await other.transaction(async ({ query }) => {
      await query('SELECT 1 FROM liaison_log.head FOR UPDATE');
      const appending = store.append(sent).catch((error: unknown) => error);
      await until(async () => (await other.query(WAITING)).length > 0);
      await endOthersBut(query);
      return appending;
    });
    expect(fault).toMatchObject({ name: 'StoreFault', code: 'OUTCOME_UNKNOWN' });
    const answer = done(await store.append(sent));
    expect(answer).toMatchObject({ revision: 1, replayed: false });
    expect(await store.append(sent)).toEqual({ ...answer, replayed: true });
    await store.close();
  });

  test('goes on by itself after its connections were ended, and so do its subscriptions', async () => {
    const [database, other] = [await open(), await open()];
    const store = await openPostgresEventStore({ database });
    const controller = new AbortController();
    const pages: LogPage[] = [];
    const reading = (async () => {
      for await (const page of store.subscribe({ after: 0, signal: controller.signal })) pages.push(page);
    })();
    const sent = [request(newStream(), 'none'), request(newStream(), 'none')] as const;
    await store.append(sent[0]);
    await endOthers(other);
    await until(() => store.health().status === 'failed');
    await until(() => store.health().status === 'ready');
    await store.append(sent[1]);
    await until(() => pages.at(-1)?.position === 2);
    controller.abort();
    await reading;
    expect(pages.flatMap(({ events }) => events).map(({ commandId }) => commandId)).toEqual(
      sent.map(({ commandId }) => commandId),
    );
    await store.close();
  });

  test('hears at once what another process has appended', async () => {
    const store = await openPostgresEventStore({ database: url() });
    const other = await openPostgresEventStore({ database: url() });
    const pages: LogPage[] = [];
    for await (const page of store.subscribe({ after: 0, signal: new AbortController().signal })) {
      pages.push(page);
      if (page.events.length > 0) break;
      await other.append(request(newStream(), 'none'));
    }
    expect(pages.map(({ position }) => position)).toEqual([0, 1]);
    expect(other.storeId).toBe(store.storeId);
    await Promise.all([store.close(), other.close()]);
  });

  test('is made once where several processes open it together', async () => {
    const stores = await Promise.all(
      Array.from({ length: 5 }, () => openPostgresEventStore({ database: url() })),
    );
    expect(new Set(stores.map(({ storeId }) => storeId)).size).toBe(1);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('appends durably although the server was told otherwise', async () => {
    const database = await open();
    const [{ name } = { name: '' }] = await database.query<{ name: string }>(
      'SELECT current_database() AS name',
    );
    await database.query(`ALTER DATABASE ${name} SET synchronous_commit = off`);
    const store = await openPostgresEventStore({ database: url() });
    await store.append(request(newStream(), 'none'));
    await database.query(`CREATE FUNCTION liaison_log.note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO liaison_log.meta VALUES ('noted', current_setting('synchronous_commit')); RETURN NULL; END $$;
      CREATE TRIGGER note AFTER INSERT ON liaison_log.events EXECUTE FUNCTION liaison_log.note()`);
    await store.append(request(newStream(), 'none'));
    expect(await database.query("SELECT value FROM liaison_log.meta WHERE name = 'noted'")).toEqual([
      { value: 'on' },
    ]);
    await store.close();
  });
});

/** Ends those who wait for a lock: the call that is under way. */
const endOthersBut = (query: (sql: string) => Promise<unknown>): Promise<unknown> =>
  query(WAITING.replace('SELECT pid', 'SELECT pg_terminate_backend(pid)'));

const WAITING = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%liaison_log.append%'`;
