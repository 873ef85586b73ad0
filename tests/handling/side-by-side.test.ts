import { setImmediate } from 'node:timers/promises';
import { contactCard } from '../../projections/contact-list/queries';
import { HANG_MS } from '../until';
import {
  INES,
  type Opened,
  ORGANIZATION,
  OTHER_ORGANIZATION,
  openedProduct,
  TOMAS,
  withContact,
  withOrganization,
  withResource,
} from './opened-product';

const RUNS = 12;

let opened: Opened;
beforeEach(async () => {
  opened = await openedProduct();
  await withOrganization(opened);
});
afterEach(() => opened.close());

const idOf = (run: number): string => `50000000-0000-4000-8000-${String(run).padStart(12, '0')}`;

const standingOf = async (contactId: string) => {
  const { models } = opened.product.liaison;
  return (await contactCard(models, contactId, await models.current()))?.standing;
};

const cascadesCompleted = async (count: number): Promise<void> => {
  const signal = AbortSignal.timeout(HANG_MS);
  const { log, liaison } = opened.product;
  let seen = 0;
  for await (const { events } of log.subscribe({ after: 0, types: ['CascadeCompleted'], signal })) {
    seen += events.length;
    if (seen < count) continue;
    await liaison.models.reached(await log.head(), HANG_MS);
    return;
  }
};

test('a termination and grants at the same time leave no role and no access behind', async () => {
  const partnerOrganizationId = ORGANIZATION;
  for (let run = 0; run < RUNS / 4; run += 1) {
    const contacts = Array.from({ length: 16 }, (_unused, index) => idOf(100 * run + index));
    for (const contactId of contacts) await withContact(opened, contactId);
    const terminated = opened.send('terminatePartnerOrganization', {
      partnerOrganizationId,
      policy: 'REVOKE_ACCESS',
    });
    const granted = contacts.map(async (contactId, ticks) => {
      // Each a little later, so that one of them is decided just before the termination is recorded.
      for (let tick = 0; tick < ticks; tick += 1) {
        await setImmediate();
        opened.pass(1);
      }
      return opened.send('manageUserDetails', {
        contactId,
        roles: [{ roleCode: 'SELLER' }],
        access: { status: 'ACTIVE', scopes: ['opportunity:read'] },
      });
    });
    await Promise.all([terminated, ...granted]);
    await cascadesCompleted(run + 1);
    await opened.send('reactivatePartnerOrganization', { partnerOrganizationId });
    for (const contactId of contacts) expect((await standingOf(contactId))?.roles).toEqual([]);
  }
});

test('two contacts made each other’s managers at the same time never both report', async () => {
  for (let run = 0; run < RUNS; run += 1) {
    const [left, right] = [idOf(2 * run), idOf(2 * run + 1)];
    await withResource(opened, left);
    await withResource(opened, right);
    const outcomes = await Promise.all([
      opened.send('changeResourceManager', { contactId: left, managerId: right }),
      opened.send('changeResourceManager', { contactId: right, managerId: left }),
    ]);
    expect(outcomes.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
      { refusal: { refused: 'HIERARCHY_CYCLE' } },
    ]);
  }
});

test('two organizations made each other’s parents at the same time never both are', async () => {
  await withOrganization(opened, OTHER_ORGANIZATION);
  const [left, right] = [ORGANIZATION, OTHER_ORGANIZATION];
  const outcomes = await Promise.all([
    opened.send('setParentOrganization', { partnerOrganizationId: left, parentId: right }),
    opened.send('setParentOrganization', { partnerOrganizationId: right, parentId: left }),
  ]);
  expect(outcomes.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
    { refusal: { refused: 'HIERARCHY_CYCLE' } },
  ]);
});

test('a role retired while it is assigned is either in use or unknown', async () => {
  for (let run = 0; run < RUNS; run += 1) {
    const code = `ROLE_${run}`;
    const role = {
      code,
      name: code,
      kind: 'MEMBER' as const,
      delegable: true,
      levelCeiling: 'READ' as const,
    };
    await opened.send('defineRole', { ...role, scopes: [] });
    await withContact(opened, idOf(run));
    const outcomes = await Promise.all([
      opened.send('assignPartnerRole', { contactId: idOf(run), roleCode: code }),
      opened.send('retireRole', { code }),
    ]);
    expect(outcomes.filter(({ outcome }) => outcome === 'refused')).toHaveLength(1);
  }
});

test('commands to contacts of one organization do not wait for each other', async () => {
  await withContact(opened, INES);
  await withContact(opened, TOMAS);
  const answers = await Promise.all(
    [INES, TOMAS].map((contactId) => opened.send('assignPartnerRole', { contactId, roleCode: 'SELLER' })),
  );
  expect(answers).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
});
