import type { LiaisonEvent } from '../../events';
import { LoadedSubjects } from '../../src/handling/loaded-subjects';
import type { Outcome } from '../../src/handling/outcome';
import { RESERVATION_GRACE_MS, Reservations } from '../../src/handling/reservations';
import type { EventLog } from '../../src/store/event-log';
import {
  INES,
  type Opened,
  ORGANIZATION,
  openedProduct,
  TOMAS,
  withOrganization,
  withResource,
} from './opened-product';

const SCOPES = ['opportunity:read'];
const grant = (contactId: string, login = 'shared@northwind.example') => ({
  contactId,
  login,
  scopes: SCOPES,
});
const link = (contactId: string) => ({ contactId, issuer: 'https://login.example', subject: 'subject-1' });
const answer = (outcome: Outcome): string =>
  outcome.outcome === 'refused' ? outcome.refusal.refused : outcome.events.map(({ type }) => type).join(' ');

let opened: Opened;
beforeEach(async () => {
  opened = await openedProduct();
  await withOrganization(opened);
  await withResource(opened, INES);
  await withResource(opened, TOMAS);
});
afterEach(() => opened.close());

test('a login belongs to one contact, in whatever case it is written', async () => {
  await opened.send('grantPartnerUserAccess', grant(INES));
  const taken = await opened.send('grantPartnerUserAccess', grant(TOMAS, 'SHARED@northwind.example'));
  expect(answer(taken)).toBe('LOGIN_TAKEN');
});

test('a dry run tells that a login is taken', async () => {
  await opened.send('grantPartnerUserAccess', grant(INES));
  const taken = await opened.send('grantPartnerUserAccess', grant(TOMAS), { dryRun: true });
  expect(answer(taken)).toBe('LOGIN_TAKEN');
});

test('of 20 grants of one login at once exactly one wins', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_unused, index) =>
      opened.send('grantPartnerUserAccess', grant(index % 2 === 0 ? INES : TOMAS)),
    ),
  );
  const holders = new Set(
    answers.flatMap((one) => (one.outcome !== 'refused' && one.events.length > 0 ? [one.subjectId] : [])),
  );
  expect(holders.size).toBe(1);
});

test('a login is free once its access was revoked', async () => {
  await opened.send('grantPartnerUserAccess', grant(INES));
  await opened.send('revokePartnerUserAccess', { contactId: INES });
  expect(answer(await opened.send('grantPartnerUserAccess', grant(TOMAS)))).toBe('PartnerUserAccessGranted');
  expect(answer(await opened.send('grantPartnerUserAccess', grant(INES)))).toBe('LOGIN_TAKEN');
});

test('a login may be granted to the same contact again', async () => {
  await opened.send('grantPartnerUserAccess', grant(INES));
  await opened.send('revokePartnerUserAccess', { contactId: INES });
  expect(answer(await opened.send('grantPartnerUserAccess', grant(INES)))).toBe('PartnerUserAccessGranted');
});

test('a reservation whose command never completed holds for the grace period and is then given back', async () => {
  const { log } = opened.product;
  const key = log.keyOf('login', 'shared@northwind.example');
  const [registered] = await log.readStream(`contact-${INES}`, { limit: 1 });
  await log.append({
    commandId: '30000000-0000-4000-8000-000000000001',
    stream: `login-${key}`,
    events: [
      {
        type: 'ValueReserved',
        data: { kind: 'login', key, holderId: INES, forCommand: '30000000-0000-4000-8000-000000000002' },
      },
    ],
    metadata: registered!.metadata,
    expected: 'none',
  });
  expect(answer(await opened.send('grantPartnerUserAccess', grant(TOMAS)))).toBe('LOGIN_TAKEN');
  opened.pass(RESERVATION_GRACE_MS + 1);
  expect(answer(await opened.send('grantPartnerUserAccess', grant(TOMAS)))).toBe('PartnerUserAccessGranted');
});

test('a claim that was made before counts only while nobody else has come since', async () => {
  const { log } = opened.product;
  // As where other processes write: what was never looked at may have been claimed.
  const shared: EventLog = Object.create(log, { knownTip: { value: undefined } }) as EventLog;
  let now = Date.now();
  const reservations = new Reservations(shared, new LoadedSubjects(shared), () =>
    new Date(now).toISOString(),
  );
  const [registered] = await log.readStream(`contact-${INES}`, { limit: 1 });
  const loginKey = log.keyOf('login', 'late@northwind.example');
  const claim = (contactId: string, commandId: string) => {
    const data = { contactId, partnerOrganizationId: ORGANIZATION, loginKey, scopes: SCOPES };
    const granted: LiaisonEvent = { type: 'PartnerUserAccessGranted', data };
    return reservations.claim([granted], commandId, registered!.metadata, false);
  };
  const [first, second] = ['30000000-0000-4000-8000-000000000003', '30000000-0000-4000-8000-000000000004'];
  expect(await claim(INES, first!)).toBeUndefined();
  expect(await claim(INES, first!)).toBeUndefined();
  now += RESERVATION_GRACE_MS + 1;
  expect(await claim(TOMAS, second!)).toBeUndefined();
  now = Date.now();
  expect(await claim(INES, first!)).toMatchObject({ refused: 'LOGIN_TAKEN' });
});

test('an identity belongs to one contact until it is unlinked', async () => {
  await opened.send('grantPartnerUserAccess', grant(INES));
  await opened.send('grantPartnerUserAccess', grant(TOMAS, 'tomas@northwind.example'));
  expect(answer(await opened.send('linkIdentity', link(INES)))).toBe('IdentityLinked');
  expect(answer(await opened.send('linkIdentity', link(TOMAS)))).toBe('IDENTITY_ALREADY_LINKED');
  await opened.send('unlinkIdentity', { contactId: INES });
  expect(answer(await opened.send('linkIdentity', link(TOMAS)))).toBe('IdentityLinked');
});

test('an external id belongs to one contact', async () => {
  const externalId = { system: 'crm', id: '0035g00000XYZ' };
  const [first, second] = ['40000000-0000-4000-8000-000000000001', '40000000-0000-4000-8000-000000000002'];
  await opened.send('registerContact', { contactId: first!, name: { given: 'A' }, externalId });
  const taken = await opened.send('registerContact', {
    contactId: second!,
    name: { given: 'B' },
    externalId,
  });
  expect(answer(taken)).toBe('EXTERNAL_ID_TAKEN');
});
