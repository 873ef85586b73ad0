import type { Actor } from '../../src/domain/actor';
import { type Client, clientOf } from './asking';
import { temporaryFolders } from './folders';
import { activeOrganization, partnerContact, personNumber, registered } from './people';
import { type RunningServer, startServer } from './running-server';

const newFolder = temporaryFolders();
const PEOPLE = 23;

let server: RunningServer;
let client: Client;
let organizationId: string;
let otherOrganizationId: string;
let ids: readonly string[];
let strangerId: string;

beforeAll(async () => {
  server = await startServer('serve', newFolder());
  client = await clientOf(server);
  organizationId = await activeOrganization(client);
  otherOrganizationId = await activeOrganization(client, 'Bluepeak');
  const made: string[] = [];
  for (let number = 0; number < PEOPLE; number += 1) {
    made.push(await partnerContact(client, personNumber(number), organizationId));
  }
  ids = made;
  strangerId = await partnerContact(client, { ...personNumber(99), title: 'Stranger' }, otherOrganizationId);
});

interface Row {
  readonly id: string;
  readonly name: { readonly family: string; readonly given: string };
  readonly registeredAt: string;
}

const LIST = `query List($partnerId: UUID!, $sort: ContactSort!, $first: Int!, $after: String, $filter: PartnerContactFilter) {
  partnerContacts(partnerId: $partnerId, sort: $sort, first: $first, after: $after, filter: $filter) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id name { family given } registeredAt }
  }
}`;

const everyPage = async (
  sort: string,
  first: number,
  filter: object | null = null,
): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (let after: string | null = null; ; ) {
    const variables: object = { partnerId: organizationId, sort, first, after, filter };
    const { partnerContacts } = await client.ask(LIST, variables);
    rows.push(...partnerContacts.nodes);
    if (!partnerContacts.pageInfo.hasNextPage) return rows;
    after = partnerContacts.pageInfo.endCursor;
  }
};

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const byName = (one: Row, other: Row) =>
  compare(one.name.family, other.name.family) || compare(one.name.given, other.name.given);
const byRegistration = (one: Row, other: Row) => compare(one.registeredAt, other.registeredAt);

