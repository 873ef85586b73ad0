import fc from 'fast-check';
import { partnerOf } from '../../events';
import { contactList } from '../../projections/contact-list/project';
import { partnerDirectory } from '../../projections/partner-directory/project';
import { ACTOR_KINDS } from '../../src/auth/actor-kinds';
import { isPartnersOwn } from '../../src/auth/policy';
import { sees, type Viewer } from '../../src/graphql/read/sees';
import { visibleContacts, visiblePartners } from '../../src/graphql/read/visible-to';
import { type Opened, openedProduct } from '../handling/opened-product';

const uuid = (group: number, index: number) =>
  `${group}0000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const ORGANIZATIONS = [1, 2, 3, 4].map((index) => uuid(1, index));
const PEOPLE = Array.from({ length: 30 }, (_, index) => uuid(2, index));

let opened: Opened;
let rows: readonly { readonly id: string; readonly partnerId: string | undefined }[];

/** People of four organizations and of none, dealt out by the seed. */
beforeAll(async () => {
  opened = await openedProduct();
  for (const partnerOrganizationId of ORGANIZATIONS)
    await opened.send('registerPartnerOrganization', { partnerOrganizationId, name: partnerOrganizationId });
  const places = fc.sample(fc.constantFrom(...ORGANIZATIONS, undefined), { seed: 7, numRuns: PEOPLE.length });
  for (const [index, contactId] of PEOPLE.entries()) {
    await opened.send('registerContact', { contactId, name: { given: `Person ${index}` } });
    const organizationId = places[index];
    if (organizationId === undefined) continue;
    await opened.send('affiliateContact', { contactId, organizationId, organizationKind: 'PARTNER' });
  }
  const { models } = opened.product.liaison;
  const all = await models.select(contactList, await models.current(), (found) =>
    found.orderBy('row.key').limit(1_000),
  );
  rows = all.map(({ key, row }) => ({ id: key, partnerId: partnerOf(row.standing) }));
});
afterAll(() => opened.close());

const anyViewer: fc.Arbitrary<Viewer> = fc
  .record({
    kind: fc.constantFrom(...ACTOR_KINDS),
    partner: fc.option(fc.constantFrom(...ORGANIZATIONS), { nil: undefined }),
    contact: fc.option(fc.constantFrom(...PEOPLE), { nil: undefined }),
    manages: fc.subarray([...ORGANIZATIONS]),
  })
  .map(({ kind, partner, contact, manages }) => ({
    actor: {
      kind,
      id: 'somebody',
      ...(isPartnersOwn({ kind }) && partner !== undefined ? { partnerOrganizationId: partner } : {}),
      ...(isPartnersOwn({ kind }) && contact !== undefined ? { contactId: contact } : {}),
    },
    manages: new Set(kind === 'CHANNEL_MANAGER' ? manages : []),
  }));

test('Filtered in the database or one by one: the same contacts are visible', async () => {
  const { models } = opened.product.liaison;
  const at = await models.current();
  expect(rows.length).toBe(PEOPLE.length);
  await fc.assert(
    fc.asyncProperty(anyViewer, async (viewer) => {
      const filtered = await models.select(contactList, at, (found, rowsOf) =>
        visibleContacts(viewer)(found, rowsOf).orderBy('row.key').limit(1_000),
      );
      const one = rows.filter(({ id, partnerId }) =>
        sees(viewer, 'contact', { contactId: id, partnerOrganizationId: partnerId }),
      );
      expect(filtered.map(({ key }) => key)).toEqual(one.map(({ id }) => id));
    }),
    { numRuns: 500 },
  );
});

test('Filtered in the database or one by one: the same organizations are visible', async () => {
  const { models } = opened.product.liaison;
  const at = await models.current();
  await fc.assert(
    fc.asyncProperty(anyViewer, async (viewer) => {
      const filtered = await models.select(partnerDirectory, at, (found, rowsOf) =>
        visiblePartners(viewer)(found, rowsOf).orderBy('row.key').limit(1_000),
      );
      const one = ORGANIZATIONS.filter((id) =>
        sees(viewer, 'partnerOrganization', { partnerOrganizationId: id }),
      );
      expect(filtered.map(({ key }) => key)).toEqual(one);
    }),
    { numRuns: 300 },
  );
});

test('Nobody sees nothing', async () => {
  const { models } = opened.product.liaison;
  const found = await models.select(contactList, await models.current(), (all, rowsOf) =>
    visibleContacts(undefined)(all, rowsOf).orderBy('row.key').limit(1_000),
  );
  expect(found).toEqual([]);
});
