import type { Outcome } from '../../src/handling/outcome';
import {
  administrator,
  INES,
  MEI,
  type Opened,
  ORGANIZATION,
  openedProduct,
  TOMAS,
  withContact,
  withOrganization,
} from './opened-product';

let opened: Opened;

beforeEach(async () => {
  opened = await openedProduct();
  await withOrganization(opened);
});
afterEach(() => opened.close());

const types = (outcome: Outcome): readonly string[] =>
  outcome.outcome === 'refused' ? [outcome.refusal.refused] : outcome.events.map(({ type }) => type);

describe('a repeated command', () => {
  const register = { contactId: INES, name: { given: 'Inés' } };

  test('answers its first result, with the same position, whatever was recorded since', async () => {
    const first = await opened.send('registerContact', register, { idempotencyKey: 'once' });
    await withContact(opened, TOMAS);
    const second = await opened.send('registerContact', register, { idempotencyKey: 'once' });
    expect(second).toEqual({ ...first, replayed: true });
  });

  test('answers its first result even where the decider would now refuse', async () => {
    await withContact(opened, INES);
    const assign = { contactId: INES, roleCode: 'SELLER' };
    const first = await opened.send('assignPartnerRole', assign, { idempotencyKey: 'assign' });
    await opened.send('suspendPartnerOrganization', { partnerOrganizationId: ORGANIZATION });
    const second = await opened.send('assignPartnerRole', assign, { idempotencyKey: 'assign' });
    expect(second).toEqual({ ...first, replayed: true });
  });

  test('is refused with other content, on whatever subject', async () => {
    await opened.send('registerContact', register, { idempotencyKey: 'once' });
    const other = await opened.send(
      'registerContact',
      { ...register, contactId: TOMAS },
      { idempotencyKey: 'once' },
    );
    expect(types(other)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  test('is another command where another actor sends it', async () => {
    await opened.send('registerContact', register, { idempotencyKey: 'once' });
    const actor = { ...administrator, id: 'employee-2' };
    const other = await opened.send(
      'registerContact',
      { ...register, contactId: TOMAS },
      { idempotencyKey: 'once', actor },
    );
    expect(types(other)).toEqual(['ContactRegistered']);
  });

  test('that changed nothing answers the same, even where it would now change something', async () => {
    const partnerOrganizationId = ORGANIZATION;
    const first = await opened.send(
      'activatePartnerOrganization',
      { partnerOrganizationId },
      { idempotencyKey: 'on' },
    );
    await opened.send('suspendPartnerOrganization', { partnerOrganizationId });
    const again = { idempotencyKey: 'on' };
    const second = await opened.send('activatePartnerOrganization', { partnerOrganizationId }, again);
    const other = await opened.send('suspendPartnerOrganization', { partnerOrganizationId }, again);
    expect([first, second]).toEqual([
      expect.objectContaining({ outcome: 'done', events: [], replayed: false }),
      { ...first, replayed: true },
    ]);
    expect(types(other)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  test('records once when it is sent 50 times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => opened.send('registerContact', register, { idempotencyKey: 'once' })),
    );
    const stored = await opened.product.log.readStream(`contact-${INES}`);
    expect(stored).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.outcome !== 'refused' && answer.position)).size).toBe(1);
  });
});

describe('the envelope of a command', () => {
  test('is refused with another version than expected', async () => {
    await withContact(opened, INES);
    const outcome = await opened.send(
      'assignPartnerRole',
      { contactId: INES, roleCode: 'SELLER' },
      { expectedVersion: 0 },
    );
    expect(outcome).toMatchObject({
      refusal: { refused: 'VERSION_CONFLICT', details: { expected: '0', actual: '1' } },
    });
  });

  test('is accepted with the expected version', async () => {
    await withContact(opened, INES);
    const outcome = await opened.send(
      'assignPartnerRole',
      { contactId: INES, roleCode: 'SELLER' },
      { expectedVersion: 1 },
    );
    expect(types(outcome)).toEqual(['PartnerRoleAssigned']);
  });

  test.each([
    ['a past day without a reason', { effectiveOn: '2020-01-01' }, 'BACKDATE_REASON_REQUIRED'],
    [
      'a past day with a blank reason',
      { effectiveOn: '2020-01-01', reason: '  ' },
      'BACKDATE_REASON_REQUIRED',
    ],
    ['a day ahead', { effectiveOn: '2999-01-01', reason: 'planned' }, 'INVALID_PERIOD'],
  ])('is refused with %s', async (_name, envelope, code) => {
    const outcome = await opened.send(
      'registerContact',
      { contactId: INES, name: { given: 'Inés' } },
      envelope,
    );
    expect(types(outcome)).toEqual([code]);
  });

  test('stands in the metadata of every event', async () => {
    const outcome = await opened.send(
      'registerContact',
      { contactId: INES, name: { given: 'Inés' } },
      { effectiveOn: '2020-01-01', reason: 'found in the old files', correlationId: MEI },
    );
    expect(outcome).toMatchObject({
      events: [
        {
          metadata: {
            effectiveOn: '2020-01-01',
            reason: 'found in the old files',
            correlationId: MEI,
            command: 'registerContact',
            actor: { kind: 'ADMINISTRATOR', id: 'employee-1' },
          },
        },
      ],
    });
  });
});

describe('a dry run', () => {
  test('tells what would be recorded and records nothing', async () => {
    const head = await opened.product.log.head();
    const outcome = await opened.send(
      'registerContact',
      { contactId: INES, name: { given: 'Inés' } },
      { dryRun: true },
    );
    expect([outcome.outcome, types(outcome), await opened.product.log.head()]).toEqual([
      'would-record',
      ['ContactRegistered'],
      head,
    ]);
  });

  test('tells the refusal', async () => {
    const outcome = await opened.send(
      'assignPartnerRole',
      { contactId: INES, roleCode: 'SELLER' },
      { dryRun: true },
    );
    expect(types(outcome)).toEqual(['NOT_FOUND']);
  });

  test('tells how many contacts a cascade concerns', async () => {
    await withContact(opened, INES);
    await withContact(opened, TOMAS);
    const outcome = await opened.send(
      'terminatePartnerOrganization',
      { partnerOrganizationId: ORGANIZATION },
      { dryRun: true },
    );
    expect(outcome).toMatchObject({ consequences: [{ cascade: 'end-partnerships', contacts: 2 }] });
  });
});

test('a partner’s administrator finds nobody of another organization', async () => {
  await withContact(opened, INES);
  const actor = { kind: 'PARTNER_ADMINISTRATOR' as const, id: 'other', partnerOrganizationId: MEI };
  const outcome = await opened.send('assignPartnerRole', { contactId: INES, roleCode: 'SELLER' }, { actor });
  expect(types(outcome)).toEqual(['NOT_FOUND']);
});

test('64 commands to one contact at once are all decided one after the other', async () => {
  await withContact(opened, INES);
  const roles = await Promise.all(
    Array.from({ length: 64 }, (_unused, index) =>
      opened.send('defineRole', {
        code: `ROLE_${index}`,
        name: `Role ${index}`,
        kind: 'MEMBER',
        delegable: true,
        levelCeiling: 'READ',
        scopes: [],
      }),
    ),
  );
  const assigned = await Promise.all(
    roles.map((_role, index) =>
      opened.send('assignPartnerRole', { contactId: INES, roleCode: `ROLE_${index}` }),
    ),
  );
  expect(new Set(assigned.flatMap(types))).toEqual(new Set(['PartnerRoleAssigned']));
});
