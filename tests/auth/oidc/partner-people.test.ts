import 'reflect-metadata';
import { loadLocalKey } from '../../../src/auth/local-key';
import { signLocalToken } from '../../../src/auth/local-tokens';
import { demoOf } from '../../../src/cli/demo/load-demo';
import type { Actor } from '../../../src/domain/actor';
import { movingClock } from '../../moving-clock';
import { type Issuer, type Key, newKey, startIssuer, tokenOf } from './issuer';
import { employees, type ProductServer, partners, startProduct } from './product-server';

const MINUTE_MS = 60_000;
const pass = movingClock();

let key: Key;
let issuer: Issuer;
let staff: Issuer;
let server: ProductServer;
let contactId: string;
let partnerOrganizationId: string;
let token: string;

beforeAll(async () => {
  key = await newKey('k1');
  [issuer, staff] = await Promise.all([startIssuer([key]), startIssuer([key])]);
  server = await startProduct([partners(issuer.url), employees(staff.url)]);
  ({ userId: contactId, partnerOrganizationId } = demoOf(server.liaison));
  await server.send('unlinkIdentity', { contactId });
  await server.send('linkIdentity', { contactId, issuer: issuer.url, subject: 'person-1' });
  token = await tokenOf(issuer.url, key);
});
afterAll(async () => {
  await server?.close();
  await Promise.all([issuer.close(), staff.close()]);
});

const statusOf = async (some = token): Promise<number> => (await server.ask(`Bearer ${some}`)).status;
const lastActor = (): unknown => {
  const { actorKind, actorId } = JSON.parse(server.logged().split('\n').at(-1) ?? '{}');
  return { actorKind, actorId };
};

test('A partner’s person is the contact that its identity is linked to', async () => {
  const { text } = await server.ask(`Bearer ${token}`, `{ contact(id: "${contactId}") { id canSignIn } }`);
  expect(JSON.parse(text).data.contact).toEqual({ id: contactId, canSignIn: true });
  expect(lastActor()).toEqual({ actorKind: 'PARTNER_USER', actorId: 'partners|person-1' });
});

test('What a token says of groups, organization or scopes makes nobody more than the facts do', async () => {
  const claims = {
    roles: ['liaison-admins'],
    kind: 'ADMINISTRATOR',
    scopes: ['partner:administer'],
    scope: 'partner:administer',
  };
  expect(await statusOf(await tokenOf(issuer.url, key, { claims }))).toBe(200);
  expect(lastActor()).toEqual({ actorKind: 'PARTNER_USER', actorId: 'partners|person-1' });
});

test('The same subject at another issuer is somebody else', async () => {
  const claims = { roles: ['sales-team'] };
  expect(await statusOf(await tokenOf(staff.url, key, { claims }))).toBe(200);
  expect(lastActor()).toEqual({ actorKind: 'SALES_REPRESENTATIVE', actorId: 'staff|person-1' });
});

test('Two groups of one meaning are one kind', async () => {
  const claims = { roles: ['liaison-admins', 'liaison-owners', 'everyone'] };
  expect(await statusOf(await tokenOf(staff.url, key, { claims }))).toBe(200);
  expect(lastActor()).toEqual({ actorKind: 'ADMINISTRATOR', actorId: 'staff|person-1' });
});

test('A person becomes its organization’s administrator by the scope it was granted, if its role allows that', async () => {
  const role = { name: 'Lead', kind: 'MANAGER', delegable: true, levelCeiling: 'EDIT' } as const;
  const scopes = ['partner:administer', 'account:read'];
  await server.send('defineRole', { ...role, code: 'PARTNER_LEAD', scopes });
  await server.send('assignPartnerRole', { contactId, roleCode: 'PARTNER_LEAD' });
  await server.send('revokePartnerUserAccess', { contactId });
  await server.send('grantPartnerUserAccess', { contactId, scopes, login: 'tomas' });
  expect(await statusOf()).toBe(200);
  expect(lastActor()).toMatchObject({ actorKind: 'PARTNER_ADMINISTRATOR' });
  await server.send('revokePartnerRole', { contactId, roleCode: 'PARTNER_LEAD' });
  expect(await statusOf()).toBe(200);
  expect(lastActor()).toMatchObject({ actorKind: 'PARTNER_USER' });
});

const localToken = (actor: Partial<Actor> = {}): Promise<string> =>
  signLocalToken({
    actor: { kind: 'PARTNER_USER', id: 'demo|tomas', contactId, partnerOrganizationId, ...actor },
    key: loadLocalKey(`${server.folder}/data`),
    lifetimeSeconds: 300,
  });

const BOTH = async (): Promise<readonly number[]> => [await statusOf(), await statusOf(await localToken())];

test('A suspended person’s very next request is refused, and a restored one’s is not', async () => {
  await server.send('suspendPartnerUserAccess', { contactId });
  expect(await BOTH()).toEqual([401, 401]);
  await server.send('restorePartnerUserAccess', { contactId });
  expect(await BOTH()).toEqual([200, 200]);
});

test('One event on the organization refuses the very next request of its people', async () => {
  await server.send('suspendPartnerOrganization', { partnerOrganizationId });
  expect(await BOTH()).toEqual([401, 401]);
  await server.send('reactivatePartnerOrganization', { partnerOrganizationId });
  expect(await BOTH()).toEqual([200, 200]);
});

test('An unlinked person’s very next request is refused', async () => {
  await server.send('unlinkIdentity', { contactId });
  expect(await BOTH()).toEqual([401, 401]);
  await server.send('linkIdentity', { contactId, issuer: issuer.url, subject: 'person-1' });
  expect(await BOTH()).toEqual([200, 200]);
});

test('Access that has ended refuses the next request, without anything having run', async () => {
  const expiresAt = new Date(Date.now() + MINUTE_MS).toISOString();
  await server.send('extendPartnerUserAccess', { contactId, expiresAt });
  expect(await statusOf()).toBe(200);
  pass(MINUTE_MS + 1);
  expect(await BOTH()).toEqual([401, 401]);
  await server.send('grantPartnerUserAccess', { contactId, scopes: ['account:read'], login: 'tomas' });
  expect(await BOTH()).toEqual([200, 200]);
});

test('A local token of a contact that cannot log on, of none, or of another organization is refused', async () => {
  const { newcomerId } = demoOf(server.liaison);
  expect(await statusOf(await localToken({ contactId: newcomerId }))).toBe(401);
  expect(await statusOf(await localToken({ partnerOrganizationId: newcomerId }))).toBe(401);
  const { contactId: _, ...without } = {
    kind: 'PARTNER_USER' as const,
    id: 'x',
    contactId,
    partnerOrganizationId,
  };
  const none = await signLocalToken({
    actor: without,
    key: loadLocalKey(`${server.folder}/data`),
    lifetimeSeconds: 300,
  });
  expect(await statusOf(none)).toBe(401);
});

test('Revoked access refuses the very next request', async () => {
  await server.send('revokePartnerUserAccess', { contactId });
  expect(await BOTH()).toEqual([401, 401]);
});
