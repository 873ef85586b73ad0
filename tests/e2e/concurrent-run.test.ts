import { setTimeout } from 'node:timers/promises';
import { FLAVORS } from '../../events';
import type { StoredEvent } from '../../src/store/event-store';
import { openPostgresEventStore } from '../../src/store/postgres/postgres-event-store';
import { type PostgresServer, startPostgres } from '../postgres/postgres-server';
import { type Client, clientOf, mutationDocument } from './asking';
import { temporaryFolders } from './folders';
import { overStore } from './over-store';
import { activeOrganization, partnerContact, personNumber } from './people';
import { PROCESS_TEST_MS_MAX, type RunningServer, startServer } from './running-server';
import { type Standing, standingsIn } from './slow-oracle';

const CALLERS = 64;
const COMMANDS_EACH = Number(process.env.CONCURRENT_COMMANDS ?? 8);
const CONTACTS = 16;
const ORGANIZATIONS = 3;
/** PostgreSQL is killed when so many commands were answered. */
const KILL_AFTER = (CALLERS * COMMANDS_EACH) / 2;
/** The longest a caller asks again for one answer. */
const ANSWER_MS_MAX = 120_000;

jest.setTimeout(4 * PROCESS_TEST_MS_MAX);
const newFolder = temporaryFolders();

let postgres: PostgresServer;
let servers: readonly RunningServer[];
let administrator: Client;
let organizations: readonly string[];
let contacts: readonly string[];

overStore(async () => {
  postgres = await startPostgres();
  return { environment: { LIAISON_STORE: postgres.urlOf('postgres') }, remove: () => postgres.stop() };
});
beforeAll(async () => {
  const folder = newFolder();
  servers = await Promise.all([startServer('serve', folder), startServer('serve', folder)]);
  administrator = await clientOf(servers[0] as RunningServer);
  organizations = await Promise.all(
    Array.from({ length: ORGANIZATIONS }, (_, place) =>
      activeOrganization(administrator, `Organization ${place}`),
    ),
  );
  contacts = await Promise.all(Array.from({ length: CONTACTS }, (_, place) => linkedUser(place)));
});

const linkedUser = async (place: number): Promise<string> => {
  const organizationId = organizations[place % ORGANIZATIONS] as string;
  const contactId = await partnerContact(administrator, personNumber(place), organizationId);
  await administrator.done('assignPartnerRole', { contactId, roleCode: 'SELLER' });
  await administrator.done('grantPartnerUserAccess', { contactId, scopes: [] });
  const subject = `user-${place}`;
  await administrator.done('linkIdentity', { contactId, issuer: 'https://login.example', subject });
  return contactId;
};

/** The same numbers in each run. */
const randomFrom = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** What callers do to each other: an input, or one that depends on the organization the contact was first in. */
const MUTATIONS: readonly ((contactId: string, organization: string, chance: number) => [string, object])[] =
  [
    (contactId, _, chance) => [
      'assignPartnerRole',
      { contactId, roleCode: chance < 50 ? 'SELLER' : 'LEADER' },
    ],
    (contactId, _, chance) => [
      'revokePartnerRole',
      {
        contactId,
        roleCode: chance < 50 ? 'SELLER' : 'LEADER',
        policy: chance % 2 === 0 ? 'END_MEMBERSHIPS' : 'REJECT',
      },
    ],
    (contactId) => ['grantPartnerUserAccess', { contactId, scopes: [] }],
    (contactId) => ['suspendPartnerUserAccess', { contactId, reason: 'Looked into' }],
    (contactId) => ['restorePartnerUserAccess', { contactId, reason: 'Looked into' }],
    (contactId) => ['revokePartnerUserAccess', { contactId, reason: 'Left' }],
    (contactId) => ['grantPartnerUserAccess', { contactId, scopes: [] }],
    (contactId) => ['suspendPartnerUserAccess', { contactId, reason: 'Looked into again' }],
    (_, partnerOrganizationId) => ['suspendPartnerOrganization', { partnerOrganizationId, reason: 'Audit' }],
    (_, partnerOrganizationId) => [
      'reactivatePartnerOrganization',
      { partnerOrganizationId, reason: 'Audit' },
    ],
    (contactId, organizationId) => ['endAffiliation', { contactId, organizationId, reason: 'Left' }],
    (contactId, organizationId) => [
      'affiliateContact',
      { contactId, organizationId, organizationKind: 'PARTNER' },
    ],
  ];

interface Acknowledged {
  readonly position: string;
  readonly eventIds: readonly string[];
}

/** Asks until there is an answer: a server whose store is away says so, and the same key may be sent again. */
const answered = async (
  client: Client,
  mutation: string,
  input: object,
): Promise<Acknowledged | undefined> => {
  const until = Date.now() + ANSWER_MS_MAX;
  for (;;) {
    const { data, errors } = await client.tryAsk(mutationDocument(mutation), { input });
    const answer = data?.[mutation];
    if (answer?.__typename === 'Refused') return undefined;
    if (answer !== undefined && answer !== null) {
      const eventIds = answer.events.map(({ eventId }: { eventId: string }) => eventId);
      return { position: answer.position, eventIds };
    }
    if (Date.now() > until)
      throw new Error(`expected an answer to ${mutation}, got ${JSON.stringify(errors)}`);
    await setTimeout(100);
  }
};

