import type { HttpServer } from '../../../src/graphql/transport/options';
import { CONTACT_COMMANDS, commandDocument, commandInput, ORGANIZATION_COMMANDS } from './commands';
import { expectedIn, expectedOf } from './expected';
import { hangUpStreams, type LiveProber, liveProber, streamed } from './live';
import { READS } from './reads';
import { asked, hangUp, matrixServer } from './server';
import { matrixWorld, type Prober, type Subject, type World } from './world';

const SETUP_MS = 180_000;
/** As many operations as one WebSocket may have under way, and fewer streams than one actor may have. */
const AT_ONCE = 16;
const EVENTS = 'subscription { events { type stream data position actor { id } } }';

let world: World;
let server: HttpServer;
let sockets: readonly LiveProber[];
/** One person of each relation that the probers can have, and what does not exist. */
let some: readonly Subject[];

beforeAll(async () => {
  world = await matrixWorld();
  // The last event of the log, which everybody who sees events sees.
  const last = { name: 'Last', kind: 'MEMBER', levelCeiling: 'READ', delegable: true, scopes: [] } as const;
  await world.opened.send('defineRole', { ...last, code: 'LAST' });
  server = await matrixServer(world);
  sockets = await Promise.all(world.probers.map((_, index) => liveProber(server.url, String(index))));
  const of = (letter: string | undefined, exists = true) =>
    world.people.filter((person) => person.letter === letter && person.exists === exists);
  // The first of a partner is one prober itself.
  some = [
    ...['a', 'b'].flatMap((letter) => of(letter).slice(0, 2)),
    ...[of('c'), of(undefined), of(undefined, false)].flatMap((people) => people.slice(0, 1)),
  ];
}, SETUP_MS);
afterAll(async () => {
  for (const socket of sockets) socket.close();
  hangUp();
  hangUpStreams();
  await server.close(1_000);
  await world.opened.close();
});

interface Probe {
  readonly query: string;
  readonly variables: object;
}

/** Every operation that has a subject, on every kind of subject. */
const probes = (): readonly Probe[] => {
  const { organizations } = world;
  const of = (name: string, subject: Subject): Probe => {
    const organizationId = organizations.find(({ letter }) => letter === (subject.letter ?? 'a'))?.id ?? '';
    const headId = some.find(({ letter }) => letter === subject.letter)?.id ?? '';
    const input = commandInput(name, subject, { organizationId, headId }, `${name} ${subject.id}`);
    return { query: commandDocument(name), variables: { input } };
  };
  const read = (document: string): Probe => ({ query: `{ ${document} }`, variables: {} });
  return [
    ...Object.values(READS.people).flatMap((documentOf) => some.map(({ id }) => read(documentOf(id)))),
    ...Object.values(READS.organizations).flatMap((documentOf) =>
      organizations.map(({ id }) => read(documentOf(id))),
    ),
    ...Object.keys(CONTACT_COMMANDS).flatMap((name) => some.map((subject) => of(name, subject))),
    ...Object.keys(ORGANIZATION_COMMANDS).flatMap((name) => organizations.map((one) => of(name, one))),
  ];
};

/** Their like is compared already. */
const SECONDS = /^PARTNER_.* b$/;

/** The answer without what differs from request to request, in one order of its parts. */
const withoutChance = (body: string): string => {
  const { data, errors } = JSON.parse(body);
  return JSON.stringify({ errors, data }).replace(/"correlationId":"[^"]*"/g, '');
};

test(
  'A WebSocket and an event stream answer every actor what HTTP does',
  async () => {
    const wrong: string[] = [];
    let compared = 0;
    const all = probes();
    for (const [index, prober] of world.probers.entries()) {
      if (SECONDS.test(prober.name)) continue;
      const compare = async ({ query, variables }: Probe): Promise<void> => {
        const [http = '', socket = '', stream = ''] = (
          await Promise.all([
            asked(server.url, String(index), query, variables),
            sockets[index]?.ask(query, variables) ?? '',
            streamed(server.url, String(index), query, variables, () => false).then((parts) =>
              parts.join(''),
            ),
          ])
        ).map(withoutChance);
        compared += 1;
        if (http !== socket || http !== stream)
          wrong.push(`${prober.name}: ${query} ${JSON.stringify(variables)}: ${http} ${socket} ${stream}`);
      };
      for (let place = 0; place < all.length; place += AT_ONCE)
        await Promise.all(all.slice(place, place + AT_ONCE).map(compare));
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThan(1_500);
  },
  SETUP_MS,
);

const isLast = (payload: string): boolean => payload.includes('"LAST"') || payload.includes('"errors"');

/** What the table says of a subscriber to events: nothing at all, or of which streams. */
const mayFollow = ({ actor: { kind } }: Prober): boolean =>
  expectedIn(kind, 'events', 'unaffiliated') === 'allow';

/** Streams that a subscriber should be told of and is not, and the other way round. */
const differences = (prober: Prober, payloads: readonly string[]): readonly string[] => {
  const told = new Set(payloads.map((payload) => JSON.parse(payload).data.events.stream as string));
  const subjects = [
    ...world.people.map((subject) => ({ subject, stream: `contact-${subject.id}` })),
    ...world.organizations.map((subject) => ({ subject, stream: `partnerOrganization-${subject.id}` })),
  ];
  return subjects.flatMap(({ subject, stream }) => {
    const expected = expectedOf(prober, 'events', subject);
    const isHidden = expected !== 'allow' && payloads.some((payload) => payload.includes(subject.id));
    const isRight = told.has(stream) === (expected === 'allow' && subject.exists) && !isHidden;
    return isRight ? [] : [`${prober.name}: events of ${stream} should be ${expected}`];
  });
};

const OVER: readonly (readonly [string, (index: number) => Promise<readonly string[]>])[] = [
  ['WebSocket', async (index) => sockets[index]?.follow(EVENTS, isLast) ?? []],
  ['SSE', (index) => streamed(server.url, String(index), EVENTS, {}, isLast)],
];

test.each(OVER)(
  'Over %s each actor is told of the events that the table says, and of no others',
  async (_how, follow) => {
    const wrong: string[] = [];
    const refusals = new Set<string>();
    for (const [index, prober] of world.probers.entries()) {
      const payloads = await follow(index);
      if (mayFollow(prober)) wrong.push(...differences(prober, payloads));
      else refusals.add(withoutChance(payloads.join()));
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(refusals.size).toBe(1);
    expect(JSON.parse([...refusals][0] ?? '').errors[0].extensions.code).toBe('FORBIDDEN');
  },
  SETUP_MS,
);
