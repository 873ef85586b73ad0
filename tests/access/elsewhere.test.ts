import { POLICY_VERSION } from '../../src/auth/policy';
import type { Actor } from '../../src/domain/actor';
import { type Asked, asking } from '../graphql/asking';
import {
  analyst,
  type Northwind,
  partnerAdministrator,
  withNorthwind,
  withOrganization,
} from '../graphql/people';
import { administrator } from '../handling/opened-product';

const carla: Actor = { kind: 'CHANNEL_MANAGER', id: 'carla' };
const NOWHERE = '00000000-0000-4000-8000-00000000dead';
let asked: Asked;
let northwind: Northwind;
let harbor: string;
let account: string;
let partner: Actor;

/** Tomás of Northwind works for an account too, and Mei has left for Harbor; Carla looks after Northwind. */
beforeAll(async () => {
  asked = await asking();
  const { tell } = asked;
  northwind = await withNorthwind(asked);
  partner = partnerAdministrator(northwind.organization);
  await tell('assignChannelManager', { partnerOrganizationId: northwind.organization, managerId: 'carla' });
  harbor = await withOrganization(asked, 'Harbor');
  const answer = '... on AccountChanged { account { id } }';
  account = (await tell('registerAccount', { name: 'Contoso' }, answer)).account.id;
  await tell('affiliateContact', {
    contactId: northwind.seller,
    organizationId: account,
    organizationKind: 'ACCOUNT',
  });
});
afterAll(() => asked.opened.close());

describe('a partner’s people', () => {
  const AFFILIATIONS = `query ($id: UUID!) { contact(id: $id) {
    affiliations { organizationId kind account { id } partnerOrganization { id } } } }`;

  test('are not shown to which accounts a colleague belongs', async () => {
    const variables = { id: northwind.seller };
    const { data } = await asked.ask(AFFILIATIONS, variables, partner);
    expect(data.contact.affiliations).toEqual([
      {
        organizationId: northwind.organization,
        kind: 'PARTNER',
        account: null,
        partnerOrganization: { id: northwind.organization },
      },
    ]);
    const all = await asked.ask(AFFILIATIONS, variables, administrator);
    expect(all.data.contact.affiliations).toHaveLength(2);
  });

  test('are answered the same about ending what a colleague is elsewhere, and what it is not', async () => {
    const end = async (organizationId: string) => {
      const input = { contactId: northwind.seller, organizationId, dryRun: true };
      return JSON.stringify(await asked.tell('endAffiliation', input, '', partner));
    };
    const nowhere = await end(NOWHERE);
    expect(JSON.parse(nowhere).code).toBe('NOT_FOUND');
    expect([await end(account), await end(harbor)]).toEqual([nowhere, nowhere]);
    expect(JSON.parse(await end(northwind.organization)).code).not.toBe('NOT_FOUND');
  });

  test('cannot tell a manager who works elsewhere from one who does not exist', async () => {
    const stranger = await asked.tell(
      'registerContact',
      { name: { given: 'Ute' } },
      '... on ContactChanged { contact { id } }',
    );
    const answers = async (managerId: string) => {
      const subject = { contactId: northwind.newcomer, managerId, dryRun: true };
      const said = [
        await asked.tell('assignPartnerRole', { ...subject, roleCode: 'SELLER' }, '', partner),
        await asked.tell('changeResourceManager', { ...subject, contactId: northwind.seller }, '', partner),
        await asked.tell(
          'appointHierarchyHead',
          { partnerOrganizationId: northwind.organization, contactId: managerId, dryRun: true },
          '',
          partner,
        ),
      ];
      return JSON.stringify(said).replaceAll(managerId, 'ID');
    };
    const nobody = await answers(NOWHERE);
    expect(nobody).toContain('MANAGER_NOT_IN_ORG');
    expect(await answers(stranger.contact.id)).toBe(nobody);
  });
});

