import { contactCard } from '../../projections/contact-list/queries';
import { HANG_MS } from '../until';
import {
  INES,
  MEI,
  type Opened,
  ORGANIZATION,
  openedProduct,
  TOMAS,
  withContact,
  withOrganization,
  withResource,
} from './opened-product';

const DAY_MS = 86_400_000;

let opened: Opened;
beforeEach(async () => {
  opened = await openedProduct();
  await withOrganization(opened);
});
afterEach(() => opened.close());

const standingOf = async ({ product }: Opened, contactId: string) => {
  const card = await contactCard(product.liaison.models, contactId, await product.liaison.models.current());
  return card?.standing;
};

/** Waits for the event that closes a cascade, or for any other that a process records. */
const recorded = async ({ product }: Opened, type: string, count = 1): Promise<void> => {
  const patience = AbortSignal.timeout(HANG_MS);
  let seen = 0;
  for await (const { events } of product.log.subscribe({ after: 0, types: [type], signal: patience })) {
    seen += events.length;
    if (seen < count) continue;
    await product.liaison.models.reached(await product.log.head(), HANG_MS);
    return;
  }
  throw new Error(`expected ${count} ${type}, got ${seen}`);
};

test('terminating an organization ends roles and access of all its people, each with the trigger as its cause', async () => {
  for (const contactId of [INES, TOMAS]) await withResource(opened, contactId);
  await opened.send('grantPartnerUserAccess', { contactId: INES, scopes: ['opportunity:read'] });
  const terminated = await opened.send('terminatePartnerOrganization', {
    partnerOrganizationId: ORGANIZATION,
    policy: 'REVOKE_ACCESS',
  });
  await recorded(opened, 'CascadeCompleted');
  const events = await opened.product.log.readStream(`contact-${INES}`);
  const trigger = terminated.outcome === 'done' ? terminated.events[0]?.eventId : undefined;
  expect(events.slice(-2).map(({ type, metadata }) => [type, metadata.causationId])).toEqual([
    ['PartnerUserAccessRevoked', trigger],
    ['PartnerRoleRevoked', trigger],
  ]);
  expect((await standingOf(opened, TOMAS))?.roles).toEqual([]);
});

test('a cascade that a stop interrupted is completed after the start, and nothing is recorded twice', async () => {
  for (const contactId of [INES, TOMAS]) await withResource(opened, contactId);
  const terminated = opened.send('terminatePartnerOrganization', {
    partnerOrganizationId: ORGANIZATION,
    policy: 'REVOKE_ACCESS',
  });
  await terminated;
  opened = await opened.reopen();
  await recorded(opened, 'CascadeCompleted');
  opened = await opened.reopen();
  const revoked = (await opened.product.log.readAll({ after: 0, types: ['PartnerRoleRevoked'] })).events;
  const completed = (await opened.product.log.readAll({ after: 0, types: ['CascadeCompleted'] })).events;
  expect([revoked.length, completed.length]).toEqual([2, 1]);
});

test('reports of a manager who is no longer a resource go to the manager above', async () => {
  await withResource(opened, INES);
  await withResource(opened, TOMAS, INES);
  await withResource(opened, MEI, TOMAS);
  await opened.send('revokePartnerRole', { contactId: TOMAS, roleCode: 'SALES_MANAGER' });
  await recorded(opened, 'ResourceManagerChanged');
  expect((await standingOf(opened, MEI))?.managerId).toBe(INES);
});

test('a new head reports to nobody and the former head reports to the new one', async () => {
  await withResource(opened, INES);
  await withResource(opened, TOMAS, INES);
  await opened.send('appointHierarchyHead', { partnerOrganizationId: ORGANIZATION, contactId: INES });
  await opened.send('appointHierarchyHead', { partnerOrganizationId: ORGANIZATION, contactId: TOMAS });
  await recorded(opened, 'CascadeCompleted', 2);
  expect([(await standingOf(opened, TOMAS))?.managerId, (await standingOf(opened, INES))?.managerId]).toEqual(
    [undefined, TOMAS],
  );
});

