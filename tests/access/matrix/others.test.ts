import type { HttpServer } from '../../../src/graphql/transport/options';
import { ACCOUNT, CREATIONS, creationDocument, LISTS } from './creations';
import { expectedIn } from './expected';
import { asked, hangUp, matrixServer } from './server';
import { matrixWorld, type World } from './world';

const SETUP_MS = 180_000;
const MARKERS = /qz[abcn](?:firm|person)|qzaccount/;

let world: World;
let server: HttpServer;

beforeAll(async () => {
  world = await matrixWorld();
  await world.opened.send('registerAccount', { accountId: ACCOUNT, name: 'qzaccount' });
  const spare = { code: 'SPARE', name: 'Spare', kind: 'MEMBER', levelCeiling: 'READ', scopes: [] } as const;
  await world.opened.send('defineRole', { ...spare, delegable: false });
  server = await matrixServer(world);
}, SETUP_MS);
afterAll(async () => {
  hangUp();
  await server.close(1_000);
  await world.opened.close();
});

type Expect = (kind: string, right: string, relation: string) => string;

const outcomeOf = (body: string, name: string): string => {
  const { data, errors } = JSON.parse(body);
  if (errors !== undefined) return errors[0].extensions?.code;
  const found = data[name];
  if (found === null || found.totalCount === 0) return 'EMPTY';
  return found.code ?? 'allow';
};

/** What the server does otherwise than expected, over all actors and operations without a subject. */
const differences = async (expect: Expect): Promise<readonly string[]> => {
  const wrong: string[] = [];
  for (const [index, { name: prober, actor, own }] of world.probers.entries()) {
    const compare = async (name: string, relation: string, query: string, variables: object) => {
      const expected = expect(actor.kind, name, relation);
      const body = await asked(server.url, String(index), query, variables);
      const got = outcomeOf(body, name);
      const right = expected === 'NOT_FOUND' ? got === 'EMPTY' : got === expected;
      const leaked = (own !== undefined || expected !== 'allow') && MARKERS.test(body);
      if (leaked || !(right || (name === 'recordsOfUse' && expected === 'allow' && got === 'EMPTY')))
        wrong.push(`${prober}: ${name} should be ${expected}: ${body}`);
    };
    for (const [name, more] of Object.entries(CREATIONS)) {
      const document = creationDocument(name);
      const input = { idempotencyKey: `${name} ${index}`, dryRun: true, ...more };
      await compare(name, 'unaffiliated', document, { input });
    }
    for (const [name, read] of Object.entries(LISTS))
      await compare(name, name.startsWith('account') ? 'off-team' : 'unaffiliated', `{ ${read} }`, {});
  }
  return wrong;
};

test('Over HTTP what has no subject of a partner is answered as the table says', async () => {
  expect(await differences(expectedIn)).toEqual([]);
});

test('A cell that says something else is noticed', async () => {
  const otherwise: Expect = (kind, right, relation) =>
    kind === 'AUDITOR' && right === 'defineRole' ? 'allow' : expectedIn(kind, right, relation);
  expect(await differences(otherwise)).toEqual([
    expect.stringContaining('AUDITOR: defineRole should be allow'),
  ]);
});