describe('how many people an organization has', () => {
  const COUNTS = `query ($id: UUID!) { partnerOrganization(id: $id) {
    contactCount activeUserCount contacts { totalCount } resources: contactCount(flavor: PARTNER_RESOURCE) } }`;
  const countsOf = async (id: string, actor: Actor) =>
    (await asked.ask(COUNTS, { id }, actor)).data.partnerOrganization;

  test('is for a channel manager what it may see: of another’s organization nothing', async () => {
    const three = { contactCount: 3, activeUserCount: 0, contacts: { totalCount: 3 }, resources: 2 };
    expect(await countsOf(northwind.organization, carla)).toEqual(three);
    const none = { contactCount: 0, activeUserCount: 0, contacts: { totalCount: 0 }, resources: 0 };
    const otto: Actor = { kind: 'CHANNEL_MANAGER', id: 'otto' };
    expect(await countsOf(northwind.organization, otto)).toEqual(none);
  });

  test('is told an analytics subscriber, who sees none of them', async () => {
    const counts = await countsOf(northwind.organization, analyst);
    expect(counts).toMatchObject({ contactCount: 3, resources: 2, contacts: { totalCount: 0 } });
  });
});

describe('a past state', () => {
  const THEN = `query ($id: UUID!, $position: Position!, $partner: UUID!) {
    contact(id: $id, asOf: { position: $position }) { id }
    partnerContacts(partnerId: $partner, asOf: { position: $position }) { totalCount } }`;
  let before: string;
  let after: string;

  beforeAll(async () => {
    const contactId = northwind.newcomer;
    before = (await asked.ask('{ status { position } }')).data.status.position;
    await asked.tell('endAffiliation', { contactId, organizationId: northwind.organization });
    const joined = { contactId, organizationId: harbor, organizationKind: 'PARTNER' };
    after = (await asked.tell('affiliateContact', joined)).position;
  });

  test('shows who was of an organization then to those who are of it now', async () => {
    const of = (position: string, partnerId: string) => ({
      id: northwind.newcomer,
      position,
      partner: partnerId,
    });
    const newPartner = partnerAdministrator(harbor);
    const shown = async (variables: object, actor: Actor) => (await asked.ask(THEN, variables, actor)).data;
    const seen = { id: northwind.newcomer };
    const own = northwind.organization;
    expect(await shown(of(before, own), partner)).toEqual({
      contact: seen,
      partnerContacts: { totalCount: 3 },
    });
    expect(await shown(of(after, own), partner)).toEqual({
      contact: null,
      partnerContacts: { totalCount: 2 },
    });
    const nothing = { contact: null, partnerContacts: { totalCount: 0 } };
    expect(await shown(of(before, harbor), newPartner)).toEqual(nothing);
    expect(await shown(of(before, own), newPartner)).toEqual(nothing);
    expect(await shown(of(after, harbor), newPartner)).toEqual({
      contact: seen,
      partnerContacts: { totalCount: 1 },
    });
  });
});

describe('a command sent again', () => {
  test('shows the secret of its invitation only while the contact is the sender’s business', async () => {
    const contactId = northwind.seller;
    await asked.tell('grantPartnerUserAccess', { contactId, scopes: ['opportunity:read'] });
    const input = {
      idempotencyKey: 'carla invites',
      contactId,
      expiresAt: new Date(Date.parse(asked.opened.product.liaison.now()) + 86_400_000).toISOString(),
    };
    const invite = () =>
      asked.tell(
        'invitePartnerUser',
        input,
        '... on ContactChanged { contact { id } invitation { secret } }',
        carla,
      );
    const first = await invite();
    expect(first.invitation.secret.length).toBeGreaterThan(20);
    expect(await invite()).toMatchObject({ replayed: true, invitation: first.invitation });
    await asked.tell('assignChannelManager', {
      partnerOrganizationId: northwind.organization,
      managerId: 'otto',
    });
    expect(await invite()).toMatchObject({ replayed: true, contact: null, invitation: null });
  });
});

test('Each event says which version of the policy allowed its command', async () => {
  const { events } = await asked.opened.product.liaison.log.readAll({ after: 0, limit: 1_000 });
  expect(events.length).toBeGreaterThan(10);
  expect(new Set(events.map(({ metadata }) => metadata.policyVersion))).toEqual(new Set([POLICY_VERSION]));
});
