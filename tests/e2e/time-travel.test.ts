import { type Client, clientOf, headOf } from './asking';
import { temporaryFolders } from './folders';
import { activeOrganization, inputOf, partnerContact, personNumber, registered } from './people';
import { startServer } from './running-server';

const newFolder = temporaryFolders();

const DAY_MS = 86_400_000;

let client: Client;
let organizationId: string;

beforeAll(async () => {
  client = await clientOf(await startServer('serve', newFolder()));
  organizationId = await activeOrganization(client);
});

const EVERYTHING = `query Everything($partnerId: UUID!, $contactId: UUID!, $asOf: AsOf) {
  contact(id: $contactId, asOf: $asOf) {
    position flavor canSignIn title email name { display } version identityLinked
    roles { code active from to } access { status login scopes } affiliations { organizationId from }
    manager { id } reportCount
  }
  partnerContacts(partnerId: $partnerId, asOf: $asOf, first: 100) { position totalCount nodes { id flavor name { display } } }
  partnerOrganization(id: $partnerId, asOf: $asOf) { status activeUserCount contactCount users: contactCount(flavor: PARTNER_USER) }
  contactFlavorHistory(contactId: $contactId, asOf: $asOf, first: 100) { totalCount nodes { eventType flavorAfter effectiveOn } }
  contactSearch(words: "family", asOf: $asOf, first: 100) { totalCount nodes { id title } }
  resourceRoles(asOf: $asOf) { nodes { code } }
}`;

test('old answers never change, whatever is recorded later, back-dated facts included', async () => {
  const monthAgo = new Date(Date.now() - 30 * DAY_MS).toISOString().slice(0, 10);
  const late = { effectiveOn: monthAgo, reason: 'Found in the post' };
  const contactId = await registered(client, personNumber(1));
  const read = (asOf: object) => client.ask(EVERYTHING, { partnerId: organizationId, contactId, asOf });
  const moments: { readonly asOf: object; readonly answer: object }[] = [];
  const remember = async () => {
    const position = await headOf(client);
    const recordedAt = await afterThisMillisecond();
    for (const asOf of [{ position }, { recordedAt }]) moments.push({ asOf, answer: await read(asOf) });
  };

  await remember();
  await client.done('affiliateContact', { contactId, organizationId, organizationKind: 'PARTNER', ...late });
  await remember();
  await client.done('assignPartnerRole', { contactId, roleCode: 'SELLER', ...late });
  await remember();
  await client.done('grantPartnerUserAccess', { contactId, scopes: ['account:read'], ...late });
  await remember();
  const identity = { issuer: 'https://login.partner.example', subject: 'one' };
  await client.done('linkIdentity', { contactId, ...identity });
  await remember();
  await client.done('correctContactDetails', { contactId, title: 'Corrected', reason: 'Misheard' });
  await partnerContact(client, personNumber(2), organizationId);
  await remember();
  await client.done('suspendPartnerOrganization', { partnerOrganizationId: organizationId });
  await remember();
  await client.done('reactivatePartnerOrganization', { partnerOrganizationId: organizationId });
  await client.done('revokePartnerUserAccess', { contactId, ...late });
  await client.done('revokePartnerRole', { contactId, roleCode: 'SELLER', ...late });
  await client.done('endAffiliation', { contactId, organizationId });
  await remember();

  for (const { asOf, answer } of moments) expect([asOf, await read(asOf)]).toEqual([asOf, answer]);
  const flavors = moments.map(({ answer }) => (answer as { contact: { flavor: string } }).contact.flavor);
  expect(flavors.filter((_, place) => place % 2 === 0)).toEqual([
    'ACCOUNT_CONTACT',
    'PARTNER_CONTACT',
    'PARTNER_RESOURCE',
    'PARTNER_USER',
    'PARTNER_USER',
    'PARTNER_USER',
    'PARTNER_USER',
    'ACCOUNT_CONTACT',
  ]);
  expect(
    moments.map(({ answer }) => (answer as { contact: { canSignIn: boolean } }).contact.canSignIn),
  ).toEqual([false, false, false, false, true, true, false, false].flatMap((state) => [state, state]));
});

/** An instant at which all that was acknowledged lies in the past, for the clock of the same machine. */
const afterThisMillisecond = async (): Promise<string> => {
  const now = Date.now();
  while (Date.now() <= now) await new Promise(setImmediate);
  return new Date(now).toISOString();
};

test('a past day needs a reason, and a coming day is refused', async () => {
  const contactId = await partnerContact(client, personNumber(3), organizationId);
  const command = { contactId, roleCode: 'SELLER' };
  expect(await client.send('assignPartnerRole', { ...command, effectiveOn: '2020-02-29' })).toMatchObject({
    code: 'BACKDATE_REASON_REQUIRED',
  });
  expect(await client.send('assignPartnerRole', { ...command, effectiveOn: '2199-01-01' })).toMatchObject({
    code: 'INVALID_PERIOD',
  });
});

test('a query that waits for a position reads its own write, from any client', async () => {
  const others = await Promise.all(
    Array.from({ length: 10 }, async (_, number) => {
      const { contact, position } = await client.send('registerContact', inputOf(personNumber(10 + number)));
      const read = await client.ask(
        'query Read($id: UUID!, $at: Position) { contact(id: $id, minPosition: $at) { id position } }',
        { id: contact.id, at: position },
      );
      return [read.contact?.id, placeOf(read.contact?.position) >= placeOf(position)];
    }),
  );
  expect(others.map(([, isReached]) => isReached)).toEqual(others.map(() => true));
});

const placeOf = (position: string): number => Number(position.split(':')[1]);

test('a position that the log has not reached is answered with an error in time, not with older facts', async () => {
  const contactId = await registered(client, personNumber(30));
  const [storeId, place] = (await headOf(client)).split(':');
  const ahead = `${storeId}:${Number(place) + 1_000}`;
  const question = 'query Read($id: UUID!, $at: Position) { contact(id: $id, minPosition: $at) { id } }';
  const { data, errors } = await client.tryAsk(question, { id: contactId, at: ahead });
  expect([data?.contact ?? null, errors[0]?.extensions.code]).toEqual([null, 'READ_MODEL_BEHIND']);
});
