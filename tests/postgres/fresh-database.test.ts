import { Client } from 'pg';
import { freshDatabase } from './fresh-database';

const asked = async (url: string, question: string): Promise<unknown> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(question)).rows[0];
  } finally {
    await client.end();
  }
};

test('each test has a PostgreSQL database of its own, as durable as one in service', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  await asked(one.url, 'CREATE TABLE mark (made int)');
  expect(await asked(other.url, `SELECT to_regclass('mark') AS mark`)).toEqual({ mark: null });
  expect(await asked(one.url, 'SHOW fsync')).toEqual({ fsync: 'on' });
  await Promise.all([one.drop(), other.drop()]);
});
