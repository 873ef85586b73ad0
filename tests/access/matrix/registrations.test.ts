import type { HttpServer } from '../../../src/graphql/transport/options';
import type { Outcome } from '../../../src/handling/outcome';
import { expectedIn, expectedOf } from './expected';
import { asked, hangUp, matrixServer } from './server';
import { matrixWorld, type Prober, type World } from './world';

const SETUP_MS = 180_000;
const NOWHERE = '00000000-0000-4000-8000-00000000dead';

let world: World;
let server: HttpServer;

beforeAll(async () => {
  world = await matrixWorld();
  server = await matrixServer(world);
}, SETUP_MS);
afterAll(async () => {
  hangUp();
  await server.close(1_000);
  await world.opened.close();
});

const codeOf = (outcome: Outcome): string =>
  outcome.outcome === 'refused' ? outcome.refusal.refused : 'allow';

/** What the policy lets through is decided by the rules of the domain; what it does not says its code. */
const isAs = (expected: string, code: string): boolean =>
  expected === 'allow' ? !['FORBIDDEN', 'UNAUTHENTICATED', 'NOT_FOUND'].includes(code) : code === expected;

/**
 * Over GraphQL a registration makes something new, which is nobody’s yet. Programs name the id themselves, so
 * for them it may be somebody’s; the product’s own (the importer) act as SERVICE.
 */
test(
  'A registration under the id of what is there already is decided by whose that is',
  async () => {
    const { liaison } = world.opened.product;
    const wrong: string[] = [];
    let keys = 0;
    const compare = async (prober: Prober, name: string, expected: string, sent: Promise<Outcome>) => {
      const code = codeOf(await sent);
      if (!isAs(expected, code)) wrong.push(`${prober.name}: ${name} should be ${expected}: ${code}`);
    };
    for (const prober of world.probers) {
      const envelope = () => ({ actor: prober.actor, idempotencyKey: `registers ${keys++}`, dryRun: true });
      for (const person of world.people) {
        const command = { contactId: person.id, name: { given: 'Probed' } };
        const sent = liaison.send('registerContact', command, envelope());
        await compare(prober, 'registerContact', expectedOf(prober, 'registerContact', person), sent);
      }
      for (const organization of world.organizations) {
        const command = { partnerOrganizationId: organization.id, name: 'Probed' };
        const sent = liaison.send('registerPartnerOrganization', command, envelope());
        const expected = expectedOf(prober, 'registerPartnerOrganization', organization);
        await compare(prober, 'registerPartnerOrganization', expected, sent);
      }
    }
    expect(wrong).toEqual([]);
  },
  SETUP_MS,
);

const REGISTER = `mutation ($input: RegisterPartnerOrganizationInput!) { registerPartnerOrganization(input: $input) {
  __typename ... on Change { events { type data } }
  ... on PartnerOrganizationChanged { partnerOrganization { id parent { name } } }
  ... on Refused { code message details { key values } } } }`;

test('Over HTTP who may register an organization may place it below any, and others learn of none', async () => {
  for (const [index, { name, actor }] of world.probers.entries()) {
    const expected = expectedIn(actor.kind, 'registerPartnerOrganization', 'unaffiliated');
    const answers = new Set<string>();
    for (const parentId of [...world.organizations.map(({ id }) => id), NOWHERE]) {
      const input = { idempotencyKey: `below ${parentId}`, dryRun: true, name: 'Probed', parentId };
      const body = await asked(server.url, String(index), REGISTER, { input });
      expect([name, body]).toEqual([name, expect.not.stringMatching(/qz[abc]/)]);
      const exists = world.organizations.some((each) => each.id === parentId && each.exists);
      const outcome = JSON.parse(body).data.registerPartnerOrganization;
      const wanted = expected !== 'allow' ? expected : exists ? undefined : 'ORG_NOT_FOUND';
      expect([name, parentId, outcome.code]).toEqual([name, parentId, wanted]);
      answers.add(body);
    }
    if (expected !== 'allow') expect(answers.size).toBe(1);
  }
});
