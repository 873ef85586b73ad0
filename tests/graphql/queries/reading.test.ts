import { type Asked, asking } from '../asking';
import { analyst, type Northwind, partnerAdministrator, withNorthwind, withOrganization } from '../people';

let asked: Asked;
let northwind: Northwind;
let other: string;
let account: string;
beforeAll(async () => {
  asked = await asking();
  northwind = await withNorthwind(asked);
  other = await withOrganization(asked, 'Fabrikam');
  const ACCOUNT = '... on AccountChanged { account { id } }';
  account = (await asked.tell('registerAccount', { name: 'Contoso' }, ACCOUNT)).account.id;
  await asked.tell('affiliateContact', {
    contactId: northwind.seller,
    organizationId: account,
    organizationKind: 'ACCOUNT',
  });
});
afterAll(() => asked.opened.close());

const CONTACT = `query ($id: UUID!) { contact(id: $id) { id flavor canSignIn erased title department email
    phone version position registeredAt
  name { prefix given family suffix display } externalId { system id }
  channels(kinds: [EMAIL]) { kind value preferred doNotContact }
  partnerOrganization { name head { id } } manager { name { display } } reportCount
  reports(first: 5) { totalCount nodes { id } }
  roles { code from to active role { name kind } } access { status } invitation { status } identityLinked
  affiliations { kind organizationId from account { name } partnerOrganization { name } } } }`;

test('contact answers everything that a screen shows, nested things too', async () => {
  const { data, errors } = await asked.ask(CONTACT, { id: northwind.seller });
  expect(errors).toBeUndefined();
  expect(data.contact).toMatchObject({
    flavor: 'PARTNER_RESOURCE',
    canSignIn: false,
    erased: false,
    email: 'tomas.brandt@northwind.example',
    phone: null,
    name: { prefix: null, given: 'Tomas', display: 'Tomas Brandt' },
    partnerOrganization: { name: 'Northwind', head: { id: northwind.head } },
    manager: { name: { display: 'Ines Alvarez' } },
    reportCount: 0,
    roles: [{ code: 'SELLER', active: true, to: null, role: { name: 'Seller', kind: 'MEMBER' } }],
    access: null,
    invitation: null,
    affiliations: [
      { kind: 'PARTNER', partnerOrganization: { name: 'Northwind' }, account: null },
      { kind: 'ACCOUNT', partnerOrganization: null, account: { name: 'Contoso' } },
    ],
  });
});

test('flavorFor tells what the contact is to one organization', async () => {
  const source =
    'query ($id: UUID!, $a: UUID!, $b: UUID!) { contact(id: $id) { partner: flavorFor(organizationId: ' +
    '$a) account: flavorFor(organizationId: $b) } }';
  const { data } = await asked.ask(source, { id: northwind.seller, a: northwind.organization, b: account });
  expect(data.contact).toEqual({ partner: 'PARTNER_RESOURCE', account: 'ACCOUNT_CONTACT' });
});

test('a contact that does not exist is null', async () => {
  expect((await asked.ask(CONTACT, { id: other })).data).toEqual({ contact: null });
});

const LIST = `query ($partnerId: UUID!, $filter: PartnerContactFilter, $sort: ContactSort, $first: Int,
    $after: String) {
  partnerContacts(partnerId: $partnerId, filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount position pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node
    { id } } nodes { id } } }`;

const listed = async (variables: object) => {
  const { data, errors } = await asked.ask(LIST, { partnerId: northwind.organization, ...variables });
  if (errors !== undefined) throw errors[0];
  return data.partnerContacts;
};

