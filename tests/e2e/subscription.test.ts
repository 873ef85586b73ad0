import { type Client, clientOf, headOf } from './asking';
import { temporaryFolders } from './folders';
import { type Follow, type Followed, overEventStream, overWebSocket } from './following';
import { activeOrganization, partnerContact, personNumber, registered } from './people';
import { PROCESS_TEST_MS_MAX, type RunningServer, startServer } from './running-server';

jest.setTimeout(PROCESS_TEST_MS_MAX);
const newFolder = temporaryFolders();

let server: RunningServer;
let client: Client;
let organizationId: string;

beforeAll(async () => {
  server = await startServer('serve', newFolder());
  client = await clientOf(server);
  organizationId = await activeOrganization(client);
});

const placeOf = ({ position }: Pick<Followed, 'position'>): number => Number(position.split(':')[1]);
const headPlace = async (): Promise<number> => placeOf({ position: await headOf(client) });
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, place) => from + place);

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
    const head = await headPlace();
    for (const following of [...followers, late]) {
      const events = await following.until(head);
      expect(events.map(placeOf)).toEqual(range(1, head));
      await following.end();
    }
  });

  test('goes on behind the position it had come to', async () => {
    const head = await headPlace();
    const first = follow(client, { after: undefined });
    const [...seen] = await first.until(Math.floor(head / 2));
    await first.end();
    const resumed = follow(client, { after: seen.at(-1)?.position });
    await registered(client, personNumber(200));
    const now = await headPlace();
    const rest = await resumed.until(now - seen.length);
    expect([...seen, ...rest].map(placeOf)).toEqual(range(1, now));
    await resumed.end();
  });

  test('of what is recorded from now on begins with the next event', async () => {
    const head = await headOf(client);
    const following = follow(client, { after: head });
    await registered(client, personNumber(201));
    expect((await following.until(1)).map(placeOf)).toEqual([placeOf({ position: head }) + 1]);
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
    const everything = await all.until(await headPlace());
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
