import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ACTOR_KINDS } from '../../src/auth/actor-kinds';
import { clientWith } from './asking';
import { temporaryFolders } from './folders';
import { type RunningServer, startServer } from './running-server';

const newFolder = temporaryFolders();
const run = promisify(execFile);

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = newFolder();
  server = await startServer('demo', folder);
});

const tokenOf = (kind: string): string =>
  new RegExp(`\\n  ${kind}\\n  (\\S+)\\n`).exec(server.output())?.[1] ?? '';

test.each(ACTOR_KINDS)('the demo prints a token that makes one a %s', async (kind) => {
  const client = clientWith(server.url, tokenOf(kind));
  const { resourceRoles } = await client.ask('{ resourceRoles { nodes { code } } }');
  expect(resourceRoles.nodes.length).toBeGreaterThan(0);
  const { data, errors } = await client.tryAsk('{ status { head } }');
  const isPartnersOwn = kind.startsWith('PARTNER_');
  expect([data?.status ?? null, errors[0]?.extensions.code]).toEqual(
    isPartnersOwn ? [null, 'FORBIDDEN'] : [{ head: expect.any(String) }, undefined],
  );
});

test('the demo prints a request that works as it is printed, in a shell', async () => {
  const [, command = ''] = /(curl [\s\S]*?\}')\n/.exec(server.output()) ?? [];
  const { stdout } = await run('sh', ['-c', `${command} --silent --show-error`]);
  const { data, errors } = JSON.parse(stdout);
  expect(errors).toBeUndefined();
  expect(data.partnerContacts.totalCount).toBe(5);
  const flavors = data.partnerContacts.nodes.map(({ flavor }: { flavor: string }) => flavor);
  expect(new Set(flavors)).toEqual(new Set(['PARTNER_USER', 'PARTNER_RESOURCE', 'PARTNER_CONTACT']));
});

test('the demo started again on the same folder changes nothing', async () => {
  const headOf = async () =>
    (await clientWith(server.url, tokenOf('AUDITOR')).ask('{ status { head } }')).status.head;
  const before = await headOf();
  await server.end('SIGTERM');
  server = await startServer('demo', folder);
  expect(await headOf()).toBe(before);
});

test('the address answers a browser with GraphiQL, and no page of another site is asked for', async () => {
  const page = await fetch(server.url, { headers: { accept: 'text/html' } });
  const html = await page.text();
  expect([page.status, html.includes('GraphiQL')]).toEqual([200, true]);
  expect(html).not.toMatch(/(src|href)="https?:/);
});
