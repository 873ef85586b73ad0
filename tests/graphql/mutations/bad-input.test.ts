import { INES, ORGANIZATION } from '../../handling/opened-product';
import { type Asked, asking } from '../asking';

let asked: Asked;
beforeAll(async () => {
  asked = await asking();
});
afterAll(() => asked.opened.close());

const email = (value: string) => ({ kind: 'EMAIL', value });
const role = { code: 'SELLER', name: 'Seller', kind: 'MEMBER', levelCeiling: 'EDIT', scopes: [] };
const grant = { contactId: INES, scopes: [] };

/** Mutation, input, the path that is at fault, and what is said of it. */
const TABLE: readonly (readonly [string, object, string, string])[] = [
  ['registerContact', { name: { given: 'x'.repeat(101) } }, 'input.name.given', '1 to 100 characters'],
  ['registerContact', { name: { family: 'secret\u0007' } }, 'input.name.family', 'control characters'],
  ['registerContact', { name: { given: 'secret\ud83d' } }, 'input.name.given', 'lone surrogates'],
  ['registerContact', { name: { given: '' } }, 'input.name.given', '1 to 100 characters'],
  ['registerContact', { title: 'x'.repeat(201) }, 'input.title', '1 to 200 characters'],
  ['registerContact', { department: '\n' }, 'input.department', 'control characters'],
  ['registerContact', { channels: [email('secret')] }, 'input.channels.0.value', 'an e-mail address'],
  [
    'registerContact',
    { channels: [email('a@b.example'), email(`${'x'.repeat(250)}@b.example`)] },
    'input.channels.1.value',
    '1 to 254',
  ],
  [
    'registerContact',
    { channels: [{ kind: 'PHONE', value: 'secret' }] },
    'input.channels.0.value',
    'must be a telephone number',
  ],
  [
    'registerContact',
    { channels: [{ kind: 'MOBILE', value: '1'.repeat(33) }] },
    'input.channels.0.value',
    '3 to 32',
  ],
  [
    'registerContact',
    { channels: [{ kind: 'ADDRESS', value: 'x'.repeat(501) }] },
    'input.channels.0.value',
    '1 to 500',
  ],
  [
    'registerContact',
    { channels: [{ kind: 'SOCIAL', value: 'a\nb' }] },
    'input.channels.0.value',
    'control characters',
  ],
  [
    'registerContact',
    { channels: Array.from({ length: 21 }, () => email('a@b.example')) },
    'input.channels',
    'at most 20',
  ],
  ['registerContact', { externalId: { system: 'crm', id: '' } }, 'input.externalId.id', '1 to 200'],
  ['registerContact', { idempotencyKey: '' }, 'input.idempotencyKey', '1 to 200'],
  ['registerContact', { idempotencyKey: 'x'.repeat(201) }, 'input.idempotencyKey', '1 to 200'],
  ['registerContact', { expectedVersion: -1 }, 'input.expectedVersion', '0 or more'],
  ['registerContact', { reason: 'x'.repeat(501) }, 'input.reason', '1 to 500'],
  ['correctContactDetails', { contactId: INES, title: ' ' }, 'input.title', 'more than spaces'],
  ['registerPartnerOrganization', { name: 'x'.repeat(201) }, 'input.name', '1 to 200'],
  [
    'registerPartnerOrganization',
    { name: 'Northwind', country: 'de' },
    'input.country',
    'two capital letters',
  ],
  ['registerAccount', { name: '\u0000' }, 'input.name', 'control characters'],
  ['defineRole', { ...role, code: 'seller' }, 'input.code', 'capital letter'],
  ['defineRole', { ...role, scopes: ['a', 'B'] }, 'input.scopes.1', 'small letter'],
  ['defineRole', { ...role, scopes: ['a', 'a'] }, 'input.scopes.1', 'twice'],
  [
    'defineRole',
    { ...role, scopes: Array.from({ length: 51 }, (_, n) => `s${n}`) },
    'input.scopes',
    'at most 50',
  ],
  [
    'setEmailDomains',
    { partnerOrganizationId: ORGANIZATION, domains: ['no domain'] },
    'input.domains.0',
    'a domain',
  ],
  [
    'setAllowedRoles',
    { partnerOrganizationId: ORGANIZATION, roleCodes: ['x'] },
    'input.roleCodes.0',
    'capital letter',
  ],
  [
    'assignChannelManager',
    { partnerOrganizationId: ORGANIZATION, managerId: '' },
    'input.managerId',
    '1 to 200',
  ],
  ['assignPartnerRole', { contactId: INES, roleCode: 'x'.repeat(51) }, 'input.roleCode', '1 to 50'],
  ['grantPartnerUserAccess', { ...grant, login: '\u001b[31m' }, 'input.login', 'control characters'],
  [
    'linkIdentity',
    { contactId: INES, issuer: 'https://id.example', subject: '' },
    'input.subject',
    '1 to 200',
  ],
  [
    'manageUserDetails',
    { contactId: INES, roles: [{ roleCode: 'no' }] },
    'input.roles.0.roleCode',
    'capital letter',
  ],
  [
    'manageUserDetails',
    { contactId: INES, access: { status: 'ACTIVE', scopes: ['NO'] } },
    'input.access.scopes.0',
    'small letter',
  ],
];

test.each(TABLE)('%s refuses %j at %s', async (mutation, input, path, message) => {
  const before = await asked.opened.product.log.head();
  const { code, fieldErrors } = await asked.tell(mutation, input);
  expect(code).toBe('VALIDATION_FAILED');
  expect(fieldErrors).toEqual([{ path, message: expect.stringContaining(message) }]);
  expect(JSON.stringify(fieldErrors)).not.toContain('secret');
  expect(await asked.opened.product.log.head()).toBe(before);
});

/** What GraphQL itself refuses: the input does not have the shape that the schema says. */
test.each([
  ['an unknown field', 'registerContact', { nickname: 'Ada' }],
  ['a wrong type', 'registerContact', { title: 7 }],
  ['an unknown enum value', 'registerContact', { channels: [{ kind: 'FAX', value: '1' }] }],
  ['a malformed id', 'assignPartnerRole', { contactId: '12', roleCode: 'SELLER' }],
  [
    'a day that is not in the calendar',
    'assignPartnerRole',
    { contactId: INES, roleCode: 'SELLER', from: '2026-02-30' },
  ],
  [
    'an instant without an offset',
    'extendPartnerUserAccess',
    { contactId: INES, expiresAt: '2026-11-23T10:00:00' },
  ],
])('%s is an error, and nothing is recorded', async (_what, mutation, input) => {
  const before = await asked.opened.product.log.head();
  await expect(asked.tell(mutation, input)).rejects.toThrow('$input');
  expect(await asked.opened.product.log.head()).toBe(before);
});

test('texts at their bounds are taken', async () => {
  const part = 'é'.repeat(100);
  const channels = [
    email(`${'x'.repeat(64)}@partner.example`),
    { kind: 'ADDRESS', value: `1 Road\n${'x'.repeat(493)}` },
  ];
  const outcome = await asked.tell('registerContact', {
    name: { given: part, family: part },
    title: 'x'.repeat(200),
    channels,
  });
  expect(outcome.__typename).toBe('ContactChanged');
});