describe.each([
  ['NAME_ASC', byName],
  ['NAME_DESC', (one: Row, other: Row) => byName(other, one)],
  ['REGISTERED_ASC', byRegistration],
  ['REGISTERED_DESC', (one: Row, other: Row) => byRegistration(other, one)],
] as const)('pages sorted %s', (sort, order) => {
  test.each([1, 4, 23, 100])('of %i hold every contact once, in order', async (first) => {
    const rows = await everyPage(sort, first);
    expect(rows.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(rows.slice(1).every((row, place) => order(rows[place] as Row, row) <= 0)).toBe(true);
  });

  test('are the same whatever the page size', async () => {
    const [small, large] = await Promise.all([everyPage(sort, 3), everyPage(sort, 100)]);
    expect(small).toEqual(large);
  });
});

describe('lists', () => {
  test('count what they hold, filtered or not', async () => {
    const [, first = '', second = ''] = ids;
    for (const contactId of [first, second]) {
      await client.send('assignPartnerRole', { contactId, roleCode: 'SELLER' });
    }
    const counted = async (filter: object) =>
      (await client.ask(LIST, { partnerId: organizationId, sort: 'NAME_ASC', first: 1, filter }))
        .partnerContacts.totalCount;
    expect([
      await counted({}),
      await counted({ role: 'SELLER' }),
      await counted({ flavor: 'PARTNER_RESOURCE' }),
    ]).toEqual([PEOPLE, 2, 2]);
    const familiesOfThree = ids.filter((_, number) => number % 7 === 3).length;
    expect(await counted({ namePrefix: 'family3' })).toBe(familiesOfThree);
    expect((await everyPage('NAME_ASC', 2, { namePrefix: 'family3' })).length).toBe(familiesOfThree);
  });

  test('refuse a cursor that is none, or of another sort', async () => {
    const { partnerContacts } = await client.ask(LIST, {
      partnerId: organizationId,
      sort: 'NAME_ASC',
      first: 2,
    });
    const of = { partnerId: organizationId, first: 2 };
    for (const variables of [
      { ...of, sort: 'NAME_ASC', after: 'no-cursor' },
      { ...of, sort: 'REGISTERED_ASC', after: partnerContacts.pageInfo.endCursor },
    ]) {
      const { data, errors } = await client.tryAsk(LIST, variables);
      expect([data ?? null, errors[0]?.extensions.code]).toEqual([null, 'BAD_USER_INPUT']);
    }
  });
});

describe('the search', () => {
  const SEARCH = `query Search($words: String!, $partnerId: UUID) {
    contactSearch(words: $words, partnerId: $partnerId, first: 100) { totalCount nodes { id } }
  }`;
  const found = async (as: Client, words: string, partnerId?: string) =>
    (await as.ask(SEARCH, { words, partnerId })).contactSearch;

  test('finds words of name, title and e-mail by their beginnings', async () => {
    const [, , third] = ids;
    expect(await found(client, 'person2 given2 titl')).toMatchObject({
      nodes: expect.arrayContaining([{ id: third }]),
    });
    expect(await found(client, 'person2@northwind.example')).toEqual({
      totalCount: 1,
      nodes: [{ id: third }],
    });
    expect((await found(client, 'strang', organizationId)).nodes).toEqual([]);
    expect((await found(client, 'strang')).nodes).toEqual([{ id: strangerId }]);
  });

  test.each(['"', '*', 'a" OR "b', 'NEAR(a b)', 'person OR zebra', 'title:x', "x' OR 1=1 --", '()'])(
    'takes %p as words and nothing else',
    async (words) => {
      expect((await found(client, words)).nodes).toEqual([]);
    },
  );

  test('finds a corrected name and no longer the old one', async () => {
    const contactId = await registered(client, { ...personNumber(50), family: 'Mistaken' });
    await client.send('correctContactDetails', { contactId, name: { given: 'Ada', family: 'Righted' } });
    expect([(await found(client, 'mistaken')).nodes, (await found(client, 'righted')).nodes]).toEqual([
      [],
      [{ id: contactId }],
    ]);
  });
});

describe('a partner’s people', () => {
  let partnerUser: Client;
  let administrator: Client;
  const MISSING = '00000000-0000-4000-8000-000000000000';

  beforeAll(async () => {
    const contactId = ids[0] as string;
    await client.send('assignPartnerRole', { contactId, roleCode: 'SELLER' });
    await client.send('grantPartnerUserAccess', { contactId, scopes: [], login: 'partner-1' });
    await client.send('linkIdentity', { contactId, issuer: 'https://login.example', subject: 'partner-1' });
    const own = (kind: Actor['kind'], id: string) =>
      clientOf(server, {
        kind,
        id,
        contactId: ids[0] as string,
        partnerOrganizationId: organizationId,
        scopes: [],
      });
    partnerUser = await own('PARTNER_USER', 'partner|1');
    administrator = await own('PARTNER_ADMINISTRATOR', 'partner|2');
  });

  const LOOK = `query Look($contact: UUID!, $partner: UUID!) {
    contact(id: $contact) { id name { display } }
    partnerOrganization(id: $partner) { id name }
    partnerContacts(partnerId: $partner) { totalCount nodes { id } }
    partnerHierarchy(partnerId: $partner) { organization { id } }
  }`;

  test('see all of their own organization', async () => {
    const seen = await partnerUser.ask(LOOK, { contact: ids[0], partner: organizationId });
    expect(seen).toMatchObject({ contact: { id: ids[0] }, partnerContacts: { totalCount: PEOPLE } });
  });

  test('get the same answer for what is another’s as for what is not there', async () => {
    const foreign = await partnerUser.tryAsk(LOOK, { contact: strangerId, partner: otherOrganizationId });
    const missing = await partnerUser.tryAsk(LOOK, { contact: MISSING, partner: MISSING });
    expect(foreign.text).toBe(missing.text);
    expect(foreign.data).toMatchObject({
      contact: null,
      partnerOrganization: null,
      partnerContacts: { totalCount: 0 },
    });
  });

  test('find nobody else by searching', async () => {
    const search =
      'query S($partnerId: UUID) { contactSearch(words: "stranger", partnerId: $partnerId) { totalCount nodes { id } } }';
    for (const partnerId of [undefined, otherOrganizationId]) {
      const { contactSearch } = await partnerUser.ask(search, { partnerId });
      expect(contactSearch).toEqual({ totalCount: 0, nodes: [] });
    }
  });

  test('cannot change another’s, whether it exists or not', async () => {
    const answers = await Promise.all(
      [strangerId, MISSING].map((contactId) =>
        administrator.send('assignPartnerRole', { contactId, roleCode: 'SELLER' }),
      ),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('cannot read the log', async () => {
    const { errors } = await partnerUser.tryAsk('{ status { head } }');
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