test('the clock records what has fallen due, once, and before a reader asks again', async () => {
  await withResource(opened, INES);
  const { liaison, log } = opened.product;
  const expiresAt = new Date(Date.parse(liaison.now()) + DAY_MS).toISOString();
  await opened.send('grantPartnerUserAccess', { contactId: INES, scopes: ['opportunity:read'], expiresAt });
  opened.pass(DAY_MS + 1);
  await Promise.all([liaison.settleDueFacts(), liaison.settleDueFacts()]);
  await liaison.settleDueFacts();
  const { events } = await log.readAll({ after: 0, types: ['PartnerUserAccessExpired'] });
  expect([events.length, (await standingOf(opened, INES))?.access?.status]).toEqual([1, 'EXPIRED']);
});

test('the clock is right about what falls due next also where something sooner comes in between', async () => {
  const { liaison, log } = opened.product;
  const until = (ms: number) => new Date(Date.parse(liaison.now()) + ms).toISOString();
  const access = { scopes: ['opportunity:read'] };
  for (const [contactId, ms] of [
    [INES, DAY_MS],
    [TOMAS, DAY_MS / 2],
  ] as const) {
    await withResource(opened, contactId);
    await opened.send('grantPartnerUserAccess', { contactId, ...access, expiresAt: until(ms) });
    await liaison.settleDueFacts();
    await liaison.settleDueFacts();
  }
  const expired = async () => {
    opened.pass(DAY_MS / 2 + 1);
    await liaison.settleDueFacts();
    const { events } = await log.readAll({ after: 0, types: ['PartnerUserAccessExpired'] });
    return events.map(({ stream }) => stream);
  };
  expect(await expired()).toEqual([`contact-${TOMAS}`]);
  expect(await expired()).toEqual([`contact-${TOMAS}`, `contact-${INES}`]);
});

test('a role in use is not retired, and is once nobody holds it', async () => {
  await withResource(opened, INES);
  const refused = await opened.send('retireRole', { code: 'SALES_MANAGER' });
  await opened.send('revokePartnerRole', { contactId: INES, roleCode: 'SALES_MANAGER' });
  const retired = await opened.send('retireRole', { code: 'SALES_MANAGER' });
  expect([refused, retired]).toMatchObject([{ refusal: { refused: 'ROLE_IN_USE' } }, { outcome: 'done' }]);
});

test('an organization with active users is not terminated by chance', async () => {
  await withResource(opened, INES);
  await opened.send('grantPartnerUserAccess', { contactId: INES, scopes: ['opportunity:read'] });
  const refused = await opened.send('terminatePartnerOrganization', { partnerOrganizationId: ORGANIZATION });
  expect(refused).toMatchObject({ refusal: { refused: 'PARTNER_HAS_ACTIVE_USERS' } });
});

test('access that has expired unrecorded does not keep an organization from being terminated', async () => {
  await withResource(opened, INES);
  const expiresAt = new Date(Date.parse(opened.product.liaison.now()) + DAY_MS).toISOString();
  await opened.send('grantPartnerUserAccess', { contactId: INES, scopes: ['opportunity:read'], expiresAt });
  opened.pass(DAY_MS + 1);
  const done = await opened.send('terminatePartnerOrganization', { partnerOrganizationId: ORGANIZATION });
  expect(done).toMatchObject({ outcome: 'done' });
});

test('a role whose last holder lost it by the passing of time is retired', async () => {
  await withContact(opened, INES);
  const to = opened.product.liaison.now().slice(0, 10);
  await opened.send('assignPartnerRole', { contactId: INES, roleCode: 'SALES_MANAGER', to });
  opened.pass(2 * DAY_MS);
  expect(await opened.send('retireRole', { code: 'SALES_MANAGER' })).toMatchObject({ outcome: 'done' });
});
