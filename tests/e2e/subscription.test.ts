import { type Client, clientOf, headOf } from './asking';
import { temporaryFolders } from './folders';
import { type Follow, type Followed, overEventStream, overWebSocket, placeOf } from './following';
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

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, place) => from + place);

/** Positions rise and each stream begins at its first event and leaves none out. */
const expectWhole = (events: readonly Followed[]): void => {
  const places = events.map(({ position }) => placeOf(position));
  expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
  const streams = new Map<string, number[]>();
  for (const { stream, revision } of events) streams.set(stream, [...(streams.get(stream) ?? []), revision]);
  for (const revisions of streams.values()) expect(revisions).toEqual(range(0, revisions.length - 1));
};

describe.each<[string, Follow]>([
  ['WebSocket', overWebSocket],
  ['SSE', overEventStream],
])('a subscription over %s', (_transport, follow) => {
  test('gives history and then what happens, without a gap or a repeat, while commands run', async () => {
    const work = (async () => {
      for (const group of range(1, 10)) {
        await Promise.all(
          range(1, 4).map((one) => partnerContact(client, personNumber(group * 10 + one), organizationId)),
        );
      }
    })();
    const followers = range(1, 3).map(() => follow(client, {}));
    await followers[0]?.until(1);
    const late = follow(client, {});
    await work;
    const head = await headOf(client);
    const [first = [], ...others] = await Promise.all(
      [...followers, late, follow(client, {})].map(async (following) => {
        const events = await following.upTo(head);
        await following.end();
        return events;
      }),
    );
    expectWhole(first);
    // Four commands for each contact, and those that made the organization and the roles.
    expect(first.length).toBeGreaterThan(40 * 2);
    for (const events of others) expect(events).toEqual(first);
  });

  test('goes on behind the position it had come to', async () => {
    const first = follow(client, { after: undefined });
    const [...seen] = await first.until(30);
    await first.end();
    const resumed = follow(client, { after: seen.at(-1)?.position });
    await registered(client, personNumber(200));
    const head = await headOf(client);
    const whole = follow(client, {});
    expect([...seen, ...(await resumed.upTo(head))]).toEqual(await whole.upTo(head));
    await Promise.all([resumed.end(), whole.end()]);
  });

  test('of what is recorded from now on begins with the next event', async () => {
    const head = await headOf(client);
    const following = follow(client, { after: head });
    const { events } = await client.done('registerContact', inputOf(personNumber(201)));
    expect((await following.until(1)).map(({ eventId }) => eventId)).toEqual([events[0].eventId]);
    await following.end();
  });

  test('gives only the types and streams that are wanted', async () => {
    const contactId = await partnerContact(client, personNumber(202), organizationId);
    const ofContact = follow(client, { streams: [`contact-${contactId}`] });
    const affiliations = follow(client, { types: ['ContactAffiliated'], streams: ['contact-'] });
    const organizations = follow(client, { streams: ['partnerOrganization-', 'roleCatalogue'] });
    await client.done('endAffiliation', { contactId, organizationId });
    const contactTypes = ['ContactRegistered', 'ContactAffiliated', 'ContactAffiliationEnded'];
    expect((await ofContact.until(contactTypes.length)).map(({ type }) => type)).toEqual(contactTypes);
    const all = follow(client, {});
    const everything = await all.upTo(await headOf(client));
    const affiliated = everything.filter(({ type }) => type === 'ContactAffiliated');
    const others = everything.filter(({ stream }) => /^(partnerOrganization-|roleCatalogue$)/.test(stream));
    expect(await affiliations.until(affiliated.length)).toEqual(affiliated);
    expect(await organizations.until(others.length)).toEqual(others);
    await Promise.all([ofContact, affiliations, organizations, all].map((following) => following.end()));
  });

  test('is refused to a partner’s people', async () => {
    const partnerUser = await clientOf(server, {
      kind: 'PARTNER_USER',
      id: 'partner|1',
      partnerOrganizationId: organizationId,
    });
    await expect(follow(partnerUser, {}).until(1)).rejects.toBeDefined();
  });

  test('is refused behind a position of another store', async () => {
    const elsewhere = follow(client, { after: '00000000-0000-4000-8000-000000000000:1' });
    await expect(elsewhere.until(1)).rejects.toBeDefined();
  });
});
