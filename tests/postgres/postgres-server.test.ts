import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { type PostgresServer, startPostgres } from './postgres-server';

/** How long a process of the killed server hangs. */
const HANGS_MS = 500;

describe('a PostgreSQL server of a test', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  test('starts again though a process of the killed one is not gone yet', async () => {
    const client = new Client({ connectionString: server.urlOf('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
    const pid = Number(rows[0].pid);
    process.kill(pid, 'SIGSTOP');
    try {
      await server.kill();
      const started = server.start();
      const first = await Promise.race([started.then(() => 'started'), setTimeout(HANGS_MS, 'refused')]);
      expect(first).toBe('refused');
      process.kill(pid, 'SIGCONT');
      await started;
    } finally {
      await client.end().catch(() => undefined);
    }
    const again = new Client({ connectionString: server.urlOf('postgres') });
    await again.connect();
    expect((await again.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await again.end();
  });

  test('stops though it has ended by itself', async () => {
    const client = new Client({ connectionString: server.urlOf('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query(
      "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid",
    );
    process.kill(Number(rows[0].pid), 'SIGQUIT');
    await client.end().catch(() => undefined);
    await refusing(server.urlOf('postgres'));
    await expect(server.stop()).resolves.toBeUndefined();
  });
});

const refusing = async (url: string): Promise<void> => {
  for (;;) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
    } catch {
      return;
    }
    await setTimeout(20);
  }
};
