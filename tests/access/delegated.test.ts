import type { Actor } from '../../src/domain/actor';
import { type Asked, asking } from '../graphql/asking';
import { withOrganization } from '../graphql/people';

const ADMINISTER = 'partner:administer';
const NOWHERE = '00000000-0000-4000-8000-00000000dead';
let asked: Asked;
let northwind: string;
let harbor: string;
let ada: string;
let ben: string;
let mei: string;
let stranger: string;

/** Ada and Ben administer Northwind, where Mei works; a stranger works at Harbor. */
beforeEach(async () => {
  asked = await asking();
  const { tell } = asked;
  const role = { kind: 'MEMBER', levelCeiling: 'EDIT', delegable: true };
  await tell('defineRole', {
    ...role,
    code: 'LEAD',
    name: 'Lead',
    scopes: [ADMINISTER, 'opportunity:read', 'deal:register'],
  });
  await tell('defineRole', {
    ...role,
    code: 'SELLER',
    name: 'Seller',
    scopes: ['opportunity:read', 'deal:register'],
  });
  await tell('defineRole', { ...role, code: 'KEPT', name: 'Kept', delegable: false, scopes: [] });
  await tell('defineRole', { ...role, code: 'OTHERS', name: 'Others', scopes: [] });
  northwind = await withOrganization(asked, 'Northwind');
  harbor = await withOrganization(asked, 'Harbor');
  await tell('setAllowedRoles', { partnerOrganizationId: northwind, roleCodes: ['LEAD', 'SELLER', 'KEPT'] });
  [ada, ben] = [await administratorOf('Ada'), await administratorOf('Ben')];
  mei = await person('Mei', northwind);
  stranger = await person('Ute', harbor);
});
afterEach(() => asked.opened.close());

const person = async (given: string, organizationId: string): Promise<string> => {
  const channels = [{ kind: 'EMAIL', value: `${given}@partner.example`.toLowerCase() }];
  const answer = '... on ContactChanged { contact { id } }';
  const { contact } = await asked.tell('registerContact', { name: { given }, channels }, answer);
  await asked.tell('affiliateContact', {
    contactId: contact.id,
    organizationId,
    organizationKind: 'PARTNER',
  });
  return contact.id;
};

const administratorOf = async (given: string): Promise<string> => {
  const contactId = await person(given, northwind);
  await asked.tell('assignPartnerRole', { contactId, roleCode: 'LEAD' });
  await asked.tell('grantPartnerUserAccess', { contactId, scopes: [ADMINISTER, 'opportunity:read'] });
  return contactId;
};

const as = (contactId: string): Actor => ({
  kind: 'PARTNER_ADMINISTRATOR',
  id: contactId,
  contactId,
  partnerOrganizationId: northwind,
  scopes: [ADMINISTER, 'opportunity:read'],
});
const codeOf = async (mutation: string, input: object, actor = as(ada)): Promise<string | undefined> =>
  (await asked.tell(mutation, input, '', actor)).code;

describe('a partner administrator', () => {
  test('gives its own people roles that it may, and no more than it has itself', async () => {
    expect(await codeOf('assignPartnerRole', { contactId: mei, roleCode: 'KEPT' })).toBe(
      'ROLE_NOT_DELEGABLE',
    );
    expect(await codeOf('assignPartnerRole', { contactId: mei, roleCode: 'OTHERS' })).toBe(
      'ROLE_NOT_ALLOWED',
    );
    expect(await codeOf('assignPartnerRole', { contactId: mei, roleCode: 'SELLER' })).toBeUndefined();
    const scopes = ['opportunity:read', 'deal:register'];
    expect(await codeOf('grantPartnerUserAccess', { contactId: mei, scopes })).toBe('SCOPE_EXCEEDS_GRANTOR');
    const access = { status: 'ACTIVE', scopes };
    expect(await codeOf('manageUserDetails', { contactId: mei, access })).toBe('SCOPE_EXCEEDS_GRANTOR');
    expect(
      await codeOf('grantPartnerUserAccess', { contactId: mei, scopes: ['opportunity:read'] }),
    ).toBeUndefined();
  });

  test('gives itself nothing and takes nothing from itself', async () => {
    const given = ['SELF_GRANT_FORBIDDEN', 'SELF_GRANT_FORBIDDEN', 'SELF_GRANT_FORBIDDEN'];
    expect([
      await codeOf('assignPartnerRole', { contactId: ada, roleCode: 'SELLER' }),
      await codeOf('grantPartnerUserAccess', { contactId: ada, scopes: ['opportunity:read'] }),
      await codeOf('manageUserDetails', { contactId: ada, access: { status: 'SUSPENDED' } }),
    ]).toEqual(given);
    expect(await codeOf('revokePartnerUserAccess', { contactId: ada })).toBe('FORBIDDEN');
    expect(await codeOf('suspendPartnerUserAccess', { contactId: ada })).toBe('FORBIDDEN');
  });

  test('is answered of another organization’s people what it is of nobody', async () => {
    const commands: Readonly<Record<string, object>> = {
      assignPartnerRole: { roleCode: 'SELLER' },
      grantPartnerUserAccess: { scopes: ['opportunity:read'] },
      suspendPartnerUserAccess: {},
      correctContactDetails: { title: 'Taken over' },
      endAffiliation: { organizationId: harbor },
    };
    for (const [name, more] of Object.entries(commands)) {
      const answers = await Promise.all(
        [stranger, NOWHERE].map(async (contactId) =>
          JSON.stringify(await asked.tell(name, { contactId, ...more }, '', as(ada))).replaceAll(
            contactId,
            'ID',
          ),
        ),
      );
      expect(answers[0]).toContain('NOT_FOUND');
      expect(answers[0]).toBe(answers[1]);
    }
  });

  test('may take away another one, but two cannot take away each other at once', async () => {
    const codes = await Promise.all([
      codeOf('revokePartnerUserAccess', { contactId: ben }, as(ada)),
      codeOf('revokePartnerUserAccess', { contactId: ada }, as(ben)),
    ]);
    expect(codes.sort()).toEqual(['LAST_ADMINISTRATOR', undefined]);
  });
});
