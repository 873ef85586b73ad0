import type { HttpServer } from '../../../src/graphql/transport/options';
import { CONTACT_COMMANDS, commandDocument, commandInput, ORGANIZATION_COMMANDS } from './commands';
import { expectedOf } from './expected';
import { READS } from './reads';
import { asked, hangUp, matrixServer } from './server';
import { matrixWorld, type Prober, type Subject, type World } from './world';

const MINUTES_MS = 600_000;
const PROBES_MIN = 20_000;
const AT_ONCE = 16;
const MISSING = '00000000-0000-4000-8000-00000000dead';
const POLICY_CODES = ['FORBIDDEN', 'UNAUTHENTICATED', 'SELF_GRANT_FORBIDDEN', 'OUT_OF_SCOPE'];

let world: World;
let server: HttpServer;
let probes = 0;
const wrong: string[] = [];

beforeAll(async () => {
  world = await matrixWorld();
  server = await matrixServer(world);
}, MINUTES_MS);
afterAll(async () => {
  hangUp();
  await server.close(1_000);
  await world.opened.close();
});

/** Runs so many probes side by side, each as the prober it names. */
const each = async <Item>(items: readonly Item[], probe: (item: Item) => Promise<void>): Promise<void> => {
  const left = items[Symbol.iterator]();
  const work = async () => {
    for (const item of left) await probe(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

const complain = (prober: Prober, what: string, got: unknown): void => {
  if (wrong.length < 20) wrong.push(`${prober.name}: ${what}: ${JSON.stringify(got)}`);
};

/** Markers of what the table says is not visible to the prober. */
const hidden = (prober: Prober): readonly string[] => [
  ...new Set(
    [
      ...world.people.filter((person) => expectedOf(prober, 'contact', person) !== 'allow'),
      ...world.organizations.filter((each) => expectedOf(prober, 'partnerOrganization', each) !== 'allow'),
    ].map(({ marker }) => marker),
  ),
];

/** What an answer holds, as far as probes look at it. */
type Outcomes = Readonly<Record<string, { readonly code?: string }>>;

const ask = async (
  prober: Prober,
  query: string,
  variables: object,
): Promise<{ data: Outcomes | null; body: string }> => {
  const body = await asked(server.url, String(world.probers.indexOf(prober)), query, variables);
  const leaked = hiddenOf(prober).find((marker) => body.includes(marker));
  if (leaked !== undefined) complain(prober, `leak of ${leaked}`, { query, body });
  return { data: (JSON.parse(body) as { data: Outcomes | null }).data, body };
};

const known = new Map<Prober, readonly string[]>();
const hiddenOf = (prober: Prober): readonly string[] => {
  const markers = known.get(prober) ?? hidden(prober);
  known.set(prober, markers);
  return markers;
};

const idsRemoved = (body: string, id: string): string => body.replaceAll(id, 'ID');

const ofNothing = new Map<string, Promise<{ readonly body: string }>>();

/** What the prober gets for an id that never existed, asked once. */
const answerOfNothing = async (prober: Prober, document: string): Promise<string> => {
  const key = `${prober.name} ${document}`;
  const answer = ofNothing.get(key) ?? ask(prober, `{ ${document} }`, {});
  ofNothing.set(key, answer);
  return (await answer).body;
};

/** One read of one subject: shown where the table says so, else the very bytes of something missing. */
const read = async (prober: Prober, name: string, document: string, subject: Subject): Promise<void> => {
  probes += 1;
  const expected = expectedOf(prober, name, subject);
  const { body } = await ask(prober, `{ ${document} }`, {});
  const nothing = await answerOfNothing(prober, document.replaceAll(subject.id, MISSING));
  const same = withoutChance(idsRemoved(body, subject.id)) === withoutChance(idsRemoved(nothing, MISSING));
  if (name === 'partnerOrganization' && !countsAgree(prober, body))
    complain(prober, 'counts of people', body);
  if (expected === 'FORBIDDEN') {
    if (!body.includes('"FORBIDDEN"')) complain(prober, `${name} should be FORBIDDEN`, body);
  } else if (expected === 'allow' && subject.exists ? same : !same) {
    complain(prober, `${name} of ${subject.marker} should be ${expected}`, body);
  }
};

/** Whoever may not see people is not told how many there are; only analysts are. */
const countsAgree = ({ actor }: Prober, body: string): boolean => {
  const { partnerOrganization: found } = JSON.parse(body).data;
  if (found === null) return true;
  const { contactCount, activeUserCount, contacts } = found;
  if (actor.kind === 'ANALYTICS_SUBSCRIBER') return contacts.totalCount === 0 && contactCount > 0;
  return contacts.totalCount === contactCount && (contactCount > 0 || activeUserCount === 0);
};

/** Without what differs from request to request whatever is asked. */
const withoutChance = (body: string): string => body.replace(/"correlationId":"[^"]*"/g, '');

const command = async (prober: Prober, name: string, subject: Subject): Promise<void> => {
  probes += 1;
  const home = subject.letter ?? (name === 'affiliateContact' ? (prober.manages ?? 'a') : undefined);
  const organizationId = world.organizations.find(({ letter }) => letter === home)?.id ?? MISSING;
  const headId = world.people.find(({ letter }) => letter === subject.letter)?.id ?? MISSING;
  const input = commandInput(name, subject, { organizationId, headId }, `probe ${probes}`);
  const { data, body } = await ask(prober, commandDocument(name), { input });
  const outcome = data?.[name];
  const expected = expectedOf(prober, name, subject);
  const isRight =
    expected === 'allow'
      ? outcome !== undefined && !POLICY_CODES.includes(outcome.code ?? '') && isFound(outcome.code, subject)
      : outcome?.code === expected;
  if (!isRight) complain(prober, `${name} on ${subject.marker} should be ${expected}`, body);
};

/** What may be commanded is found, unless it is not there. */
const isFound = (code: string | undefined, { exists }: Subject): boolean =>
  exists ? code !== 'NOT_FOUND' : code === 'NOT_FOUND' || code === 'NO_PENDING_INVITATION';

const pairs = <Item>(items: readonly Item[]) =>
  world.probers.flatMap((prober) => items.map((item) => [prober, item] as const));

test(
  'Over HTTP each actor may do to each subject what the table says, and learns nothing of the others',
  async () => {
    for (const [name, documentOf] of Object.entries(READS.people))
      await each(pairs(world.people), ([prober, person]) =>
        read(prober, name, documentOf(person.id), person),
      );
    for (const [name, documentOf] of Object.entries(READS.organizations))
      await each(pairs(world.organizations), ([prober, one]) => read(prober, name, documentOf(one.id), one));
    for (const name of Object.keys(CONTACT_COMMANDS))
      await each(pairs(world.people), ([prober, person]) => command(prober, name, person));
    for (const name of Object.keys(ORGANIZATION_COMMANDS))
      await each(pairs(world.organizations), ([prober, one]) => command(prober, name, one));
    await each(pairs(world.people), async ([prober, { marker, letter }]) => {
      probes += 1;
      const found = `{ contactSearch(words: "${marker}") { totalCount nodes { name { display } } } }`;
      const { data, body } = await ask(prober, found, {});
      const visible = world.people.filter(
        (each) =>
          each.exists && each.letter === letter && expectedOf(prober, 'contactSearch', each) === 'allow',
      ).length;
      const { contactSearch } = (data ?? {}) as { contactSearch?: { totalCount: number } };
      if ((contactSearch?.totalCount ?? 0) !== visible) complain(prober, `search for ${marker}`, body);
    });
    expect(wrong).toEqual([]);
    expect(probes).toBeGreaterThan(PROBES_MIN - 1);
  },
  MINUTES_MS,
);

test('It was looked for what is hidden: everything but what is its own, for a partner’s people', () => {
  const user = world.probers.find(({ name }) => name === 'PARTNER_USER a');
  const manager = world.probers.find(({ manages }) => manages === 'b');
  expect(user && [...hiddenOf(user)].sort()).toEqual([
    'qzbfirm',
    'qzbperson',
    'qzcfirm',
    'qzcperson',
    'qznowhere',
    'qznperson',
  ]);
  expect(manager && [...hiddenOf(manager)].sort()).toEqual(['qzaperson', 'qzcperson']);
});
