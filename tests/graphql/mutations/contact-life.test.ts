import { type Answer, type Asked, asking } from '../asking';
import { type Northwind, withNorthwind } from '../people';

let asked: Asked;
let northwind: Northwind;
beforeAll(async () => {
  asked = await asking();
  northwind = await withNorthwind(asked);
});
afterAll(() => asked.opened.close());

const CONTACT = `... on ContactChanged { invitation { id expiresAt secret }
  contact { id flavor canSignIn version roles { code active } manager { id } access { status scopes login
    expiresAt } invitation { id status } identityLinked } }`;
const NEXT_YEAR = `${new Date().getUTCFullYear() + 1}-06-30T00:00:00.000Z`;
const identity = { issuer: 'https://id.example', subject: 'mei-1' };
const scopes = ['opportunity:read'];

const types = ({ events }: Answer): readonly string[] => events.map(({ type }: Answer) => type);

/**
 * Each step of a partner contact's life: mutation, what it needs besides the contact, events, flavor after
 * it.
 */
const LIFE: readonly (readonly [string, object, readonly string[], string])[] = [
  ['correctContactDetails', { title: 'Sales engineer' }, ['ContactDetailsCorrected'], 'PARTNER_CONTACT'],
  ['assignPartnerRole', { roleCode: 'SELLER' }, ['PartnerRoleAssigned'], 'PARTNER_RESOURCE'],
  ['grantPartnerUserAccess', { scopes, login: 'mei' }, ['PartnerUserAccessGranted'], 'PARTNER_USER'],
  ['invitePartnerUser', { expiresAt: NEXT_YEAR }, ['PartnerUserInvited'], 'PARTNER_USER'],
  [
    'resendInvitation',
    { expiresAt: NEXT_YEAR.replace('-06-', '-05-') },
    ['PartnerUserInvitationResent'],
    'PARTNER_USER',
  ],
  ['cancelInvitation', {}, ['PartnerUserInvitationCancelled'], 'PARTNER_USER'],
  ['linkIdentity', identity, ['IdentityLinked'], 'PARTNER_USER'],
  ['suspendPartnerUserAccess', {}, ['PartnerUserAccessSuspended'], 'PARTNER_USER'],
  ['restorePartnerUserAccess', {}, ['PartnerUserAccessRestored'], 'PARTNER_USER'],
  ['extendPartnerUserAccess', { expiresAt: NEXT_YEAR }, ['PartnerUserAccessExtended'], 'PARTNER_USER'],
  ['unlinkIdentity', {}, ['IdentityUnlinked'], 'PARTNER_USER'],
  ['revokePartnerUserAccess', {}, ['PartnerUserAccessRevoked'], 'PARTNER_RESOURCE'],
  ['revokePartnerRole', { roleCode: 'SELLER' }, ['PartnerRoleRevoked'], 'PARTNER_CONTACT'],
];

describe('the life of a partner contact', () => {
  test.each(LIFE)(
    '%s %j records its event and answers the contact as it then is',
    async (mutation, input, events, flavor) => {
      const outcome = await asked.tell(mutation, { contactId: northwind.newcomer, ...input }, CONTACT);
      expect(types(outcome)).toEqual(events);
      expect(outcome.contact).toMatchObject({ id: northwind.newcomer, flavor, version: outcome.version });
    },
  );

  test('ends where it leaves the organization', async () => {
    const input = { contactId: northwind.newcomer, organizationId: northwind.organization };
    const outcome = await asked.tell('endAffiliation', input, CONTACT);
    expect(outcome.contact.flavor).toBe('ACCOUNT_CONTACT');
  });
});

