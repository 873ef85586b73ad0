import { type Client, clientOf } from './asking';
import { temporaryFolders } from './folders';
import { activeOrganization, inputOf, RUTH } from './people';
import { type RunningServer, startServer } from './running-server';

const newFolder = temporaryFolders();
const IDENTITY = { issuer: 'https://login.partner.example', subject: 'ruth|1' };
const SCOPES = ['opportunity:read'];

let server: RunningServer;
let client: Client;
let organizationId: string;

beforeAll(async () => {
  server = await startServer('serve', newFolder());
  client = await clientOf(server);
  organizationId = await activeOrganization(client);
});

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

/** The payload shows the write, and a query that waits for it shows the same. */
const expectSame = async ({ contact, position }: { contact: { id: string }; position: string }) => {
  const read = await client.ask(
    'query Read($id: UUID!, $minPosition: Position) { contact(id: $id, minPosition: $minPosition) { id flavor canSignIn version } }',
    { id: contact.id, minPosition: position },
  );
  expect(contact).toMatchObject(read.contact);
};

test('a contact goes through its whole life, and every answer shows what was just written', async () => {
  const born = await client.send('registerContact', inputOf(RUTH));
  expect(born).toMatchObject({
    dryRun: false,
    replayed: false,
    lagging: false,
    version: born.contact.version,
  });
  expect(born.contact).toMatchObject({
    name: { display: 'Ruth Quillfeather' },
    email: RUTH.email,
    title: RUTH.title,
  });
  const contactId: string = born.contact.id;
  let secret = '';
  let invitationId = '';

  const step = async (
    mutation: string,
    input: object,
    flavor: string,
    canSignIn: boolean,
    types: readonly string[],
  ) => {
    const answer = await client.send(mutation, { contactId, ...input });
    expect(answer).toMatchObject({ __typename: 'ContactChanged' });
    expect([mutation, answer.contact.flavor, answer.contact.canSignIn]).toEqual([
      mutation,
      flavor,
      canSignIn,
    ]);
    expect(answer.events.map(({ type }: { type: string }) => type)).toEqual(types);
    await expectSame(answer);
    return answer;
  };

  expect([born.contact.flavor, born.contact.canSignIn]).toEqual(['ACCOUNT_CONTACT', false]);
  const organization = { organizationId, organizationKind: 'PARTNER' };
  await step('affiliateContact', organization, 'PARTNER_CONTACT', false, ['ContactAffiliated']);
  const seller = { roleCode: 'SELLER' };
  const hired = await step('assignPartnerRole', seller, 'PARTNER_RESOURCE', false, ['PartnerRoleAssigned']);
  expect(hired.contact.roles).toMatchObject([{ code: 'SELLER', active: true, to: null }]);
  const grant = { scopes: SCOPES, invite: { expiresAt: tomorrow() } };
  const granted = await step('grantPartnerUserAccess', grant, 'PARTNER_USER', false, [
    'PartnerUserAccessGranted',
    'PartnerUserInvited',
  ]);
  expect(granted.contact).toMatchObject({
    access: { status: 'ACTIVE', login: RUTH.email, scopes: SCOPES },
    invitation: { status: 'PENDING' },
  });
  ({ id: invitationId, secret } = granted.invitation);

  const wrong = { contactId, invitationId, secret: 'not the secret', ...IDENTITY };
  expect(await client.send('acceptInvitation', wrong)).toMatchObject({ code: 'NO_PENDING_INVITATION' });
  const accepted = await step(
    'acceptInvitation',
    { invitationId, secret, ...IDENTITY },
    'PARTNER_USER',
    true,
    ['PartnerUserInvitationAccepted', 'IdentityLinked'],
  );
  expect(accepted.contact).toMatchObject({ identityLinked: true });

  const suspended = ['PartnerUserAccessSuspended'];
  await step('suspendPartnerUserAccess', {}, 'PARTNER_USER', false, suspended);
  await step('restorePartnerUserAccess', {}, 'PARTNER_USER', true, ['PartnerUserAccessRestored']);
  const refused = await client.send('revokePartnerRole', { contactId, roleCode: 'SELLER' });
  expect(refused).toMatchObject({ __typename: 'Refused', code: 'USER_ACCESS_MUST_BE_REVOKED' });
  await step('revokePartnerUserAccess', {}, 'PARTNER_RESOURCE', false, ['PartnerUserAccessRevoked']);
  await step('revokePartnerRole', { roleCode: 'SELLER' }, 'PARTNER_CONTACT', false, ['PartnerRoleRevoked']);
  await step('endAffiliation', { organizationId }, 'ACCOUNT_CONTACT', false, ['ContactAffiliationEnded']);

  const { contactFlavorHistory } = await client.ask(
    `query History($contactId: UUID!) { contactFlavorHistory(contactId: $contactId, first: 100) {
      totalCount nodes { eventType flavorBefore flavorAfter command actor { kind id } reason recordedAt position } } }`,
    { contactId },
  );
  const steps: { flavorBefore: string; flavorAfter: string; actor: object }[] = contactFlavorHistory.nodes;
  expect(
    steps.flatMap(({ flavorBefore, flavorAfter }) => (flavorBefore === flavorAfter ? [] : [flavorAfter])),
  ).toEqual([
    'ACCOUNT_CONTACT',
    'PARTNER_CONTACT',
    'PARTNER_RESOURCE',
    'PARTNER_USER',
    'PARTNER_RESOURCE',
    'PARTNER_CONTACT',
    'ACCOUNT_CONTACT',
  ]);
  expect(steps.map(({ flavorBefore }) => flavorBefore)).toEqual([
    null,
    ...steps.slice(0, -1).map((s) => s.flavorAfter),
  ]);
  expect(
    steps.every(({ actor }) => JSON.stringify(actor) === '{"kind":"ADMINISTRATOR","id":"employee-1"}'),
  ).toBe(true);
});

