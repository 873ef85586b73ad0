import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execute, parse } from 'graphql';
import { contactList } from '../../../projections/contact-list/project';
import type { Actor } from '../../../src/domain/actor';
import { createContext } from '../../../src/graphql/context';
import { answerCompiled } from '../../../src/graphql/execution/compiled-operation';
import { POSITION_WAIT_MS, presentState, viewOf } from '../../../src/graphql/read/view';
import { buildLiaisonSchema } from '../../../src/graphql/schema';
import type { Liaison } from '../../../src/handling/liaison';
import { rebuildModel } from '../../../src/store/projector/rebuild-model';
import { LOOK_AGAIN_MS } from '../../../src/store/rows/sqlite/seen-changes';
import { openSqliteRows } from '../../../src/store/rows/sqlite/sqlite-row-store';
import {
  type AccessServer,
  administrator,
  auditor,
  idOf,
  startAccessServer,
  withOrganization,
  withRole,
  withUser,
} from '../../access/access-server';
import {
  INES,
  openedProduct,
  withOrganization as withOne,
  withResource,
} from '../../handling/opened-product';

const [A, B] = [idOf(1, 1), idOf(1, 2)];
const [ANA, BEN] = [idOf(2, 1), idOf(2, 2)];
const manager = (number: number): Actor => ({ kind: 'CHANNEL_MANAGER', id: `manager-${number}` });
const PERSON = `id version title name { display } email flavor canSignIn access { status login } roles { code active }
  partnerOrganization { id name } manager { id }`;
const QUERIES = [
  `{ partnerContacts(partnerId: "${A}", first: 10) { totalCount nodes { ${PERSON} } } }`,
  `{ partnerContacts(partnerId: "${B}", first: 10) { totalCount nodes { ${PERSON} } } }`,
  `{ a: contact(id: "${ANA}") { ${PERSON} } b: contact(id: "${BEN}") { ${PERSON} } }`,
  `{ contactSearch(words: "quill", first: 5) { totalCount nodes { id } } partnerOrganizations { nodes { id status } } }`,
  `{ partnerOrganization(id: "${A}") { channelManagerId contactCount contacts { nodes { id } } } status { head } }`,
];

let server: AccessServer;
let actors: readonly Actor[];
beforeAll(async () => {
  server = await startAccessServer({
    LIAISON_RATE_PER_SECOND: '100000000',
    LIAISON_RATE_BURST: '1000000000',
  });
  await withRole(server);
  for (const organization of [A, B]) await withOrganization(server, organization);
  await server.send('assignChannelManager', { partnerOrganizationId: A, managerId: 'manager-1' });
  const users = [await withUser(server, ANA, A), await withUser(server, BEN, B)];
  actors = [administrator, auditor, manager(1), manager(2), ...users];
});
afterAll(() => server.close());

/** The product without its memory: each who asks is given a snapshot of his own, with which nothing was read yet. */
const forgetful = (liaison: Liaison): Liaison => ({
  ...liaison,
  models: { ...liaison.models, current: async () => ({ ...(await liaison.models.current()) }) },
  settleDueFacts: async () => {
    const settled = await liaison.settleDueFacts();
    return settled && { ...settled };
  },
});

const fresh = async (actor: Actor, query: string): Promise<unknown> => {
  const { liaison, projector } = server.product;
  const contextValue = createContext({
    liaison: forgetful(liaison),
    actor,
    signal: new AbortController().signal,
    correlationId: 'fresh',
    modelStates: async () => (await projector.state()).map((state) => ({ ...state, why: 'none' })),
  });
  const answer = await execute({ schema: buildLiaisonSchema(), document: parse(query), contextValue });
  return JSON.parse(JSON.stringify(answer.data));
};

/** Each changes what somebody is answered. */
const CHANGES: readonly (() => Promise<void>)[] = [
  () => server.send('correctContactDetails', { contactId: ANA, title: 'Director' }),
  () => server.send('assignChannelManager', { partnerOrganizationId: A, managerId: 'manager-2' }),
  () => server.send('suspendPartnerUserAccess', { contactId: BEN }),
  () => server.send('restorePartnerUserAccess', { contactId: BEN }),
  () => server.send('assignChannelManager', { partnerOrganizationId: B, managerId: 'manager-1' }),
];

