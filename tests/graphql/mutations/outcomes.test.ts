import { REFUSAL_CODES } from '../../../src/domain/decision';
import { REFUSAL_MESSAGES } from '../../../src/graphql/outcomes/refusal-codes';
import { type Asked, asking } from '../asking';
import { analyst, type Northwind, partnerAdministrator, withNorthwind, withOrganization } from '../people';

let asked: Asked;
let northwind: Northwind;
beforeAll(async () => {
  asked = await asking();
  northwind = await withNorthwind(asked);
});
afterAll(() => asked.opened.close());

const CONTACT = '... on ContactChanged { contact { id name { display } } }';

test('a dry run answers the events without a place, and records nothing', async () => {
  const before = await asked.opened.product.log.head();
  const outcome = await asked.tell('registerContact', { name: { given: 'Ada' }, dryRun: true }, CONTACT);
  expect(outcome).toMatchObject({ dryRun: true, replayed: false, version: null, contact: null });
  expect(outcome.events).toEqual([
    {
      type: 'ContactRegistered',
      version: 1,
      data: expect.any(Object),
      position: null,
      stream: null,
      recordedAt: null,
    },
  ]);
  expect(await asked.opened.product.log.head()).toBe(before);
});

test('the same key answers the same thing and position again', async () => {
  const input = { idempotencyKey: 'once', name: { given: 'Ada' } };
  const first = await asked.tell('registerContact', input, CONTACT);
  const second = await asked.tell('registerContact', input, CONTACT);
  expect(second).toEqual({ ...first, replayed: true });
});

test('the same key with another content is refused', async () => {
  await asked.tell('registerAccount', { idempotencyKey: 'taken', name: 'Contoso' });
  const outcome = await asked.tell('registerAccount', { idempotencyKey: 'taken', name: 'Fabrikam' });
  expect(outcome).toMatchObject({ __typename: 'Refused', code: 'IDEMPOTENCY_KEY_REUSED' });
});

test('events in an answer hold no personal data', async () => {
  const outcome = await asked.tell('registerContact', {
    name: { given: 'Zarathustra' },
    reason: 'met at the fair',
  });
  expect(JSON.stringify(outcome.events)).not.toMatch(/Zarathustra|fair/);
});

test('a command that changes nothing answers no events', async () => {
  const input = { partnerOrganizationId: northwind.organization };
  expect(await asked.tell('activatePartnerOrganization', input)).toMatchObject({
    events: [],
    replayed: false,
  });
});

test('another version than expected is refused, and the answer tells both', async () => {
  const input = { contactId: northwind.seller, roleCode: 'SELLER', expectedVersion: 99 };
  const { code, details } = await asked.tell('revokePartnerRole', input);
  expect(code).toBe('VERSION_CONFLICT');
  expect(details).toContainEqual({ key: 'expected', values: ['99'] });
});

test('a past day needs a reason', async () => {
  const input = {
    contactId: northwind.seller,
    organizationId: northwind.organization,
    effectiveOn: '2020-01-01',
  };
  expect((await asked.tell('endAffiliation', input)).code).toBe('BACKDATE_REASON_REQUIRED');
});

test('a registration warns of contacts that look alike', async () => {
  const channels = [{ kind: 'EMAIL', value: 'INES.alvarez@northwind.example' }];
  const outcome = await asked.tell('registerContact', { channels });
  expect(outcome.warnings).toEqual([{ code: 'POSSIBLE_DUPLICATE', contactIds: [northwind.head] }]);
});

test('a registration of somebody new warns of nothing', async () => {
  expect(
    (await asked.tell('registerContact', { name: { given: 'Nobody', family: 'Alike' } })).warnings,
  ).toEqual([]);
});

test('two channels with one id are refused at the path of the input', async () => {
  const channel = { id: northwind.head, kind: 'PHONE', value: '+49 30 1' };
  const input = { contactId: northwind.newcomer, channels: [channel, { ...channel, value: '+49 30 2' }] };
  const { code, fieldErrors } = await asked.tell('correctContactDetails', input);
  expect(code).toBe('VALIDATION_FAILED');
  expect(fieldErrors[0].path).toBe('input.channels.1.id');
});

describe('what an actor may not do', () => {
  test('is refused without a token', async () => {
    expect((await asked.tell('registerAccount', { name: 'Contoso' }, '', 'nobody')).code).toBe(
      'UNAUTHENTICATED',
    );
  });

  test('is refused before its input is looked at', async () => {
    expect((await asked.tell('registerAccount', { name: '' }, '', analyst)).code).toBe('FORBIDDEN');
  });

  test('is refused to a partner’s people in another organization as if it were not there', async () => {
    const other = await withOrganization(asked, 'Fabrikam');
    const input = { contactId: northwind.seller, roleCode: 'SELLER' };
    expect((await asked.tell('revokePartnerRole', input, '', partnerAdministrator(other))).code).toBe(
      'NOT_FOUND',
    );
  });
});

test.each(REFUSAL_CODES)('%s tells in one sentence what is wrong and what to do', (code) => {
  expect(REFUSAL_MESSAGES[code]).toMatch(/^[A-Z].{20,}\.$/);
});
