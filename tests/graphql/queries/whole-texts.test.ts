import { setImmediate as endOfTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { execute, parse } from 'graphql';
import type { Actor } from '../../../src/domain/actor';
import { type Context, createContext } from '../../../src/graphql/context';
import { answerCompiled } from '../../../src/graphql/execution/compiled-operation';
import { READS } from '../../../src/graphql/execution/reads';
import { buildLiaisonSchema } from '../../../src/graphql/schema';
import type { Liaison } from '../../../src/handling/liaison';
import type { Outcome } from '../../../src/handling/outcome';
import {
  administrator,
  INES,
  MEI,
  type Opened,
  ORGANIZATION,
  OTHER_ORGANIZATION,
  openedProduct,
  TOMAS,
  withContact,
  withOrganization,
  withResource,
} from '../../handling/opened-product';

const ACCOUNT = '30000000-0000-4000-8000-000000000001';
const DAY_MS = 86_400_000;
const ROLE = { delegable: true, levelCeiling: 'EDIT' as const, scopes: ['opportunity:read'] };
const PERSON = 'id version title flavor canSignIn name { display } roles { code active role { name } }';
const PLACES = 'affiliations { kind from partnerOrganization { id name status } account { id name } }';
const DOCUMENTS = [
  `{ partnerOrganization(id: "${ORGANIZATION}") {
      id name status contacts(first: 10) { totalCount pageInfo { hasNextPage endCursor }
        nodes { ${PERSON} manager { id title } ${PLACES} } } } }`,
  `{ partnerContacts(partnerId: "${ORGANIZATION}", first: 2) {
      totalCount pageInfo { hasNextPage hasPreviousPage } edges { cursor node { id } } nodes { ${PERSON} } } }`,
  `{ contact(id: "${TOMAS}") { ${PERSON} manager { id title } ${PLACES} reportCount channels(kinds: [EMAIL]) { value }
      partnerOrganization { id name status } } }`,
  `{ partnerOrganization(id: "${ORGANIZATION}") {
      id contactCount activeUserCount head { id title } parent { id name } } }`,
  `{ contact(id: "${INES}") { id reports(first: 5) { nodes { id title } } } }`,
].map((text) => parse(text));

const manager = (number: number): Actor => ({ kind: 'CHANNEL_MANAGER', id: `manager-${number}` });
const ofPartner = (partnerOrganizationId: string): Actor => ({
  kind: 'PARTNER_ADMINISTRATOR',
  id: `administrator of ${partnerOrganizationId}`,
  partnerOrganizationId,
  scopes: ['opportunity:read'],
});
const tomas: Actor = {
  kind: 'PARTNER_USER',
  id: 'Tomas',
  partnerOrganizationId: ORGANIZATION,
  contactId: TOMAS,
  scopes: [],
};
const GROUPS: readonly (readonly Actor[])[] = [
  [manager(1), manager(2), ofPartner(ORGANIZATION), ofPartner(OTHER_ORGANIZATION)],
  [tomas, administrator],
];

const contextOf = (liaison: Liaison, actor: Actor): Context =>
  createContext({
    liaison,
    actor,
    signal: new AbortController().signal,
    correlationId: 'asked',
    modelStates: async () => [],
  });

const kept = async (
  liaison: Liaison,
  actor: Actor,
  document: (typeof DOCUMENTS)[number],
): Promise<unknown> => {
  const contextValue = contextOf(liaison, actor);
  const schema = buildLiaisonSchema();
  const { data, framed } = await answerCompiled({ schema, document, contextValue, audience: actor.kind });
  if (framed !== undefined) expect(`${framed.before}${framed.bytes}${framed.after}`).toBe(data);
  return JSON.parse(data ?? 'null');
};

const anew = async (
  liaison: Liaison,
  actor: Actor,
  document: (typeof DOCUMENTS)[number],
): Promise<unknown> => {
  const contextValue = contextOf(liaison, actor);
  const { data } = await execute({ schema: buildLiaisonSchema(), document, contextValue });
  return JSON.parse(JSON.stringify(data));
};

const withTwoOrganizations = async (opened: Opened): Promise<void> => {
  await withOrganization(opened);
  await opened.send('registerPartnerOrganization', {
    partnerOrganizationId: OTHER_ORGANIZATION,
    name: 'Southwind',
  });
  await opened.send('activatePartnerOrganization', { partnerOrganizationId: OTHER_ORGANIZATION });
  await withResource(opened, INES);
  await withResource(opened, TOMAS, INES);
  await withContact(opened, MEI);
  await opened.send('registerAccount', { accountId: ACCOUNT, name: 'Brick & Mortar' });
  await opened.send('assignChannelManager', {
    partnerOrganizationId: ORGANIZATION,
    managerId: 'manager-1',
  });
};

/** Each changes what somebody is shown, by something that stands beside or below what is asked for. */
const changesOf = ({ send, pass, product }: Opened): readonly (() => Promise<Outcome | undefined>)[] => {
  const day = (days: number) => new Date(Date.parse(product.liaison.now()) + days * DAY_MS).toISOString();
  const organization = { partnerOrganizationId: ORGANIZATION };
  return [
    async () => undefined,
    () => send('correctContactDetails', { contactId: INES, title: 'Director' }),
    () => send('affiliateContact', { contactId: MEI, organizationId: ACCOUNT, organizationKind: 'ACCOUNT' }),
    () => send('changeResourceManager', { contactId: TOMAS }),
    () => send('changeResourceManager', { contactId: TOMAS, managerId: INES }),
    () => send('grantPartnerUserAccess', { contactId: TOMAS, scopes: [], expiresAt: day(2) }),
    () => send('linkIdentity', { contactId: TOMAS, issuer: 'https://id.example', subject: 'tomas' }),
    () => send('suspendPartnerOrganization', organization),
    () => send('reactivatePartnerOrganization', organization),
    () => send('setParentOrganization', { ...organization, parentId: OTHER_ORGANIZATION }),
    () => send('appointHierarchyHead', { ...organization, contactId: INES }),
    () => send('defineRole', { ...ROLE, code: 'SALES_MANAGER', name: 'Head of sales', kind: 'MANAGER' }),
    () =>
      send('assignPartnerRole', {
        contactId: MEI,
        roleCode: 'SELLER',
        managerId: TOMAS,
        from: day(1).slice(0, 10),
      }),
    async () => void pass(DAY_MS + 1),
    async () => void pass(DAY_MS + 1),
    () => send('assignChannelManager', { ...organization, managerId: 'manager-2' }),
    () => send('endAffiliation', { contactId: MEI, organizationId: ORGANIZATION }),
    () => send('terminatePartnerOrganization', organization),
  ];
};

// Few documents and kinds of actors at a time, as no more texts of a row are kept.
test.each(
  DOCUMENTS.flatMap((document) => GROUPS.map((actors) => ({ document, actors, of: actors[0]?.kind }))),
)(
  'what is kept whole is what would be answered anew, whatever has changed ($of, $#)',
  async ({ document, actors }) => {
    const opened = await openedProduct();
    const { liaison } = opened.product;
    await withTwoOrganizations(opened);
    const answers = new Set<string>();
    for (const [step, change] of changesOf(opened).entries()) {
      expect([step, (await change())?.outcome ?? 'done']).toEqual([step, 'done']);
      for (const actor of actors) {
        const expected = { step, actor, data: await anew(liaison, actor, document) };
        for (let time = 0; time < 3; time += 1)
          expect({ step, actor, data: await kept(liaison, actor, document) }).toEqual(expected);
        answers.add(JSON.stringify(expected.data));
      }
    }
    expect(answers.size).toBeGreaterThan(1);
    await opened.close();
  },
);

test('what is kept whole keeps nothing of the states that it was made and found in', async () => {
  const opened = await openedProduct();
  const { liaison } = opened.product;
  await withTwoOrganizations(opened);
  const states: WeakRef<object>[] = [];
  for (let change = 0; change < 6; change += 1) {
    await opened.send('registerAccount', {
      accountId: ACCOUNT.replace(/1$/, `${change + 2}`),
      name: 'Another',
    });
    states.push(new WeakRef(await liaison.models.current()));
    for (const document of DOCUMENTS)
      for (let time = 0; time < 3; time += 1) await kept(liaison, manager(1), document);
  }
  await endOfTurn();
  collectGarbage();
  expect(states.slice(0, -2).filter((state) => state.deref() !== undefined)).toEqual([]);
  await opened.close();
});

test('what is kept whole is what was asked for with these variables', async () => {
  const opened = await openedProduct();
  const { liaison } = opened.product;
  await withTwoOrganizations(opened);
  const document =
    parse(`query ($first: Int! = 2, $flavor: Flavor) { partnerOrganization(id: "${ORGANIZATION}") {
    id contactCount(flavor: $flavor) contacts(first: $first) { nodes { id title } } } }`);
  const askings = [{}, { first: 1 }, { first: 3 }, { flavor: null }, { flavor: 'PARTNER_RESOURCE' }];
  const found: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    for (const variableValues of askings) {
      const args = { schema: buildLiaisonSchema(), document, variableValues };
      const { data } = await execute({ ...args, contextValue: contextOf(liaison, manager(1)) });
      const contextValue = contextOf(liaison, manager(1));
      const answered = await answerCompiled({ ...args, contextValue, audience: 'CHANNEL_MANAGER' });
      expect(answered.data).toBe(JSON.stringify(data));
      if (answered.framed !== undefined) found.push(time);
    }
  }
  // Each is kept when it is asked for a second time.
  expect(found).toEqual(askings.map(() => 2));
  await opened.close();
});

