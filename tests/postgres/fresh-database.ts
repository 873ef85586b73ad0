import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** A database that one test has to itself. */
export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes an empty database on the server of this test run. */
export const freshDatabase = async (): Promise<FreshDatabase> => {
  const name = `liaison_${randomUUID().replaceAll('-', '')}`;
  await asAdministrator(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdministrator(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
};

const serverUrl = (): string => {
  const url = process.env.TEST_POSTGRES_URL;
  if (url === undefined) throw new Error('expected TEST_POSTGRES_URL from the global set-up of jest');
  return url;
};

const asAdministrator = async (statement: string): Promise<void> => {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};