test('an answer that was given before is what would be answered now, whoever asks and whatever was changed', async () => {
  for (const change of [async () => undefined, ...CHANGES]) {
    await change();
    for (const actor of actors) {
      const token = await server.tokenOf(actor);
      for (const query of QUERIES) {
        // Remembered the second time, and answered from memory the third. Another text of the same question is not: then
        // what was read, shown and written is remembered, not the answer.
        for (let time = 0; time < 6; time += 1) {
          const answer = await server.ask(token, time < 3 ? query : `${query} # ${time}`);
          if (answer.status === 401) continue;
          expect({ actor, query, data: answer.body.data }).toEqual({
            actor,
            query,
            data: await fresh(actor, query),
          });
        }
      }
    }
  }
});

test('each read of personal data by an auditor is recorded, also of the same once more', async () => {
  const token = await server.tokenOf(auditor);
  const count = async () => server.product.useLog.page({ kind: 'PERSONAL_READ' }, { first: 1 });
  const before = (await count()).totalCount;
  for (let time = 0; time < 3; time += 1) await server.ask(token, QUERIES[0] as string);
  expect((await count()).totalCount).toBe(before + 3);
});

/** A user whose access ends by itself; answers when. */
const withAccessForAMinute = async (opened: Awaited<ReturnType<typeof openedProduct>>): Promise<string> => {
  const expiresAt = new Date(Date.parse(opened.product.liaison.now()) + 60_000).toISOString();
  await withOne(opened);
  await withResource(opened, INES);
  await opened.send('grantPartnerUserAccess', { contactId: INES, scopes: ['opportunity:read'], expiresAt });
  return expiresAt;
};

test('the state is another one once something is recorded, and none while something is due', async () => {
  const opened = await openedProduct();
  const { liaison } = opened.product;
  const expiresAt = await withAccessForAMinute(opened);
  const { signal } = new AbortController();
  const context = createContext({ liaison, signal, correlationId: 'seen', modelStates: async () => [] });
  const [one, again] = [await presentState(liaison), await presentState(liaison)];
  const view = await viewOf(context, {});
  expect(await viewOf(context, {})).toBe(view);
  opened.pass(60_001);
  const [due, after] = [await presentState(liaison), await presentState(liaison)];
  expect((await viewOf(context, {})).instant > expiresAt).toBe(true);
  expect([again, due]).toEqual([one, undefined]);
  expect(after).not.toBe(one);
  expect(again).toBe(one);
  await opened.close();
});

test('the state is another one once somebody has made a model anew, though nothing was recorded', async () => {
  const opened = await openedProduct();
  const { liaison, log } = opened.product;
  await withOne(opened);
  await liaison.models.reached(await log.head(), POSITION_WAIT_MS);
  const before = await presentState(liaison);
  expect(before).toBeDefined();
  const rows = openSqliteRows(join(opened.folder, 'readmodels.db'));
  await rebuildModel({ log, rows, projection: contactList });
  await rows.close();
  await setTimeout(2 * LOOK_AGAIN_MS);
  const after = await presentState(liaison);
  expect(after).toEqual(before);
  expect(after).not.toBe(before);
  await opened.close();
});

test('what was written of a contact says what time has made of it, also where nothing of that can be recorded', async () => {
  const opened = await openedProduct();
  const { liaison } = opened.product;
  await withAccessForAMinute(opened);
  // As where the store takes no writes: what falls due is not recorded.
  const unwritten: Liaison = { ...liaison, settleDueFacts: () => undefined };
  const { signal } = new AbortController();
  const document = parse(`{ contact(id: "${INES}") { flavor access { status } roles { active } } }`);
  const told = async (of: Liaison) => {
    const given = {
      liaison: of,
      actor: administrator,
      signal,
      correlationId: 'told',
      modelStates: async () => [],
    };
    const { data } = await answerCompiled({
      schema: buildLiaisonSchema(),
      document,
      contextValue: createContext(given),
      audience: administrator.kind,
    });
    return data;
  };
  const texts = [];
  for (let time = 0; time < 3; time += 1) texts.push(await told(liaison));
  opened.pass(60_000);
  for (let time = 0; time < 3; time += 1) texts.push(await told(unwritten));
  const of = (flavor: string, status: string) =>
    `{"contact":{"flavor":"${flavor}","access":{"status":"${status}"},"roles":[{"active":true}]}}`;
  const [before, after] = [of('PARTNER_USER', 'ACTIVE'), of('PARTNER_RESOURCE', 'EXPIRED')];
  expect(texts).toEqual([before, before, before, after, after, after]);
  await opened.close();
});
