import { Client } from 'pg';
import type { PostgresServer } from '../../tests/postgres/postgres-server';
import { startTasks } from '../harness/processes';
import type { Fill } from './fill-product';

/** Makes a database and fills it with a tier's data; answers the environment of a server on it. */
export const filledOnPostgres = async (
  server: PostgresServer,
  name: string,
  { tier, folder }: { readonly tier: Fill['tier']; readonly folder: string },
): Promise<Readonly<Record<string, string>>> => {
  await makeDatabase(server, name);
  const environment = { LIAISON_DATA: folder, LIAISON_STORE: server.urlOf(name) };
  const filler = await startTasks({ script: 'product/fill-product.ts' });
  try {
    await filler.ask('fill', { environment, tier } satisfies Fill);
    return environment;
  } finally {
    await filler.stop();
  }
};

/** Makes an empty database. */
export const makeDatabase = async (server: PostgresServer, name: string): Promise<void> => {
  const client = new Client({ connectionString: server.urlOf('postgres') });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
};