test('what is kept whole is of one state, also where the present and the past are asked for by turns', async () => {
  const opened = await openedProduct();
  const { liaison, log } = opened.product;
  await withTwoOrganizations(opened);
  const nodes = 'contacts(first: 3) { totalCount nodes { id title canSignIn manager { id title } } }';
  const document = parse(
    `query ($asOf: AsOf) { partnerOrganization(id: "${ORGANIZATION}", asOf: $asOf) { name ${nodes} } }`,
  );
  const past = { asOf: { position: `${log.storeId}:${await log.head()}` } };
  // One object, as of an actor whose token is known already: so it is one viewer as long as nothing happens.
  const actor = manager(1);
  const answers = new Set<string>();
  // The row of the organization stays the same.
  for (const title of ['Director', 'President']) {
    for (const variableValues of [past, {}, past, {}, past, {}]) {
      const args = { schema: buildLiaisonSchema(), document, variableValues };
      const { data } = await execute({ ...args, contextValue: contextOf(liaison, actor) });
      const contextValue = contextOf(liaison, actor);
      const answered = await answerCompiled({ ...args, contextValue, audience: 'CHANNEL_MANAGER' });
      expect(answered.data).toBe(JSON.stringify(data));
      answers.add(JSON.stringify(data));
    }
    await opened.send('correctContactDetails', { contactId: INES, title });
  }
  expect(answers.size).toBe(2);
  await opened.close();
});

