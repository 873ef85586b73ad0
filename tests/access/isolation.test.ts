import type { Actor } from '../../src/domain/actor';
import { visibleEvents } from '../../src/graphql/read/visible-events';
import { type Asked, asking } from '../graphql/asking';
import { analyst, type Northwind, withNorthwind, withOrganization } from '../graphql/people';
import { administrator } from '../handling/opened-product';

const carla: Actor = { kind: 'CHANNEL_MANAGER', id: 'carla' };
let asked: Asked;
let northwind: Northwind;
let harbor: string;
let hidden: string;
let accountId: string;

/** Carla looks after Northwind; Harbor, where another Ines Alvarez works, is somebody else's. */
beforeAll(async () => {
  asked = await asking();
  const { tell } = asked;
  northwind = await withNorthwind(asked);
  await tell('assignChannelManager', { partnerOrganizationId: northwind.organization, managerId: 'carla' });
  harbor = await withOrganization(asked, 'Harbor');
  const person = {
    name: { given: 'Ines', family: 'Alvarez' },
    channels: [{ kind: 'EMAIL', value: 'secret@harbor.example' }],
  };
  hidden = (await tell('registerContact', person, '... on ContactChanged { contact { id } }')).contact.id;
  await tell('affiliateContact', { contactId: hidden, organizationId: harbor, organizationKind: 'PARTNER' });
  const registered = await tell(
    'registerAccount',
    { name: 'Contoso' },
    '... on AccountChanged { account { id } }',
  );
  accountId = registered.account.id;
  for (const contactId of [hidden, northwind.newcomer])
    await tell('affiliateContact', { contactId, organizationId: accountId, organizationKind: 'ACCOUNT' });
});
afterAll(() => asked.opened.close());

const NAMES = 'totalCount nodes { id } pageInfo { hasNextPage }';

describe('a channel manager', () => {
  test('sees every organization, and people only of those it is named for', async () => {
    const query = `query ($own: UUID!, $other: UUID!, $person: UUID!) {
      partnerOrganizations { totalCount }
      partnerOrganization(id: $other) { name head { id } contacts { ${NAMES} } }
      own: partnerContacts(partnerId: $own) { totalCount }
      other: partnerContacts(partnerId: $other) { ${NAMES} }
      partnerHierarchy(partnerId: $other) { topLevel { totalCount } }
      contact(id: $person) { id }
      contactFlavorHistory(contactId: $person) { totalCount }
      contactSearch(words: "ines alvarez") { ${NAMES} } }`;
    const variables = { own: northwind.organization, other: harbor, person: hidden };
    const { data, errors } = await asked.ask(query, variables, carla);
    const none = { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false } };
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      partnerOrganizations: { totalCount: 2 },
      partnerOrganization: { name: 'Harbor', head: null, contacts: none },
      own: { totalCount: 3 },
      other: none,
      partnerHierarchy: null,
      contact: null,
      contactFlavorHistory: { totalCount: 0 },
      contactSearch: { totalCount: 1, nodes: [{ id: northwind.head }], pageInfo: { hasNextPage: false } },
    });
  });

  test('sees of an account the contacts that are its business, and no other is counted', async () => {
    const query = `query ($id: UUID!) { account(id: $id) { contacts { ${NAMES} } } }`;
    const { data } = await asked.ask(query, { id: accountId }, carla);
    expect(data.account.contacts).toMatchObject({ totalCount: 1, nodes: [{ id: northwind.newcomer }] });
    const { data: all } = await asked.ask(query, { id: accountId }, administrator);
    expect(all.account.contacts.totalCount).toBe(2);
  });

  test('is not warned of a duplicate that it may not see', async () => {
    const person = { dryRun: true, channels: [{ kind: 'EMAIL', value: 'secret@harbor.example' }] };
    expect((await asked.tell('registerContact', person, '', carla)).warnings).toEqual([]);
    expect((await asked.tell('registerContact', person)).warnings).toEqual([
      { code: 'POSSIBLE_DUPLICATE', contactIds: [hidden] },
    ]);
  });

  test('looks after what it registers', async () => {
    const otto: Actor = { kind: 'CHANNEL_MANAGER', id: 'otto' };
    const answer = '... on PartnerOrganizationChanged { partnerOrganization { id channelManagerId } }';
    const { partnerOrganization } = await asked.tell(
      'registerPartnerOrganization',
      { name: 'Otto’s' },
      answer,
      otto,
    );
    expect(partnerOrganization.channelManagerId).toBe('otto');
    const own = { partnerOrganizationId: partnerOrganization.id };
    expect((await asked.tell('activatePartnerOrganization', own, '', otto)).__typename).not.toBe('Refused');
    expect((await asked.tell('suspendPartnerOrganization', own, '', carla)).code).toBe('FORBIDDEN');
    await asked.tell('assignChannelManager', { ...own, managerId: 'carla' }, '', otto);
    expect((await asked.tell('suspendPartnerOrganization', own, '', otto)).code).toBe('FORBIDDEN');
  });
});

test.each([
  ['a channel manager', carla, false],
  ['an analytics subscriber', analyst, true],
  ['an administrator', administrator, true],
] as const)('The events of %s', async (_who, actor, seesAll) => {
  const { liaison } = asked.opened.product;
  const { events } = await liaison.log.readAll({ after: 0, limit: 1_000 });
  const shown = await visibleEvents(actor, liaison)(events);
  if (seesAll) {
    expect(shown).toEqual(events);
    return;
  }
  const streams = new Set(shown.map(({ stream }) => stream));
  expect(streams).toContain(`contact-${northwind.head}`);
  expect(streams).toContain(`partnerOrganization-${northwind.organization}`);
  expect(streams).not.toContain(`contact-${hidden}`);
  expect(streams).not.toContain(`partnerOrganization-${harbor}`);
  expect(JSON.stringify(shown)).not.toContain(hidden);
  expect(JSON.stringify(shown)).not.toContain(harbor);
});

test('A partner’s person is shown no events, whoever asks for them', async () => {
  const { liaison } = asked.opened.product;
  const { events } = await liaison.log.readAll({ after: 0, limit: 100 });
  const actor: Actor = { kind: 'PARTNER_USER', id: 'p', partnerOrganizationId: harbor };
  expect(await visibleEvents(actor, liaison)(events)).toEqual([]);
});
