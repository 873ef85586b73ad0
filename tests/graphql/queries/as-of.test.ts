import { type Asked, asking } from '../asking';
import { type Northwind, withNorthwind } from '../people';

let asked: Asked;
let northwind: Northwind;
beforeAll(async () => {
  asked = await asking();
  northwind = await withNorthwind(asked);
});
afterAll(() => asked.opened.close());

const CONTACT = `query ($id: UUID!, $asOf: AsOf, $minPosition: Position) { contact(id: $id, asOf: $asOf,
    minPosition: $minPosition) {
  flavor position roles { active } manager { flavor reportCount } partnerOrganization { status } } }`;

const read = (variables: object) => asked.ask(CONTACT, { id: northwind.seller, ...variables });

describe('asOf', () => {
  test('a position answers as it was then, in everything that is reached', async () => {
    const { contact: then } = (await read({})).data;
    await asked.tell('changeResourceManager', { contactId: northwind.seller });
    await asked.tell('suspendPartnerOrganization', { partnerOrganizationId: northwind.organization });
    expect((await read({})).data.contact).toMatchObject({
      manager: null,
      partnerOrganization: { status: 'SUSPENDED' },
    });
    expect((await read({ asOf: { position: then.position } })).data.contact).toEqual(then);
    expect(then).toMatchObject({ manager: { reportCount: 1 }, partnerOrganization: { status: 'ACTIVE' } });
    await asked.tell('reactivatePartnerOrganization', { partnerOrganizationId: northwind.organization });
  });

  test('a time answers what was known then', async () => {
    const recordedAt = asked.opened.product.liaison.now();
    asked.opened.pass(60_000);
    await asked.tell('revokePartnerRole', { contactId: northwind.seller, roleCode: 'SELLER' });
    expect((await read({})).data.contact.flavor).toBe('PARTNER_CONTACT');
    expect((await read({ asOf: { recordedAt } })).data.contact.flavor).toBe('PARTNER_RESOURCE');
  });

  test('a position before a contact was registered answers none', async () => {
    const { storeId } = asked.opened.product.log;
    expect((await read({ asOf: { position: `${storeId}:0` } })).data.contact).toBeNull();
  });

  test('pages of a list stay in the state they began in', async () => {
    const source = `query ($id: UUID!, $asOf: AsOf, $after: String) { partnerContacts(partnerId: $id, asOf:
    $asOf, first: 1, after: $after) {
      totalCount position pageInfo { endCursor } nodes { id } } }`;
    const page = async (variables: object) =>
      (await asked.ask(source, { id: northwind.organization, ...variables })).data.partnerContacts;
    const { position, pageInfo } = await page({});
    await asked.tell('endAffiliation', {
      contactId: northwind.newcomer,
      organizationId: northwind.organization,
    });
    const second = await page({ asOf: { position }, after: pageInfo.endCursor });
    expect(second).toMatchObject({ totalCount: 3, position, nodes: [{ id: northwind.seller }] });
    expect((await page({})).totalCount).toBe(2);
  });

  test.each<readonly [string, () => object, string]>([
    ['neither of the two', () => ({}), 'exactly one of position and recordedAt'],
    [
      'both',
      () => ({ position: positionOf(1), recordedAt: '2026-01-01T00:00:00Z' }),
      'exactly one of position and recordedAt',
    ],
    ['a time to come', () => ({ recordedAt: '2999-01-01T00:00:00Z' }), 'lies ahead'],
    ['a position to come', () => ({ position: positionOf(1_000_000) }), 'lies ahead of the log'],
    ['a position of another store', () => ({ position: 'another-store:1' }), 'position of another store'],
  ])('with %s is refused', async (_what, asOf, message) => {
    const { errors } = await read({ asOf: asOf() });
    expect(errors[0].message).toContain(message);
    expect(errors[0].extensions.code).toMatch(/BAD_USER_INPUT|POSITION_OF_ANOTHER_STORE/);
  });
});

const positionOf = (position: number): string => `${asked.opened.product.log.storeId}:${position}`;

