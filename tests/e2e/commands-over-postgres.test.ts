import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, clientOf, clientWith } from './asking';
import { temporaryFolders } from './folders';
import { overStore, postgresStore } from './over-store';
import { activeOrganization, partnerContact, personNumber } from './people';
import { runLiaison, startServer } from './running-server';

const newFolder = temporaryFolders();
let folder: string;
let client: Client;
let organizationId: string;

overStore(postgresStore);
beforeAll(async () => {
  folder = newFolder();
  client = await clientOf(await startServer('serve', folder));
  organizationId = await activeOrganization(client);
  await partnerContact(client, personNumber(1), organizationId);
});

test('liaison import brings contacts in beside a running server, which answers them at once', async () => {
  const file = join(folder, 'contacts.csv');
  writeFileSync(
    file,
    'FirstName,LastName,Email\nIda,Brought,ida@northwind.example\nOle,Brought,ole@northwind.example\n',
  );
  const { code, errors } = await runLiaison(folder, 'import', 'contacts', file, '--partner', organizationId);
  expect([code, errors]).toEqual([0, expect.not.stringContaining('liaison:')]);
  const { contactSearch } = await client.ask('{ contactSearch(words: "brought", first: 10) { totalCount } }');
  expect(contactSearch.totalCount).toBe(2);
});

test('liaison export writes what the read models hold', async () => {
  const file = join(folder, 'out.csv');
  const { code } = await runLiaison(folder, 'export', 'contacts', '--output', file);
  expect([
    code,
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.includes('@')).length,
  ]).toEqual([0, 3]);
});

test('liaison rebuild makes a model anew, and liaison verify finds every model equal to a replay', async () => {
  const rebuilt = await runLiaison(folder, 'rebuild', 'contact-list');
  expect([rebuilt.code, rebuilt.output]).toEqual([0, expect.stringContaining('contact-list: rebuilt from')]);
  const { code, output } = await runLiaison(folder, 'verify');
  expect([code, output]).toEqual([0, expect.stringMatching(/^log: all \d+ events can be read, in order\n/)]);
  expect(output).toContain('contact-list: equals a replay');
  expect(output).toMatch(/records of use: \d+, the last is/);
  expect(
    (await client.ask('{ contactSearch(words: "family", first: 10) { totalCount } }')).contactSearch,
  ).toEqual({
    totalCount: 1,
  });
});

test('liaison token signs for a server on the same data folder', async () => {
  const { output } = await runLiaison(folder, 'token', '--as', 'auditor');
  const auditor = clientWith(client.url, output.trim());
  expect(await auditor.ask('{ status { head } }')).toMatchObject({ status: { head: expect.any(String) } });
});
