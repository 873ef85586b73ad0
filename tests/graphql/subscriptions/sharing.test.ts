import { execute, parse } from 'graphql';
import type { RecordedEvent as EventFacts, EventType } from '../../../events';
import { allowed } from '../../../src/auth/policy';
import type { Actor } from '../../../src/domain/actor';
import { visibleEvents } from '../../../src/graphql/read/visible-events';
import { positionText } from '../../../src/graphql/scalars/position';
import { buildLiaisonSchema } from '../../../src/graphql/schema';
import { RecordedEvent } from '../../../src/graphql/types/recorded-event';
import { isWanted } from '../../../src/store/log-filter';
import {
  type AccessServer,
  administrator,
  auditor,
  idOf,
  type LiveSocket,
  openSocket,
  startAccessServer,
  withOrganization,
  withRole,
} from '../../access/access-server';
import { until } from '../../transport/try-server';
import { Random } from '../execution/random';

const ORGANIZATIONS = [idOf(1, 1), idOf(1, 2)] as const;
const TYPES: readonly EventType[] = ['ContactRegistered', 'ContactAffiliated', 'ContactDetailsCorrected'];
const STREAMS = ['contact-', 'partnerOrganization-', 'account-', 'roleCatalogue'];
const FIELDS = [
  'position',
  'eventId',
  'type',
  'version',
  'stream',
  'data',
  'command',
  'causationId',
  '__typename',
];
const SUBSCRIPTIONS_EACH = 7;
const SEED = 20_261_125;

const random = new Random(SEED);
let server: AccessServer;
let actors: readonly Actor[];
beforeAll(async () => {
  server = await startAccessServer({
    LIAISON_RATE_PER_SECOND: '100000000',
    LIAISON_RATE_BURST: '1000000000',
  });
  await withRole(server);
  for (const organization of ORGANIZATIONS) await withOrganization(server, organization);
  for (const [number, partnerOrganizationId] of ORGANIZATIONS.entries())
    await server.send('assignChannelManager', { partnerOrganizationId, managerId: `manager-${number}` });
  for (let number = 0; number < 2 * SUBSCRIPTIONS_EACH; number += 1) await withContact(number);
  const managers = [0, 1, 2].map((number) => ({ kind: 'CHANNEL_MANAGER' as const, id: `manager-${number}` }));
  actors = [administrator, auditor, { kind: 'SERVICE', id: 'service-1' }, ...managers];
  for (const actor of actors) expect(allowed(actor, 'events')).toBe('ALLOW');
});
afterAll(() => server.close());

interface Wanted {
  readonly actor: Actor;
  readonly query: string;
  readonly variables: { after: string; types?: EventType[]; streams?: string[]; with: boolean };
}

const wanted = (actor: Actor, head: number): Wanted => {
  const fields = FIELDS.filter(() => random.chance(0.5)).map((name) =>
    random.chance(0.3) ? `other_${name}: ${name}` : name,
  );
  const parts = [
    'revision',
    ...fields,
    'actor @include(if: $with) { kind ...Id }',
    '...Id2 @skip(if: $with)',
  ];
  const query = `subscription S($after: Position, $types: [EventType!], $streams: [String!], $with: Boolean! = false) {
    ${random.chance(0.5) ? 'told: ' : ''}events(after: $after, types: $types, streams: $streams) { ${parts.join(' ')} } }
    fragment Id on ActorReference { id } fragment Id2 on RecordedEvent { recordedAt actor { id } }`;
  const variables = {
    after: positionText(server.product.log, random.below(head + 1)),
    with: random.chance(0.5),
    ...(random.chance(0.3) ? { types: [random.pick(TYPES)] } : {}),
    ...(random.chance(0.3) ? { streams: STREAMS.slice(random.below(3), 3 + random.below(2)) } : {}),
  };
  return { actor, query, variables };
};

/** What somebody would be told who is the only one that asks, by graphql-js. */
const unshared = async ({ actor, query, variables }: Wanted): Promise<readonly string[]> => {
  const { liaison, log } = server.product;
  const all: EventFacts[] = [];
  for (let after = Number(variables.after.split(':')[1]); ; ) {
    const page = await log.readAll({ after });
    all.push(...page.events.filter((event) => isWanted(event, variables)));
    if (page.caughtUp) break;
    after = page.position;
  }
  const told = await visibleEvents(actor, liaison)(all);
  return Promise.all(
    told.map(async (event) => {
      const rootValue = new RecordedEvent(event, positionText(log, event.position));
      const schema = buildLiaisonSchema();
      return JSON.stringify(
        await execute({
          schema,
          document: parse(query),
          variableValues: variables,
          rootValue,
          contextValue: {},
        }),
      );
    }),
  );
};

const toldTo = ({ messages }: LiveSocket, id: string): readonly string[] =>
  messages.filter((message) => message.id === id).map(({ payload }) => JSON.stringify(payload));

/** Whose a contact is stays as it is while others listen: what somebody may see is asked when it is told. */
const withContact = async (number: number): Promise<void> => {
  const contactId = idOf(3, number);
  await server.send('registerContact', { contactId, name: { given: 'Ana', family: `Silva ${number}` } });
  const organizationId = ORGANIZATIONS[number % 2] as string;
  await server.send('affiliateContact', { contactId, organizationId, organizationKind: 'PARTNER' });
};

const record = async (number: number): Promise<void> => {
  const contactId = idOf(3, number);
  await server.send('correctContactDetails', { contactId, title: `Title ${number}` });
  await server.send('registerAccount', { accountId: idOf(4, number), name: 'Contoso' });
  await server.send('correctContactDetails', { contactId, title: `Other title ${number}` });
};

test('each subscriber is told what it would be told alone, to the byte, whoever else asks for what', async () => {
  const sockets = await Promise.all(
    actors.map(async (actor) => openSocket(server, await server.tokenOf(actor))),
  );
  const asked: { readonly socket: LiveSocket; readonly id: string; readonly wanted: Wanted }[] = [];
  for (let round = 0; round < SUBSCRIPTIONS_EACH; round += 1) {
    const recording = Promise.all([record(2 * round), record(2 * round + 1)]);
    for (const [number, socket] of sockets.entries()) {
      const head = await server.product.log.head();
      const earlier = asked.length > 0 && random.chance(0.3) ? random.pick(asked).wanted : undefined;
      const one = { ...(earlier ?? wanted(administrator, head)), actor: actors[number] as Actor };
      const id = `${number}.${round}`;
      asked.push({ socket, id, wanted: one });
      socket.send({ id, type: 'subscribe', payload: { query: one.query, variables: one.variables } });
    }
    await recording;
  }
  let count = 0;
  for (const { socket, id, wanted: one } of asked) {
    const expected = await unshared(one);
    await until(() => toldTo(socket, id).length >= expected.length);
    expect({ one, told: toldTo(socket, id) }).toEqual({ one, told: expected });
    count += expected.length;
  }
  expect(count).toBeGreaterThan(1_000);
  for (const { socket } of sockets) socket.close();
});

test('the whole of it is seen differently by different actors', async () => {
  const counts = await Promise.all(
    actors.map(async (actor) => {
      const { events } = await server.product.log.readAll({ after: 0, limit: 1_000 });
      return (await visibleEvents(actor, server.product.liaison)(events)).length;
    }),
  );
  expect(new Set(counts).size).toBeGreaterThan(2);
});