/** What the callers were told was recorded. PostgreSQL is killed and started again on the way. */
const runCallers = async (): Promise<readonly Acknowledged[]> => {
  const acknowledged: Acknowledged[] = [];
  let done = 0;
  const restart = async (): Promise<void> => {
    await postgres.kill();
    await setTimeout(300);
    await postgres.start();
  };
  let restarted: Promise<void> | undefined;
  const call = async (caller: number): Promise<void> => {
    const random = randomFrom(caller);
    const actor = { kind: 'ADMINISTRATOR', id: `employee-${caller}` } as const;
    const client = await clientOf(servers[caller % 2] as RunningServer, actor);
    for (let number = 0; number < COMMANDS_EACH; number += 1) {
      const place = random(CONTACTS);
      const contactId = contacts[place] as string;
      const organization = organizations[place % ORGANIZATIONS] as string;
      const make = MUTATIONS[random(MUTATIONS.length)] as (typeof MUTATIONS)[number];
      const [mutation, input] = make(contactId, organization, random(100));
      const answer = await answered(client, mutation, { ...input, idempotencyKey: `${caller} ${number}` });
      if (answer !== undefined) acknowledged.push(answer);
      done += 1;
      if (done === KILL_AFTER) restarted = restart();
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, caller) => call(caller)));
  await restarted;
  return acknowledged;
};

const wholeLog = async (): Promise<readonly StoredEvent[]> => {
  const store = await openPostgresEventStore({ database: postgres.urlOf('postgres') });
  try {
    const events: StoredEvent[] = [];
    for (let after = 0; ; ) {
      const page = await store.readAll({ after });
      events.push(...page.events);
      after = page.position;
      if (page.caughtUp) return events;
    }
  } finally {
    await store.close();
  }
};

/** Cascades of an ended affiliation or a lost role are recorded a moment later. */
const settledHead = async (): Promise<string> => {
  for (let before = ''; ; await setTimeout(1_000)) {
    const { head } = (await administrator.ask('{ status { head } }')).status;
    if (head === before) return head;
    before = head;
  }
};

test('64 callers at two servers, and a PostgreSQL that is killed: nothing is lost, everything agrees', async () => {
  const acknowledged = await runCallers();
  const at = await settledHead();
  const log = await wholeLog();

  const places = new Map(log.map(({ eventId, stream, position }) => [`${eventId}`, { stream, position }]));
  const lost = acknowledged.flatMap(({ eventIds }) => eventIds).filter((id) => !places.has(id));
  const moved = acknowledged.filter(({ position, eventIds }) => {
    const last = eventIds.at(-1);
    return last !== undefined && places.get(last)?.position !== Number(position.split(':')[1]);
  });
  expect({ lost, moved }).toEqual({ lost: [], moved: [] });
  expect(acknowledged.length).toBeGreaterThan(CALLERS);

  const seen = new Set<string>();
  for (const [client, part] of [...servers.entries()].flatMap(([place, server]) =>
    PARTS.map((part) => [clientOf(server, { kind: 'AUDITOR', id: `auditor-${place}` }), part] as const),
  )) {
    const until = log.slice(0, Math.ceil(log.length * part));
    const position = `${at.split(':')[0]}:${until.at(-1)?.position}`;
    const expected = standingsIn(until);
    const told = await standingsTold(await client, position);
    expect(told).toEqual(Object.fromEntries(contacts.map((id) => [id, expected.get(id) ?? null])));
    for (const standing of Object.values(told)) seen.add(JSON.stringify(standing));
  }
  // Each flavor, a user who may sign in, and one who may not.
  expect(seen.size).toBeGreaterThanOrEqual(FLAVORS.length + 1);
});

/** Where the log is looked at: on the way too, so that every state that was passed through counts. */
const PARTS = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

const standingsTold = async (client: Client, position: string): Promise<Record<string, Standing | null>> => {
  const fields = contacts.map(
    (id, place) => `c${place}: contact(id: "${id}", asOf: { position: "${position}" }) { flavor canSignIn }`,
  );
  const told: (Standing | null)[] = [];
  for (let first = 0; first < fields.length; first += ALIASES) {
    const answer = await client.ask(`{ ${fields.slice(first, first + ALIASES).join('\n')} }`);
    told.push(...(Object.values(answer) as (Standing | null)[]));
  }
  return Object.fromEntries(contacts.map((id, place) => [id, told[place] ?? null]));
};

/** How many contacts one request asks for. */
const ALIASES = 8;

test('a server whose PostgreSQL is away says that it is not ready, and is again when it is back', async () => {
  const { url } = servers[0] as RunningServer;
  const status = async () => (await fetch(new URL('/readyz', url))).status;
  const becomes = async (wanted: number): Promise<void> => {
    const until = Date.now() + 30_000;
    while ((await status()) !== wanted) {
      if (Date.now() > until) throw new Error(`expected ${wanted} of /readyz, got ${await status()}`);
      await setTimeout(50);
    }
  };
  await becomes(200);
  await postgres.kill();
  await becomes(503);
  await postgres.start();
  await becomes(200);
  expect(await administrator.ask('{ status { head } }')).toMatchObject({
    status: { head: expect.any(String) },
  });
});
