import { type Client, clientOf, headOf } from './asking';
import { temporaryFolders } from './folders';
import { activeOrganization, inputOf, partnerContact, personNumber, registered } from './people';
import { type RunningServer, startServer } from './running-server';

const newFolder = temporaryFolders();

let server: RunningServer;
let client: Client;
let organizationId: string;

beforeAll(async () => {
  server = await startServer('serve', newFolder());
  client = await clientOf(server);
  organizationId = await activeOrganization(client);
});

describe('a refusal', () => {
  test('is data with code, message and details, and records nothing', async () => {
    const contactId = await partnerContact(client, personNumber(1), organizationId);
    const before = await headOf(client);
    const refused = await client.send('grantPartnerUserAccess', { contactId, scopes: [] });
    expect(refused).toMatchObject({ __typename: 'Refused', code: 'ROLE_REQUIRED', fieldErrors: [] });
    expect(refused.message).toMatch(/role/);
    expect(await headOf(client)).toBe(before);
  });

  test('answers what is not there like what may not be seen', async () => {
    const contactId = '00000000-0000-4000-8000-000000000000';
    expect(await client.send('suspendPartnerUserAccess', { contactId })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the same key', () => {
  test('with the same content answers the same, position included, however late', async () => {
    const input = { ...inputOf(personNumber(2)), idempotencyKey: 'register person 2' };
    const first = await client.send('registerContact', input);
    await client.send('correctContactDetails', { contactId: first.contact.id, title: 'Something else' });
    const again = await client.send('registerContact', input);
    expect(again).toMatchObject({
      replayed: true,
      position: first.position,
      version: first.version,
      events: first.events,
      contact: { id: first.contact.id },
    });
    expect(first.replayed).toBe(false);
  });

  test('sent many times at once records once', async () => {
    const input = { ...inputOf(personNumber(3)), idempotencyKey: 'register person 3' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => client.send('registerContact', input)),
    );
    expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  test('with other content is refused', async () => {
    const idempotencyKey = 'register person 4';
    await client.send('registerContact', { ...inputOf(personNumber(4)), idempotencyKey });
    const before = await headOf(client);
    const other = await client.send('registerContact', { ...inputOf(personNumber(5)), idempotencyKey });
    expect(other).toMatchObject({ __typename: 'Refused', code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await headOf(client)).toBe(before);
  });

  test('of another actor is another command', async () => {
    const input = { ...inputOf(personNumber(6)), idempotencyKey: 'register somebody' };
    const colleague = await clientOf(server, { kind: 'CHANNEL_MANAGER', id: 'employee-2' });
    const mine = await client.send('registerContact', input);
    const theirs = await colleague.send('registerContact', input);
    expect(theirs.replayed).toBe(false);
    expect(theirs.contact.id).not.toBe(mine.contact.id);
  });
});

describe('a dry run', () => {
  test('answers the events there would be, and records nothing', async () => {
    const contactId = await registered(client, personNumber(7));
    const before = await headOf(client);
    const command = { contactId, organizationId, organizationKind: 'PARTNER' };
    const would = await client.send('affiliateContact', { ...command, dryRun: true });
    expect(would).toMatchObject({
      dryRun: true,
      contact: { flavor: 'ACCOUNT_CONTACT' },
      events: [{ type: 'ContactAffiliated', position: null, eventId: null }],
    });
    expect(await headOf(client)).toBe(before);
  });

  test('answers the refusal there would be', async () => {
    const contactId = await registered(client, personNumber(8));
    const refused = await client.send('assignPartnerRole', { contactId, roleCode: 'SELLER', dryRun: true });
    expect(refused).toMatchObject({ code: 'NOT_A_PARTNER_CONTACT' });
  });

  test('leaves its key free for the real thing', async () => {
    const input = { ...inputOf(personNumber(9)), idempotencyKey: 'register person 9' };
    expect(await client.send('registerContact', { ...input, dryRun: true })).toMatchObject({ contact: null });
    expect(await client.send('registerContact', input)).toMatchObject({ replayed: false, dryRun: false });
  });
});

describe('the expected version', () => {
  test('lets one of two rivals through and tells the other the actual one', async () => {
    const { contact } = await client.send('registerContact', inputOf(personNumber(10)));
    const rival = (title: string) =>
      client.send('correctContactDetails', {
        contactId: contact.id,
        title,
        expectedVersion: contact.version,
      });
    const answers = await Promise.all([rival('One'), rival('Other')]);
    const refused = answers.filter(({ __typename }) => __typename === 'Refused');
    expect(refused).toHaveLength(1);
    const details = [
      { key: 'expected', values: [String(contact.version)] },
      { key: 'actual', values: [String(contact.version + 1)] },
    ];
    expect(refused).toMatchObject([{ code: 'VERSION_CONFLICT', details }]);
  });
});