test('one screen does it all in one command, and all or nothing', async () => {
  const { contact } = await client.send('registerContact', {
    ...inputOf({ ...RUTH, family: 'Oakheart', email: 'ruth.oakheart@northwind.example' }),
  });
  const contactId = contact.id;
  await client.send('affiliateContact', { contactId, organizationId, organizationKind: 'PARTNER' });
  const wanted = { contactId, roles: [{ roleCode: 'LEADER' }], access: { status: 'ACTIVE', scopes: SCOPES } };
  const unknown = { ...wanted, roles: [{ roleCode: 'LEADER' }, { roleCode: 'NO_SUCH_ROLE' }] };
  expect(await client.send('manageUserDetails', unknown)).toMatchObject({ code: 'ROLE_UNKNOWN' });
  const unchanged = await client.ask(
    'query Read($id: UUID!) { contact(id: $id) { flavor roles { code } } }',
    { id: contactId },
  );
  expect(unchanged.contact).toEqual({ flavor: 'PARTNER_CONTACT', roles: [] });

  const managed = await client.send('manageUserDetails', wanted);
  expect(managed.contact).toMatchObject({ flavor: 'PARTNER_USER', access: { status: 'ACTIVE' } });
  expect(managed.events.map(({ type }: { type: string }) => type)).toEqual([
    'PartnerRoleAssigned',
    'PartnerUserAccessGranted',
  ]);
});

test('suspending the organization blocks its users at once, and reactivating brings them back', async () => {
  const person = { ...RUTH, family: 'Birchwood', email: 'ruth.birchwood@northwind.example' };
  const { contact } = await client.send('registerContact', inputOf(person));
  const contactId = contact.id;
  await client.send('affiliateContact', { contactId, organizationId, organizationKind: 'PARTNER' });
  await client.send('assignPartnerRole', { contactId, roleCode: 'SELLER' });
  await client.send('grantPartnerUserAccess', { contactId, scopes: SCOPES });
  await client.send('linkIdentity', { contactId, issuer: IDENTITY.issuer, subject: 'ruth|3' });
  const canSignIn = async (minPosition: string) =>
    (
      await client.ask(
        'query Read($id: UUID!, $at: Position) { contact(id: $id, minPosition: $at) { canSignIn } }',
        {
          id: contactId,
          at: minPosition,
        },
      )
    ).contact.canSignIn;
  const partner = { partnerOrganizationId: organizationId };
  const states: boolean[] = [];
  for (const mutation of ['suspendPartnerOrganization', 'reactivatePartnerOrganization']) {
    states.push(await canSignIn((await client.send(mutation, partner)).position));
  }
  expect(states).toEqual([false, true]);
});
