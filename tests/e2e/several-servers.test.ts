import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { loadLocalKey } from '../../src/auth/local-key';
import { signLocalToken } from '../../src/auth/local-tokens';
import { HANG_MS } from '../until';
import { type Client, clientOf, mutationDocument } from './asking';
import { temporaryFolders } from './folders';
import { overStore, postgresStore } from './over-store';
import { activeOrganization, partnerContact, personNumber, SELLER } from './people';
import { type RunningServer, startServer } from './running-server';

const newFolder = temporaryFolders();

let servers: readonly RunningServer[];
let clients: readonly Client[];
let organizationId: string;

const one = (): Client => clients[0] as Client;
const other = (): Client => clients[1] as Client;

overStore(postgresStore);
beforeAll(async () => {
  const folder = newFolder();
  // Both find an empty database.
  servers = await Promise.all([startServer('serve', folder), startServer('serve', folder)]);
  clients = await Promise.all(servers.map((server) => clientOf(server)));
  organizationId = await activeOrganization(one());
});

const READ =
  'query Read($id: UUID!, $at: Position) { contact(id: $id, minPosition: $at) { flavor canSignIn } }';

const asUser = async (client: Client, number: number): Promise<string> => {
  const contactId = await partnerContact(client, personNumber(number), organizationId);
  await client.done('assignPartnerRole', { contactId, roleCode: 'SELLER' });
  await client.done('grantPartnerUserAccess', { contactId, scopes: [] });
  await client.done('linkIdentity', {
    contactId,
    issuer: 'https://login.example',
    subject: `user-${number}`,
  });
  return contactId;
};

test('what one server records the other reads, at the position that was answered', async () => {
  const contactId = await partnerContact(one(), personNumber(1), organizationId);
  const { position } = await other().done('assignPartnerRole', { contactId, roleCode: 'SELLER' });
  const { contact } = await one().ask(READ, { id: contactId, at: position });
  expect(contact.flavor).toBe('PARTNER_RESOURCE');
});

test('the same command sent to both at once is recorded once, and both answer the same', async () => {
  for (let round = 0; round < 5; round += 1) {
    const input = {
      name: { given: 'Twice', family: `Sent${round}` },
      idempotencyKey: `sent to both ${round}`,
    };
    const answers = await Promise.all(clients.map((client) => client.done('registerContact', input)));
    expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
    expect(answers.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
  }
});

test('a suspension at one server counts for the next request at the other, and a restoration too', async () => {
  const contactId = await asUser(one(), 5);
  const actor = {
    kind: 'PARTNER_USER',
    id: 'user|5',
    contactId,
    partnerOrganizationId: organizationId,
  } as const;
  const user = await clientOf(servers[1] as RunningServer, { ...actor, scopes: [] });
  const seen: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    for (const mutation of ['suspendPartnerUserAccess', 'restorePartnerUserAccess']) {
      await one().done(mutation, { contactId, reason: 'Looked into' });
      seen.push((await user.tryAsk('{ resourceRoles { nodes { code } } }')).status);
    }
  }
  expect(seen).toEqual(Array.from({ length: 10 }, (_, place) => (place % 2 === 0 ? 401 : 200)));
});

test('a revocation at one server closes the sockets of the user at the other', async () => {
  const contactId = await asUser(one(), 2);
  const actor = {
    kind: 'PARTNER_USER',
    id: 'user|2',
    contactId,
    partnerOrganizationId: organizationId,
  } as const;
  const key = loadLocalKey((servers[1] as RunningServer).folder);
  const token = await signLocalToken({ actor: { ...actor, scopes: [] }, key, lifetimeSeconds: 3_600 });
  let opened = (): void => undefined;
  let closed = (_event: unknown): void => undefined;
  const isOpen = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const isClosed = new Promise((resolve) => {
    closed = resolve;
  });
  const socket = createClient({
    url: other().url.replace('http:', 'ws:'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    lazy: false,
    retryAttempts: 0,
    on: { connected: () => opened(), closed },
    onNonLazyError: () => undefined,
  });
  await isOpen;
  await one().done('revokePartnerUserAccess', { contactId, reason: 'Left the project' });
  const limit = new Promise((resolve) => setTimeout(resolve, HANG_MS, 'still open').unref());
  expect(await Promise.race([isClosed, limit])).not.toBe('still open');
  await socket.dispose();
});

test('a termination at one server passes over no role that the other gives', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { partnerOrganization } = await one().done('registerPartnerOrganization', {
      name: `Passing ${round}`,
    });
    const partner = { partnerOrganizationId: partnerOrganization.id as string };
    await one().done('activatePartnerOrganization', partner);
    const numbers = Array.from({ length: 8 }, (_unused, index) => 1_000 + round * 10 + index);
    const contacts = await Promise.all(
      numbers.map((number) => partnerContact(one(), personNumber(number), partner.partnerOrganizationId)),
    );
    const assigned = contacts.map((contactId, index) =>
      (clients[index % 2] as Client).send('assignPartnerRole', { contactId, roleCode: 'SELLER' }),
    );
    const ended = other().done('terminatePartnerOrganization', {
      ...partner,
      policy: 'REVOKE_ACCESS',
      reason: 'Over',
    });
    await Promise.all([...assigned, ended]);
    await rolesAreGone(contacts);
  }
});