describe('minPosition', () => {
  test('lets a reader see its own write', async () => {
    const { position } = await asked.tell('registerAccount', { name: 'Contoso' });
    const { data } = await read({ minPosition: position });
    expect(data.contact.position).toBe(position);
  });

  test('of another store is refused', async () => {
    const { errors } = await read({ minPosition: 'another-store:1' });
    expect(errors[0].extensions).toEqual({ code: 'POSITION_OF_ANOTHER_STORE', path: 'minPosition' });
  });

  test('that was waited for is shown to those who may see it then, not when they asked', async () => {
    const manager = { kind: 'CHANNEL_MANAGER', id: 'manager-1' } as const;
    const assign = (managerId: string) =>
      asked.tell('assignChannelManager', { partnerOrganizationId: northwind.organization, managerId });
    await assign(manager.id);
    const minPosition = positionOf((await asked.opened.product.log.head()) + 1);
    const source = `query ($id: UUID!, $minPosition: Position) {
      now: contact(id: $id) { id } later: contact(id: $id, minPosition: $minPosition) { id } }`;
    const [{ data }] = await Promise.all([
      asked.ask(source, { id: northwind.seller, minPosition }, manager),
      assign('manager-2'),
    ]);
    expect(data).toEqual({ now: { id: northwind.seller }, later: null });
  });

  test('that is not reached in time is an error that says what to do', async () => {
    const { errors } = await read({ minPosition: positionOf(1_000_000) });
    expect(errors[0].extensions.code).toBe('READ_MODEL_BEHIND');
    expect(errors[0].message).toContain('ask again');
  });
});

describe('the passing of time', () => {
  test('is in the answer at once: an access that has expired counts no more', async () => {
    const expiresAt = new Date(Date.parse(asked.opened.product.liaison.now()) + 3_600_000).toISOString();
    await asked.tell('grantPartnerUserAccess', { contactId: northwind.head, scopes: [], expiresAt });
    const source = 'query ($id: UUID!) { contact(id: $id) { flavor access { status } } }';
    expect((await asked.ask(source, { id: northwind.head })).data.contact).toEqual({
      flavor: 'PARTNER_USER',
      access: { status: 'ACTIVE' },
    });
    asked.opened.pass(3_600_000);
    expect((await asked.ask(source, { id: northwind.head })).data.contact).toEqual({
      flavor: 'PARTNER_RESOURCE',
      access: { status: 'EXPIRED' },
    });
  });
});

test('contactFlavorHistory tells each step with what, when, who and why', async () => {
  const source = `query ($id: UUID!, $first: Int!, $after: String, $asOf: AsOf) {
    contactFlavorHistory(contactId: $id, first: $first, after: $after, asOf: $asOf) {
    totalCount pageInfo { hasNextPage endCursor } nodes { position eventType what effectiveOn recordedAt
    reason command flavorBefore flavorAfter actor { kind id } } } }`;
  const told = async (variables: object) =>
    (await asked.ask(source, { id: northwind.newcomer, first: 10, ...variables })).data.contactFlavorHistory;
  await asked.tell('affiliateContact', {
    contactId: northwind.newcomer,
    organizationId: northwind.organization,
    organizationKind: 'PARTNER',
    reason: 'came back',
  });
  const { nodes, totalCount } = await told({});
  expect(totalCount).toBe(4);
  expect(nodes[0]).toMatchObject({
    eventType: 'ContactRegistered',
    flavorBefore: null,
    flavorAfter: 'ACCOUNT_CONTACT',
  });
  expect(nodes[3]).toMatchObject({
    eventType: 'ContactAffiliated',
    what: { organizationId: northwind.organization },
    reason: 'came back',
    command: 'affiliateContact',
    flavorBefore: 'ACCOUNT_CONTACT',
    flavorAfter: 'PARTNER_CONTACT',
    actor: { kind: 'ADMINISTRATOR', id: 'employee-1' },
  });
  const page = await told({ first: 2 });
  expect(page.pageInfo.hasNextPage).toBe(true);
  expect((await told({ first: 2, after: page.pageInfo.endCursor })).nodes).toEqual(nodes.slice(2));
  expect((await told({ asOf: { position: nodes[1].position } })).nodes).toEqual(nodes.slice(0, 2));
});
