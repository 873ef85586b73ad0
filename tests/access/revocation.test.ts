import { setTimeout } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import type { Actor } from '../../src/domain/actor';
import {
  type AccessServer,
  administrator,
  auditor,
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

/** What the issue asks for: sockets are closed within a second of the command's answer. */
const CLOSED_WITHIN_MS = 1_000;
const USERS = 1_000;
const SOCKETS = 300;
const AT_ONCE = 25;
/** So many revocations at once beside the load: their own queue in this one process is not to be measured. */
const REVOKED_AT_ONCE = 6;
const ORGANIZATION = idOf(1, 1);
const WHO = `{ partnerOrganization(id: "${ORGANIZATION}") { id } }`;

let server: AccessServer;

const inParts = async <Item, Result>(
  items: readonly Item[],
  act: (item: Item, place: number) => Promise<Result>,
  atOnce = AT_ONCE,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (let place = 0; place < items.length; place += atOnce) {
    const part = items.slice(place, place + atOnce);
    results.push(...(await Promise.all(part.map((item, index) => act(item, place + index)))));
  }
  return results;
};

beforeEach(async () => {
  server = await startAccessServer();
  await withRole(server);
  await withOrganization(server, ORGANIZATION);
});
afterEach(() => server.close());

/** Revokes in one of the ways there are. */
const revoke = (contactId: string, way: number): Promise<void> => {
  if (way % 4 === 0) return server.send('suspendPartnerUserAccess', { contactId });
  if (way % 4 === 1) return server.send('revokePartnerUserAccess', { contactId });
  if (way % 4 === 2) return server.send('unlinkIdentity', { contactId });
  return server.send('endAffiliation', { contactId, organizationId: ORGANIZATION });
};

test('1,000 revocations under load: each next request is refused, each socket closed within 1 s', async () => {
  const numbers = Array.from({ length: USERS }, (_, index) => index);
  const users = await inParts(numbers, (number) => withUser(server, idOf(2, number), ORGANIZATION));
  const tokens = await inParts(users, (user) => server.tokenOf(user));
  const sockets = await inParts(tokens.slice(0, SOCKETS), (token) => openSocket(server, token));
  const office = await server.tokenOf(administrator);
  const load = new AbortController();
  const busy = Array.from({ length: 4 }, async () => {
    let answers = 0;
    while (!load.signal.aborted) {
      const { status } = await server.ask(
        office,
        `{ partnerContacts(partnerId: "${ORGANIZATION}") { totalCount } }`,
      );
      if (status === 200) answers += 1;
    }
    return answers;
  });
  const late = await inParts(
    users,
    async ({ contactId = '' }, place) => {
      const token = tokens[place];
      const before = await server.ask(token, WHO);
      await revoke(contactId, place);
      const answeredAt = ownMs();
      const next = await server.ask(token, WHO);
      const closed = await sockets[place]?.closed;
      const closedAfterMs = closed === undefined ? 0 : closed.atMs - answeredAt;
      return {
        before: before.status,
        next: next.status,
        code: closed?.code,
        reason: closed?.reason,
        closedAfterMs,
      };
    },
    REVOKED_AT_ONCE,
  );
  load.abort();
  expect(Math.min(...(await Promise.all(busy)))).toBeGreaterThan(0);
  expect(late.filter(({ before, next }) => before !== 200 || next !== 401).length).toBe(0);
  const closings = late.slice(0, SOCKETS);
  expect(new Set(closings.map(({ code, reason }) => `${code} ${reason}`))).toEqual(
    new Set(['4403 Access ended']),
  );
  expect(Math.max(...closings.map(({ closedAfterMs }) => closedAfterMs))).toBeLessThan(CLOSED_WITHIN_MS);
}, 180_000);

describe('the sockets', () => {
  test('of all its people are closed when an organization is suspended, and of no others', async () => {
    const other = idOf(1, 2);
    await withOrganization(server, other);
    const numbers = Array.from({ length: 200 }, (_, index) => index);
    const users = await inParts(numbers, (number) => withUser(server, idOf(2, number), ORGANIZATION));
    const stranger = await withUser(server, idOf(3, 1), other);
    const sockets = await inParts(users, async (user) => openSocket(server, await server.tokenOf(user)));
    const kept = await openSocket(server, await server.tokenOf(stranger));
    const office = await openSocket(server, await server.tokenOf(auditor));
    await server.send('suspendPartnerOrganization', { partnerOrganizationId: ORGANIZATION });
    const answeredAt = ownMs();
    const closings = await Promise.all(sockets.map(({ closed }) => closed));
    expect(new Set(closings.map(({ code, reason }) => `${code} ${reason}`))).toEqual(
      new Set(['4403 Access ended']),
    );
    expect(Math.max(...closings.map(({ atMs }) => atMs - answeredAt))).toBeLessThan(CLOSED_WITHIN_MS);
    expect([kept.socket.readyState, office.socket.readyState]).toEqual([1, 1]);
    await closing(kept, office);
  });

  test('of a user are closed when a date that was set beforehand has come', async () => {
    const { user, expiresAt, socket } = await openBeforeItEnds();
    const came = comes(Date.parse(expiresAt));
    const { code, reason, atMs } = await socket.closed;
    expect([code, reason]).toEqual([4403, 'Access ended']);
    expect(new Date().toISOString() > expiresAt).toBe(true);
    expect(atMs - (await came)).toBeLessThan(CLOSED_WITHIN_MS);
    expect((await server.ask(await server.tokenOf(user), WHO)).status).toBe(401);
  });

  test('of a user are closed when what it may do has changed', async () => {
    await server.send('defineRole', {
      code: 'PRESALES',
      name: 'Presales',
      kind: 'MEMBER',
      delegable: true,
      levelCeiling: 'EDIT',
      scopes: ['account:read'],
    });
    const contactId = idOf(2, 1);
    const socket = await openSocket(
      server,
      await server.tokenOf(await withUser(server, contactId, ORGANIZATION)),
    );
    await server.send('assignPartnerRole', { contactId, roleCode: 'PRESALES' });
    socket.send({ id: '1', type: 'subscribe', payload: { query: WHO } });
    await answered(socket, '1');
    await server.send('revokePartnerRole', { contactId, roleCode: 'SELLER' });
    expect((await socket.closed).code).toBe(4403);
  });

  test('that are still open run nothing for somebody whose access has ended', async () => {
    const contactId = idOf(2, 1);
    const socket = await openSocket(
      server,
      await server.tokenOf(await withUser(server, contactId, ORGANIZATION)),
    );
    const suspending = server.send('suspendPartnerUserAccess', { contactId });
    await suspending;
    socket.send({ id: 'late', type: 'subscribe', payload: { query: WHO } });
    await socket.closed;
    expect(socket.messages.filter(({ id, payload }) => id === 'late' && payload?.data)).toEqual([]);
  });
});

describe('a token that ends in the middle of a subscription', () => {
  const EVENTS = 'subscription { events { position type } }';
  const [LIFETIME_S, USED_MS] = [10, 5_000];
  const ending = (actor: Actor): Promise<string> => server.tokenOf(actor, LIFETIME_S, Date.now() - USED_MS);

  test('ends it over WebSocket', async () => {
    const token = await ending(administrator);
    const came = comes(1_000 * (decodeJwt(token).exp ?? 0));
    const socket = await openSocket(server, token);
    socket.send({ id: '1', type: 'subscribe', payload: { query: EVENTS } });
    const { code, reason, atMs } = await socket.closed;
    expect([code, reason]).toEqual([4403, 'Token expired']);
    expect(socket.messages.some(({ payload }) => payload?.data?.events?.type === 'RoleDefined')).toBe(true);
    expect(atMs - (await came)).toBeLessThan(CLOSED_WITHIN_MS);
  });

  test('ends it over SSE, with a last event that says where to go on', async () => {
    const { text } = await readStream(server, await ending(auditor), EVENTS);
    const events = text.split('\n\n').filter((block) => block.startsWith('event: '));
    const last = JSON.parse(/data: (.*)/.exec(events.at(-2) ?? '')?.[1] ?? '{}');
    expect(last.errors[0].extensions.code).toBe('TOKEN_EXPIRED');
    const before = JSON.parse(/data: (.*)/.exec(events.at(-3) ?? '')?.[1] ?? '{}');
    expect(last.errors[0].extensions.resumeAfter).toBe(before.data.events.position);
    expect(events.at(-1)).toMatch(/^event: complete/);
  });
});

/** How far ahead an end is set: further where the machine took longer than that until the socket was open. */
const AHEAD_MS = [2_500, 10_000, 40_000];

/** A socket of a user whose access ends at a date that has been set beforehand. */
const openBeforeItEnds = async () => {
  for (const [place, ms] of AHEAD_MS.entries()) {
    const expiresAt = new Date(Date.now() + ms).toISOString();
    const user = await withUser(server, idOf(2, place), ORGANIZATION, expiresAt);
    const token = await server.tokenOf(user);
    const socket = await openSocket(server, token).catch(() => undefined);
    if (socket !== undefined) return { user, expiresAt, socket };
  }
  throw new Error(`expected a socket that is open within ${AHEAD_MS.at(-1)} ms`);
};

/** When the moment came, by the time of this process. */
const comes = async (atMs: number): Promise<number> => {
  await setTimeout(atMs - Date.now());
  return ownMs();
};

const closing = async (...sockets: readonly LiveSocket[]): Promise<void> => {
  for (const { socket } of sockets) socket.close();
  await Promise.all(sockets.map(({ closed }) => closed));
};

const answered = async ({ messages, socket }: LiveSocket, wanted: string): Promise<void> => {
  while (!messages.some(({ id, type }) => id === wanted && (type === 'complete' || type === 'error')))
    await new Promise((resolve) => socket.once('message', resolve));
};