/** A role that was recorded before the end is taken away by its cascade; one after it would stay. */
const rolesAreGone = async (contacts: readonly string[]): Promise<void> => {
  const until = Date.now() + HANG_MS;
  for (;;) {
    const found = await Promise.all(contacts.map((id) => one().ask(READ, { id })));
    const flavors = new Set(found.map(({ contact }) => contact.flavor));
    if (!flavors.has('PARTNER_RESOURCE') || Date.now() > until) {
      expect(flavors.has('PARTNER_RESOURCE')).toBe(false);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

test('two contacts cannot become each other’s managers', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [left, right] = (await Promise.all(
      [0, 1].map(async (side) => {
        const contactId = await partnerContact(one(), personNumber(2_000 + 2 * round + side), organizationId);
        await one().done('assignPartnerRole', { contactId, roleCode: 'LEADER' });
        return contactId;
      }),
    )) as [string, string];
    const answers = await Promise.all([
      one().send('changeResourceManager', { contactId: left, managerId: right }),
      other().send('changeResourceManager', { contactId: right, managerId: left }),
    ]);
    expect(answers.map(({ code }) => code ?? 'done').sort()).toEqual(['HIERARCHY_CYCLE', 'done']);
  }
});

test('two administrators of a partner who take each other away leave one', async () => {
  const scopes = ['partner:administer'];
  await one().done('defineRole', { ...SELLER, code: 'DELEGATE', name: 'Delegate', scopes });
  for (let round = 0; round < 4; round += 1) {
    const { partnerOrganization } = await one().done('registerPartnerOrganization', {
      name: `Delegates ${round}`,
    });
    const partnerOrganizationId = partnerOrganization.id as string;
    await one().done('activatePartnerOrganization', { partnerOrganizationId });
    const contacts = await Promise.all(
      [0, 1].map(async (side) => {
        const number = 4_000 + 2 * round + side;
        const contactId = await partnerContact(one(), personNumber(number), partnerOrganizationId);
        await one().done('assignPartnerRole', { contactId, roleCode: 'DELEGATE' });
        await one().done('grantPartnerUserAccess', { contactId, scopes });
        const subject = `delegate-${number}`;
        await one().done('linkIdentity', { contactId, issuer: 'https://login.example', subject });
        return contactId;
      }),
    );
    await Promise.all(
      contacts.map(async (contactId, side) => {
        const actor = { kind: 'PARTNER_ADMINISTRATOR', id: `${contactId}`, contactId } as const;
        const server = servers[side] as RunningServer;
        const client = await clientOf(server, { ...actor, partnerOrganizationId, scopes });
        const input = { contactId: contacts[1 - side], idempotencyKey: 'once', reason: 'Rivalry' };
        await client.tryAsk(mutationDocument('revokePartnerUserAccess'), { input });
      }),
    );
    const left = await Promise.all(contacts.map((id) => one().ask(READ, { id })));
    expect(left.map(({ contact }) => contact.canSignIn).sort()).toEqual([false, true]);
  }
});

test('a server that is killed leaves the other with its work', async () => {
  const { partnerOrganization } = await one().done('registerPartnerOrganization', { name: 'Taken over' });
  const partner = { partnerOrganizationId: partnerOrganization.id as string };
  await one().done('activatePartnerOrganization', partner);
  const contactId = await partnerContact(one(), personNumber(3_000), partner.partnerOrganizationId);
  await one().done('assignPartnerRole', { contactId, roleCode: 'SELLER' });
  await servers[0]?.end('SIGKILL');
  await other().done('terminatePartnerOrganization', { ...partner, policy: 'REVOKE_ACCESS', reason: 'Over' });
  clients = [other(), other()];
  await rolesAreGone([contactId]);
});

test('a server that is stopped gives its locks back and ends well', async () => {
  const ended = await servers[1]?.end('SIGTERM');
  expect([ended?.code, ended?.errors.includes('"level":"error"')]).toEqual([0, false]);
});
