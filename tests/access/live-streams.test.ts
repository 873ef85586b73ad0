import type { Actor } from '../../src/domain/actor';
import {
  type AccessServer,
  administrator,
  idOf,
  type LiveSocket,
  openSocket,
  readStream,
  startAccessServer,
  withOrganization,
  withRole,
  withUser,
} from './access-server';
import { ownMs } from './own-time';

const CLOSED_WITHIN_MS = 1_000;
const ORGANIZATION = idOf(1, 1);
const carla: Actor = { kind: 'CHANNEL_MANAGER', id: 'carla' };
const EVENTS = 'subscription { events { position type stream } }';
let server: AccessServer;

beforeEach(async () => {
  server = await startAccessServer();
  await withRole(server);
  await withOrganization(server, ORGANIZATION);
});
afterEach(() => server.close());

const headPosition = async (): Promise<string> => {
  const { body } = await server.ask(await server.tokenOf(administrator), '{ status { head } }');
  return body.data.status.head;
};

/** Asks for a state that is not there yet: the one way by which a partner’s stream stays open. */
const waiting = async (): Promise<string> => {
  const [storeId, position] = (await headPosition()).split(':');
  return `{ partnerOrganization(id: "${ORGANIZATION}", minPosition: "${storeId}:${Number(position) + 1_000}") { id } }`;
};

const WAYS: readonly (readonly [string, (contactId: string) => Promise<void>])[] = [
  ['its access is suspended', (contactId) => server.send('suspendPartnerUserAccess', { contactId })],
  ['its identity is unlinked', (contactId) => server.send('unlinkIdentity', { contactId })],
  [
    'its only role is revoked',
    (contactId) =>
      server.send('revokePartnerRole', { contactId, roleCode: 'SELLER', policy: 'END_MEMBERSHIPS' }),
  ],
  [
    'its organization is suspended',
    () => server.send('suspendPartnerOrganization', { partnerOrganizationId: ORGANIZATION }),
  ],
];

test.each(WAYS)('an event stream of a partner’s person ends within a second when %s', async (_way, end) => {
  const contactId = idOf(2, 1);
  const token = await server.tokenOf(await withUser(server, contactId, ORGANIZATION));
  const stream = readStream(server, token, await waiting());
  // Nothing tells that a stream waits; what is asked behind it and answered shows that it does.
  const socket = await openSocket(server, token);
  expect((await server.ask(token, '{ __typename }')).status).toBe(200);
  await end(contactId);
  const answeredAt = ownMs();
  const { text, atMs } = await stream;
  expect(text).toContain('"code":"ACCESS_ENDED"');
  expect(text).not.toContain(ORGANIZATION);
  expect(text).toMatch(/event: complete/);
  expect(atMs - answeredAt).toBeLessThan(CLOSED_WITHIN_MS);
  expect(await socket.closed).toMatchObject({ code: 4403, reason: 'Access ended' });
  const next = await readStream(server, token, '{ __typename }');
  expect(next.text).toContain('UNAUTHENTICATED');
});

test('a partner’s person may open no subscription: its stream is refused and ends', async () => {
  const token = await server.tokenOf(await withUser(server, idOf(2, 1), ORGANIZATION));
  const { text } = await readStream(server, token, EVENTS);
  expect(text).toContain('"code":"FORBIDDEN"');
  expect(text).not.toContain(ORGANIZATION);
});

test('a channel manager that hands an organization over is told no more of it on an open subscription', async () => {
  await server.send('assignChannelManager', { partnerOrganizationId: ORGANIZATION, managerId: 'carla' });
  const socket = await openSocket(server, await server.tokenOf(carla));
  socket.send({ id: '1', type: 'subscribe', payload: { query: EVENTS } });
  await server.send('setEmailDomains', { partnerOrganizationId: ORGANIZATION, domains: ['a.example'] });
  await told(socket, 'PartnerOrganizationEmailDomainsSet');
  await server.send('assignChannelManager', { partnerOrganizationId: ORGANIZATION, managerId: 'otto' });
  await server.send('setEmailDomains', { partnerOrganizationId: ORGANIZATION, domains: ['b.example'] });
  // Everybody who sees events sees this one, which comes last.
  await server.send('retireRole', { code: 'SELLER' });
  await told(socket, 'RoleRetired');
  const text = JSON.stringify(socket.messages);
  expect(text.match(/PartnerOrganizationEmailDomainsSet/g)).toHaveLength(1);
  socket.socket.close();
  await socket.closed;
});

const told = async ({ messages, socket }: LiveSocket, type: string): Promise<void> => {
  while (!messages.some(({ payload }) => payload?.data?.events?.type === type))
    await new Promise((resolve) => socket.once('message', resolve));
};
