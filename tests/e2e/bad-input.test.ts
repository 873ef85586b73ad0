import { mutationDocument } from './asking';
import { long, MARK, startTarget, type Target } from './bad-input-target';
import { temporaryFolders } from './folders';

const newFolder = temporaryFolders();

let target: Target;
let contactId: string;
let partnerId: string;

beforeAll(async () => {
  target = await startTarget(newFolder());
  ({ contactId, partnerId } = target);
});

const idempotencyKey = 'bad input';
const person = { idempotencyKey, name: { given: MARK } };
const email = (value: string) => ({ ...person, channels: [{ kind: 'EMAIL', value }] });

describe('the form of an input is refused with the path of each field:', () => {
  const cases: readonly (readonly [string, string, () => object, string])[] = [
    [
      'over-long name',
      'registerContact',
      () => ({ ...person, name: { given: long(101) } }),
      'input.name.given',
    ],
    ['over-long title', 'registerContact', () => ({ ...person, title: long(201) }), 'input.title'],
    [
      'over-long key',
      'registerContact',
      () => ({ ...person, idempotencyKey: long(201) }),
      'input.idempotencyKey',
    ],
    ['empty key', 'registerContact', () => ({ ...person, idempotencyKey: '' }), 'input.idempotencyKey'],
    ['only spaces', 'registerContact', () => ({ ...person, title: '   ' }), 'input.title'],
    ['over-long reason', 'registerContact', () => ({ ...person, reason: long(501) }), 'input.reason'],
    ['NUL', 'registerContact', () => ({ ...person, title: `${MARK}\u0000` }), 'input.title'],
    ['escape', 'registerContact', () => ({ ...person, title: `${MARK}\u001b[2J` }), 'input.title'],
    [
      'line break in a name',
      'registerContact',
      () => ({ ...person, name: { family: `${MARK}\n` } }),
      'input.name.family',
    ],
    ['lone surrogate', 'registerContact', () => ({ ...person, title: `${MARK}\ud800` }), 'input.title'],
    ['lone low surrogate', 'registerContact', () => ({ ...person, reason: `\udc00${MARK}` }), 'input.reason'],
    ['bad e-mail', 'registerContact', () => email(`${MARK} at home`), 'input.channels.0.value'],
    ['over-long e-mail', 'registerContact', () => email(`${long(250)}@x.example`), 'input.channels.0.value'],
    [
      'too many channels',
      'registerContact',
      () => ({ ...person, channels: Array(21).fill({ kind: 'EMAIL', value: `${MARK}@x.example` }) }),
      'input.channels',
    ],
    [
      'bad country',
      'registerPartnerOrganization',
      () => ({ idempotencyKey, name: MARK, country: 'Z9' }),
      'input.country',
    ],
    [
      'bad domain',
      'setEmailDomains',
      () => ({
        idempotencyKey,
        partnerOrganizationId: partnerId,
        domains: ['ok.example', `${MARK}..example`],
      }),
      'input.domains.1',
    ],
    [
      'bad role code',
      'assignPartnerRole',
      () => ({ idempotencyKey, contactId, roleCode: `${MARK}!` }),
      'input.roleCode',
    ],
    [
      'bad scope',
      'grantPartnerUserAccess',
      () => ({ idempotencyKey, contactId, scopes: [`${MARK} all`] }),
      'input.scopes.0',
    ],
    [
      'negative version',
      'suspendPartnerUserAccess',
      () => ({ idempotencyKey, contactId, expectedVersion: -1 }),
      'input.expectedVersion',
    ],
  ];

  test.each(cases)('%s', async (_what, mutation, input, path) => {
    const answer = await target.client.tryAsk(mutationDocument(mutation), { input: input() });
    expect(answer.errors).toEqual([]);
    const refused = answer.data[mutation];
    expect(refused).toMatchObject({ __typename: 'Refused', code: 'VALIDATION_FAILED' });
    expect(refused.fieldErrors.map((error: { path: string }) => error.path)).toEqual([path]);
    await target.expectHarmless(answer);
  });
});

describe('what is not of the schema is answered with code and path:', () => {
  const cases: readonly (readonly [string, string, () => object, string])[] = [
    ['unknown field', 'registerContact', () => ({ ...person, shoeSize: MARK }), 'input'],
    ['unknown nested field', 'registerContact', () => ({ ...person, name: { nick: MARK } }), 'input.name'],
    [
      'prototype field',
      'registerContact',
      () => JSON.parse(`{"idempotencyKey":"k","__proto__":{"x":"${MARK}"}}`),
      'input',
    ],
    ['number for text', 'registerContact', () => ({ ...person, title: 42 }), 'input.title'],
    ['object for text', 'registerContact', () => ({ ...person, title: { text: MARK } }), 'input.title'],
    ['text for object', 'registerContact', () => ({ ...person, name: MARK }), 'input.name'],
    ['text for truth', 'registerContact', () => ({ ...person, dryRun: MARK }), 'input.dryRun'],
    ['missing key', 'registerContact', () => ({ name: { given: MARK } }), 'input'],
    [
      'null for what is needed',
      'registerContact',
      () => ({ ...person, idempotencyKey: null }),
      'input.idempotencyKey',
    ],
    [
      'unknown kind',
      'registerContact',
      () => ({ ...person, channels: [{ kind: MARK, value: 'x' }] }),
      'input.channels.0.kind',
    ],
    [
      'fraction for version',
      'suspendPartnerUserAccess',
      () => ({ idempotencyKey, contactId, expectedVersion: 1.5 }),
      'input.expectedVersion',
    ],
    [
      'huge version',
      'suspendPartnerUserAccess',
      () => ({ idempotencyKey, contactId, expectedVersion: 1e30 }),
      'input.expectedVersion',
    ],
    [
      'malformed id',
      'suspendPartnerUserAccess',
      () => ({ idempotencyKey, contactId: `${MARK}-1` }),
      'input.contactId',
    ],
    [
      'id with a path',
      'suspendPartnerUserAccess',
      () => ({ idempotencyKey, contactId: `../${MARK}` }),
      'input.contactId',
    ],
    [
      'no such day',
      'assignPartnerRole',
      () => ({ idempotencyKey, contactId, roleCode: 'SELLER', from: '2026-02-30' }),
      'input.from',
    ],
    [
      'day as text',
      'assignPartnerRole',
      () => ({ idempotencyKey, contactId, roleCode: 'SELLER', to: MARK }),
      'input.to',
    ],
    [
      'day with a time',
      'registerContact',
      () => ({ ...person, effectiveOn: '2026-01-01T00:00:00Z' }),
      'input.effectiveOn',
    ],
    [
      'instant without offset',
      'extendPartnerUserAccess',
      () => ({ idempotencyKey, contactId, expiresAt: '2027-01-01T00:00:00' }),
      'input.expiresAt',
    ],
    [
      'no such hour',
      'extendPartnerUserAccess',
      () => ({ idempotencyKey, contactId, expiresAt: '2027-01-01T24:00:00Z' }),
      'input.expiresAt',
    ],
  ];

  test.each(cases)('%s', async (_what, mutation, input, path) => {
    const answer = await target.client.tryAsk(mutationDocument(mutation), { input: input() });
    expect(answer.data).toBeUndefined();
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path });
    expect(answer.status).toBe(400);
    await target.expectHarmless(answer);
  });
});