test('what is kept whole says what time has made of what lies below, where nothing of it can be recorded', async () => {
  const opened = await openedProduct();
  const { liaison } = opened.product;
  await withTwoOrganizations(opened);
  const expiresAt = new Date(Date.parse(liaison.now()) + DAY_MS).toISOString();
  await opened.send('grantPartnerUserAccess', { contactId: TOMAS, scopes: [], expiresAt });
  // As where the store takes no writes: what falls due is not recorded.
  const unwritten: Liaison = { ...liaison, settleDueFacts: () => undefined };
  const nodes = `contacts(first: 3) { nodes { id flavor } }`;
  const document = parse(`{ partnerOrganization(id: "${ORGANIZATION}") { id ${nodes} } }`);
  const answers = new Set<string>();
  for (const ms of [0, DAY_MS]) {
    opened.pass(ms);
    const expected = await anew(unwritten, manager(1), document);
    for (let time = 0; time < 4; time += 1)
      expect(await kept(unwritten, manager(1), document)).toEqual(expected);
    answers.add(JSON.stringify(expected));
  }
  expect(answers.size).toBe(2);
  await opened.close();
});

test('whoever has each reading recorded is shown nothing that was kept whole', () => {
  const context = contextOf({} as Liaison, administrator);
  expect([context[READS], contextOf({} as Liaison, manager(1))[READS]]).toEqual([
    undefined,
    expect.anything(),
  ]);
});

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