describe('partnerContacts', () => {
  test.each<readonly [object, readonly (keyof Northwind)[]]>([
    [{}, ['head', 'seller', 'newcomer']],
    [{ sort: 'NAME_DESC' }, ['newcomer', 'seller', 'head']],
    [{ sort: 'REGISTERED_DESC' }, ['newcomer', 'seller', 'head']],
    [{ filter: { flavor: 'PARTNER_CONTACT' } }, ['newcomer']],
    [{ filter: { role: 'SELLER' } }, ['seller']],
    [{ filter: { namePrefix: 'CHE' } }, ['newcomer']],
    [{ filter: { status: 'NONE', flavor: 'PARTNER_RESOURCE' } }, ['head', 'seller']],
    [{ filter: { role: 'NO_ONE' } }, []],
  ])('%j picks %j', async (variables, people) => {
    const { nodes, totalCount } = await listed(variables);
    expect(nodes).toEqual(people.map((person) => ({ id: northwind[person] })));
    expect(totalCount).toBe(people.length);
  });

  test('picks the reports of a manager', async () => {
    expect((await listed({ filter: { managerId: northwind.head } })).nodes).toEqual([
      { id: northwind.seller },
    ]);
  });

  test('pages by cursor, each contact once', async () => {
    const first = await listed({ first: 2 });
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    expect(first.pageInfo.endCursor).toBe(first.edges[1].cursor);
    const second = await listed({ first: 2, after: first.pageInfo.endCursor });
    expect(second.nodes).toEqual([{ id: northwind.newcomer }]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  test.each<readonly [string, object, string]>([
    ['a page of none', { first: 0 }, 'first must be 1 to 100'],
    ['a page too large', { first: 101 }, 'first must be 1 to 100'],
    ['a cursor that is none', { after: 'x!' }, 'after: expected a cursor'],
    ['a role code that is none', { filter: { role: 'x' } }, 'filter.role must be a capital letter'],
    [
      'a name with control characters',
      { filter: { namePrefix: '\u0000' } },
      'filter.namePrefix must be free of',
    ],
  ])('refuses %s', async (_what, variables, message) => {
    const { errors, data } = await asked.ask(LIST, { partnerId: northwind.organization, ...variables });
    expect(data).toBeNull();
    expect(errors[0].message).toContain(message);
    expect(errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  test('refuses a cursor of another question', async () => {
    const { pageInfo } = await listed({ first: 1 });
    await expect(listed({ first: 1, after: pageInfo.endCursor, sort: 'NAME_DESC' })).rejects.toThrow(
      'another question',
    );
  });
});

test('partnerOrganizations filters, counts and pages', async () => {
  const source =
    'query ($filter: PartnerOrganizationFilter) { partnerOrganizations(filter: $filter) { totalCount ' +
    'nodes { name contactCount activeUserCount resources: contactCount(flavor: PARTNER_RESOURCE) ' +
    'contacts(first: 1) { totalCount } } } }';
  const all = await asked.ask(source);
  expect(all.data.partnerOrganizations.nodes.map(({ name }: { name: string }) => name)).toEqual([
    'Fabrikam',
    'Northwind',
  ]);
  const { data } = await asked.ask(source, { filter: { namePrefix: 'north', status: 'ACTIVE' } });
  expect(data.partnerOrganizations).toEqual({
    totalCount: 1,
    nodes: [
      { name: 'Northwind', contactCount: 3, activeUserCount: 0, resources: 2, contacts: { totalCount: 3 } },
    ],
  });
});

test('partnerHierarchy goes from the top down', async () => {
  const source =
    'query ($id: UUID!) { partnerHierarchy(partnerId: $id) { position organization { name } head { id ' +
    '} topLevel { nodes { id reports { nodes { id manager { id } } } } } } }';
  const { data } = await asked.ask(source, { id: northwind.organization });
  const reports = { nodes: [{ id: northwind.seller, manager: { id: northwind.head } }] };
  expect(data.partnerHierarchy).toMatchObject({
    organization: { name: 'Northwind' },
    head: { id: northwind.head },
    topLevel: { nodes: [{ id: northwind.head, reports }] },
  });
});

test('resourceRoles leaves out retired roles unless they are wanted', async () => {
  await asked.tell('defineRole', {
    code: 'OLD',
    name: 'Old',
    kind: 'MEMBER',
    levelCeiling: 'READ',
    scopes: [],
  });
  await asked.tell('retireRole', { code: 'OLD' });
  const source = 'query ($all: Boolean!) { resourceRoles(includeRetired: $all) { nodes { code retired } } }';
  const codes = async (all: boolean) =>
    (await asked.ask(source, { all })).data.resourceRoles.nodes.map(({ code }: { code: string }) => code);
  expect(await codes(false)).toEqual(['SALES_MANAGER', 'SELLER']);
  expect(await codes(true)).toEqual(['OLD', 'SALES_MANAGER', 'SELLER']);
});

test('contactSearch finds the beginnings of words in name, title and e-mail address', async () => {
  const source = 'query ($words: String!) { contactSearch(words: $words) { totalCount nodes { id } } }';
  const found = async (words: string) => (await asked.ask(source, { words })).data.contactSearch;
  expect(await found('tom bra')).toEqual({ totalCount: 1, nodes: [{ id: northwind.seller }] });
  expect((await found('account')).totalCount).toBe(3);
  expect((await found('"; drop')).totalCount).toBe(0);
});

test('account answers its contacts, and accounts lists them', async () => {
  const source =
    'query ($id: UUID!) { account(id: $id) { name contacts { nodes { id } } } accounts { totalCount ' +
    'nodes { id } } }';
  const { data } = await asked.ask(source, { id: account });
  expect(data.account).toEqual({ name: 'Contoso', contacts: { nodes: [{ id: northwind.seller }] } });
  expect(data.accounts).toEqual({ totalCount: 1, nodes: [{ id: account }] });
});

test('status tells how far the read models have come', async () => {
  const { data } = await asked.ask('{ status { storeId head position models { name position state why } } }');
  const { storeId, head, position, models } = data.status;
  expect(head).toBe(`${storeId}:${await asked.opened.product.log.head()}`);
  expect(position).toBe(head);
  expect(models).toContainEqual({ name: 'contact-list', position: head, state: 'RUNNING', why: null });
});

describe('what an actor may not see', () => {
  const VISIBLE = `query ($id: UUID!, $partner: UUID!, $account: UUID!) { contact(id: $id) { id
    affiliations { organizationId account { id } } }
    partnerOrganization(id: $partner) { id } partnerContacts(partnerId: $partner) { totalCount }
    contactSearch(words: "tomas") { totalCount } }`;
  const variables = () => ({ id: northwind.seller, partner: northwind.organization, account });

  test('is not there for the people of another partner', async () => {
    const { data, errors } = await asked.ask(
      VISIBLE.replace(', $account: UUID!', ''),
      variables(),
      partnerAdministrator(other),
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      contact: null,
      partnerOrganization: null,
      partnerContacts: { totalCount: 0 },
      contactSearch: { totalCount: 0 },
    });
  });

  test('is there for the people of the partner itself, but not its accounts', async () => {
    const { data } = await asked.ask(
      VISIBLE.replace(', $account: UUID!', ''),
      variables(),
      partnerAdministrator(northwind.organization),
    );
    expect(data.partnerContacts.totalCount).toBe(3);
    expect(data.contactSearch.totalCount).toBe(1);
    expect(data.contact.affiliations).toEqual([{ organizationId: northwind.organization, account: null }]);
  });

  test('cannot be reached by way of something that is visible', async () => {
    const source =
      'query ($partner: UUID!) { partnerOrganization(id: $partner) { name head { id } contacts { ' +
      'totalCount nodes { id } } } }';
    const { data } = await asked.ask(source, { partner: northwind.organization }, analyst);
    expect(data.partnerOrganization).toEqual({
      name: 'Northwind',
      head: null,
      contacts: { totalCount: 0, nodes: [] },
    });
  });

  test.each<readonly ['nobody' | typeof analyst, string]>([
    ['nobody', 'UNAUTHENTICATED'],
    [analyst, 'FORBIDDEN'],
  ])('is an error for %j', async (actor, code) => {
    const { errors } = await asked.ask('{ contactSearch(words: "a") { totalCount } }', {}, actor);
    expect(errors[0].extensions).toEqual({ code });
  });
});