describe('manageUserDetails', () => {
  test('gives roles, manager and access in one append, and the invitation to deliver', async () => {
    const access = { status: 'ACTIVE', scopes, expiresAt: NEXT_YEAR, invite: { expiresAt: NEXT_YEAR } };
    const input = {
      contactId: northwind.seller,
      roles: [{ roleCode: 'SELLER' }, { roleCode: 'SALES_MANAGER' }],
      managerId: null,
      access,
    };
    const outcome = await asked.tell('manageUserDetails', input, CONTACT);
    expect([...types(outcome)].sort()).toEqual(
      [
        'PartnerRoleAssigned',
        'PartnerUserAccessGranted',
        'PartnerUserInvited',
        'ResourceManagerChanged',
      ].sort(),
    );
    expect(outcome.contact).toMatchObject({
      flavor: 'PARTNER_USER',
      manager: null,
      access: { status: 'ACTIVE', expiresAt: NEXT_YEAR },
    });
    expect(outcome.invitation).toEqual({
      id: outcome.contact.invitation.id,
      expiresAt: NEXT_YEAR,
      secret: expect.any(String),
    });
  });

  test('lets the holder of the secret link an identity, and nobody else', async () => {
    const resent = await asked.tell(
      'resendInvitation',
      { contactId: northwind.seller, expiresAt: NEXT_YEAR.replace('-06-', '-07-') },
      CONTACT,
    );
    const input = { contactId: northwind.seller, invitationId: resent.invitation.id, ...identity };
    const wrong = await asked.tell('acceptInvitation', { ...input, secret: `${resent.invitation.secret}x` });
    expect(wrong.code).toBe('NO_PENDING_INVITATION');
    const accepted = await asked.tell(
      'acceptInvitation',
      { ...input, secret: resent.invitation.secret },
      CONTACT,
    );
    expect(accepted.contact).toMatchObject({
      canSignIn: true,
      identityLinked: true,
      invitation: { status: 'ACCEPTED' },
    });
    expect(accepted.invitation).toBeNull();
  });

  test('is refused as a whole', async () => {
    const before = await asked.opened.product.log.head();
    const input = {
      contactId: northwind.seller,
      roles: [{ roleCode: 'NO_SUCH_ROLE' }],
      access: { status: 'REVOKED' },
    };
    expect((await asked.tell('manageUserDetails', input)).code).toBe('ROLE_UNKNOWN');
    expect(await asked.opened.product.log.head()).toBe(before);
  });
});

describe('partner organizations, roles and accounts', () => {
  const PARTNER =
    '... on PartnerOrganizationChanged { partnerOrganization { status allowedRoles emailDomains ' +
    'parent { id } channelManagerId head { id } } }';
  const told = (mutation: string, input: object) =>
    asked.tell(mutation, { partnerOrganizationId: northwind.organization, ...input }, PARTNER);

  test.each<readonly [string, object, object]>([
    ['setAllowedRoles', { roleCodes: ['SELLER'] }, { allowedRoles: ['SELLER'] }],
    ['setAllowedRoles', {}, { allowedRoles: null }],
    ['setEmailDomains', { domains: ['Northwind.example'] }, { emailDomains: ['northwind.example'] }],
    ['assignChannelManager', { managerId: 'employee-9' }, { channelManagerId: 'employee-9' }],
    ['suspendPartnerOrganization', {}, { status: 'SUSPENDED' }],
    ['reactivatePartnerOrganization', {}, { status: 'ACTIVE' }],
  ])('%s %j answers the organization as it then is', async (mutation, input, organization) => {
    expect((await told(mutation, input)).partnerOrganization).toMatchObject(organization);
  });

  test('terminatePartnerOrganization is refused over active users, and tells what follows', async () => {
    expect((await told('terminatePartnerOrganization', {})).code).toBe('PARTNER_HAS_ACTIVE_USERS');
    const terminated = await told('terminatePartnerOrganization', { policy: 'REVOKE_ACCESS' });
    expect(terminated).toMatchObject({
      partnerOrganization: { status: 'TERMINATED' },
      consequences: [{ contacts: 2 }],
    });
  });

  test('retireRole answers the role, and a role nobody may have is refused', async () => {
    const description = {
      code: 'TRAINER',
      name: 'Trainer',
      kind: 'MEMBER',
      levelCeiling: 'READ',
      scopes: [],
    };
    await asked.tell('defineRole', description);
    const ROLE = '... on RoleChanged { role { code name kind delegable levelCeiling scopes retired } }';
    const retired = await asked.tell('retireRole', { code: 'TRAINER' }, ROLE);
    expect(retired.role).toEqual({ ...description, delegable: false, retired: true });
    expect((await asked.tell('retireRole', { code: 'NOBODY' })).code).toBe('ROLE_UNKNOWN');
  });

  test('registerAccount answers the account', async () => {
    const ACCOUNT = '... on AccountChanged { account { name externalId version } }';
    const { account } = await asked.tell('registerAccount', { name: 'Contoso', externalId: 'A-1' }, ACCOUNT);
    expect(account).toEqual({ name: 'Contoso', externalId: 'A-1', version: 0 });
  });
});
