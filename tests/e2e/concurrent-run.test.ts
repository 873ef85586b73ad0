import { setTimeout } from 'node:timers/promises';
import { FLAVORS } from '../../events';
import type { EventStore, StoredEvent } from '../../src/store/event-store';
import { openKurrentdbEventStore } from '../../src/store/kurrentdb/kurrentdb-event-store';
import { openPostgresEventStore } from '../../src/store/postgres/postgres-event-store';
import { freshDatabase } from '../postgres/fresh-database';
import { startPostgres } from '../postgres/postgres-server';
import { StandIn } from '../store/kurrentdb/stand-in/stand-in';
import { HANG_MS } from '../until';
import { type Client, clientOf } from './asking';
import { CALLERS, runCallers } from './callers';
import { temporaryFolders } from './folders';
import { overStore, type TestStore } from './over-store';
import { activeOrganization, partnerContact, personNumber } from './people';
import { PROCESS_TEST_MS_MAX, type RunningServer, startServer } from './running-server';
import { type Standing, standingsIn } from './slow-oracle';

const CONTACTS = 16;
const ORGANIZATIONS = 3;
const OUTAGE_MS = 300;

/** A store whose server can be taken away. */
interface Fragile extends TestStore {
  takeAway(): Promise<void>;
  bringBack(): Promise<void>;
  open(): Promise<EventStore>;
}

/** A PostgreSQL server of its own, which is killed. */
const fragilePostgres = async (): Promise<Fragile> => {
  const server = await startPostgres();
  const url = server.urlOf('postgres');
  return {
    environment: { LIAISON_STORE: url },
    takeAway: () => server.kill(),
    bringBack: () => server.start(),
    open: () => openPostgresEventStore({ database: url }),
    remove: () => server.stop(),
  };
};

/** A stand-in for KurrentDB that breaks every connection. */
const fragileStandIn = async (): Promise<Fragile> => {
  const server = await new StandIn().start();
  const { url, drop } = await freshDatabase();
  return {
    environment: { LIAISON_STORE: server.url, LIAISON_READ_MODELS: url },
    takeAway: async () => server.stop(),
    bringBack: async () => void (await server.start()),
    open: () => openKurrentdbEventStore({ url: server.url }),
    remove: async () => {
      server.stop();
      await drop();
    },
  };
};

jest.setTimeout(4 * PROCESS_TEST_MS_MAX);

describe.each<[string, () => Promise<Fragile>, number]>([
  ['PostgreSQL', fragilePostgres, 8],
  ['a stand-in for KurrentDB', fragileStandIn, 4],
])('two servers over %s', (_name, openStore, commandsEach) => {
  const newFolder = temporaryFolders();
  let store: Fragile;
  let servers: readonly RunningServer[];
  let administrator: Client;
  let organizations: readonly string[];
  let contacts: readonly string[];

  overStore(async () => {
    store = await openStore();
    return store;
  });
  beforeAll(async () => {
    const folder = newFolder();
    servers = await Promise.all([startServer('serve', folder), startServer('serve', folder)]);
    administrator = await clientOf(servers[0] as RunningServer);
    const names = Array.from({ length: ORGANIZATIONS }, (_, place) => `Organization ${place}`);
    organizations = await Promise.all(names.map((name) => activeOrganization(administrator, name)));
    const places = Array.from({ length: CONTACTS }, (_, place) => place);
    contacts = await Promise.all(
      places.map((place) => linkedUser(administrator, organizations[place % ORGANIZATIONS] as string, place)),
    );
  });

  test('64 callers while the store is taken away: nothing is lost, everything agrees with a slow oracle', async () => {
    const acknowledged = await runCallers({
      servers,
      contacts,
      organizations,
      commandsEach,
      halfway: async () => {
        await store.takeAway();
        await setTimeout(OUTAGE_MS);
        await store.bringBack();
      },
    });
    const at = await settledHead(administrator);
    const log = await wholeLog(await store.open());

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
      const told = await standingsTold(await client, contacts, position);
      expect(told).toEqual(Object.fromEntries(contacts.map((id) => [id, expected.get(id) ?? null])));
      for (const standing of Object.values(told)) seen.add(JSON.stringify(standing));
    }
    // Each flavor, a user who may sign in, and one who may not.
    expect(seen.size).toBeGreaterThanOrEqual(FLAVORS.length + 1);
  });

  test('a server whose store is away says that it is not ready, and is again when it is back', async () => {
    const { url } = servers[0] as RunningServer;
    const status = async () => (await fetch(new URL('/readyz', url))).status;
    const becomes = async (wanted: number): Promise<void> => {
      const until = Date.now() + HANG_MS;
      while ((await status()) !== wanted) {
        if (Date.now() > until) throw new Error(`expected ${wanted} of /readyz, got ${await status()}`);
        await setTimeout(50);
      }
    };
    await becomes(200);
    await store.takeAway();
    await becomes(503);
    await store.bringBack();
    await becomes(200);
    expect(await administrator.ask('{ status { head } }')).toMatchObject({
      status: { head: expect.any(String) },
    });
  });
});

/** A user of the organization who may sign in. */
const linkedUser = async (client: Client, organizationId: string, place: number): Promise<string> => {
  const contactId = await partnerContact(client, personNumber(place), organizationId);
  await client.done('assignPartnerRole', { contactId, roleCode: 'SELLER' });
  await client.done('grantPartnerUserAccess', { contactId, scopes: [] });
  const subject = `user-${place}`;
  await client.done('linkIdentity', { contactId, issuer: 'https://login.example', subject });
  return contactId;
};

const wholeLog = async (store: EventStore): Promise<readonly StoredEvent[]> => {
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
const settledHead = async (administrator: Client): Promise<string> => {
  for (let before = ''; ; await setTimeout(1_000)) {
    const { head } = (await administrator.ask('{ status { head } }')).status;
    if (head === before) return head;
    before = head;
  }
};

/** Where the log is looked at: on the way too, so that every state that was passed through counts. */
const PARTS = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

const standingsTold = async (
  client: Client,
  contacts: readonly string[],
  position: string,
): Promise<Record<string, Standing | null>> => {
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
