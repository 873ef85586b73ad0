import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ContactEvent, EventMetadata, LiaisonEvent, RecordedEvent } from '../../events';
import type { KeyFinder, KeyRing } from '../../src/keys/key-ring';
import { openKeyRing } from '../../src/keys/open-key-ring';
import { eventIdOf } from '../../src/store/event-id';
import type { EventLog, RecordRequest } from '../../src/store/event-log';
import type { EventStore } from '../../src/store/event-store';
import { openMemoryEventStore } from '../../src/store/memory/memory-event-store';
import { sealedLog } from '../../src/store/sealed-log';
import { openSqliteEventStore } from '../../src/store/sqlite/sqlite-event-store';
import { sample } from '../events/published';
import { type KeyFolder, makeKeyFolder } from '../keys/key-folder';

const ana = '019cad8f-d6f8-7afc-9281-a099b2f6fc0d';
const partner = '019cad8f-afe8-728a-a21d-b143b63b1c70';
const emailId = '019cad8f-fe08-7c1c-8c1b-6d6a4dbfe1a1';
const commandId = '8dcb9694-ae8c-597a-9077-7e6f64933e66';
const stream = `contact-${ana}`;
const metadata: EventMetadata = {
  effectiveOn: '2026-03-04',
  actor: { kind: 'CHANNEL_MANAGER', id: 'employee-4711' },
  reason: 'Met Ana Ferreira at the fair.',
  correlationId: commandId,
  command: 'registerContact',
  idempotencyKey: 'register-ana',
  contentDigest: 'a'.repeat(64),
  policyVersion: '2026-03',
};
const details = {
  name: { given: 'Ana', family: 'Ferreira 🚢' },
  title: null,
  channels: { [emailId]: 'ana@x.example' },
};
const anaRegistered: LiaisonEvent = {
  type: 'ContactRegistered',
  data: {
    contactId: ana,
    channels: [{ channelId: emailId, kind: 'EMAIL', preferred: true, doNotContact: false }],
  },
  personal: { [ana]: details },
};
const anaAffiliated: LiaisonEvent = {
  type: 'ContactAffiliated',
  data: { contactId: ana, organizationId: partner, organizationKind: 'PARTNER' },
};
const loginReserved: LiaisonEvent = {
  type: 'ValueReserved',
  data: { kind: 'login', key: 'b'.repeat(64), holderId: ana, forCommand: commandId },
};
const registration: RecordRequest = {
  commandId,
  stream,
  events: [anaRegistered, anaAffiliated],
  metadata,
  expected: 'none',
};
/** Every word in these that tells something about a person. */
const CLEAR_WORDS = ['Ana', 'Ferreira', 'ana@x.example', 'the fair'];

let folder: KeyFolder;
let keys: KeyRing & KeyFinder;
let store: EventStore;
let log: EventLog;
beforeEach(() => {
  folder = makeKeyFolder();
  keys = openKeyRing({ path: folder.keysPath, logHasEvents: false });
});
afterEach(async () => {
  await log.close();
  keys.close();
  folder.remove();
});

const stores: Readonly<Record<string, () => Promise<EventStore>>> = {
  sqlite: () => openSqliteEventStore({ path: join(folder.path, 'log.db') }),
  memory: async () => openMemoryEventStore({ positionStep: 3 }),
};

describe.each(Object.entries(stores))('the sealed log over %s', (_, openStore) => {
  beforeEach(async () => {
    store = await openStore();
    log = sealedLog(store, keys);
  });

  const recorded = async (request: RecordRequest): Promise<readonly RecordedEvent[]> => {
    const appended = await log.append(request);
    if (appended.outcome === 'conflict')
      throw new Error('expected the events to be appended, got a conflict');
    return appended.events;
  };

  test('answers the events as they were given, with their places', async () => {
    const appended = await log.append(registration);
    const [registered, affiliated] = await log.readStream(stream);
    expect(appended).toMatchObject({
      outcome: 'appended',
      revision: 1,
      position: affiliated?.position,
      replayed: false,
    });
    expect(appended).toMatchObject({ events: [registered, affiliated] });
    expect(registered).toEqual({
      ...anaRegistered,
      eventId: eventIdOf(commandId, 0),
      version: 1,
      stream,
      revision: 0,
      position: registered?.position,
      recordedAt: registered?.recordedAt,
      commandId,
      metadata,
    });
    expect(affiliated).toMatchObject({ eventId: eventIdOf(commandId, 1), revision: 1, metadata });
  });

  test('gives the store no word about a person', async () => {
    await log.append(registration);
    await log.append({ ...registration, stream: `login-${'b'.repeat(64)}`, events: [loginReserved] });
    const stored = JSON.stringify((await store.readAll({ after: 0 })).events);
    expect(stored).toContain(ana);
    expect(CLEAR_WORDS.filter((word) => stored.includes(word))).toEqual([]);
  });

  test('seals each field on its own, so that none opens in the place of another', async () => {
    await log.append(registration);
    const [event] = await store.readStream(stream);
    const fields = event?.personal?.[ana] as Record<string, string>;
    const swapped = { ...fields, name: fields.title, title: fields.name } as Record<string, string>;
    const forged = { ...store, readStream: async () => [{ ...event!, personal: { [ana]: swapped } }] };
    const [read] = await sealedLog(forged as EventStore, keys).readStream(stream);
    expect(() => read?.personal).toThrow(`sealed field 'name' of subject ${ana} in event ${event?.eventId}`);
  });

  test('answers a repeated command with what it recorded the first time', async () => {
    const first = await recorded(registration);
    await log.append({ ...registration, commandId: randomUUID(), events: [anaAffiliated], expected: 1 });
    const again = await log.append({ ...registration, metadata: { ...metadata, reason: 'Another one.' } });
    expect(again).toMatchObject({ outcome: 'appended', replayed: true, revision: 1, events: first });
    expect(await log.readCommand(commandId)).toEqual(first);
  });

  test('passes a conflict on as the store tells it', async () => {
    await log.append(registration);
    expect(await log.append({ ...registration, commandId: randomUUID() })).toEqual({
      outcome: 'conflict',
      expected: 'none',
      actual: 1,
    });
  });

  test('reads as before where the person was erased, without what told about the person', async () => {
    const [registered, affiliated] = await recorded(registration);
    await keys.destroy(ana);
    expect(await log.readStream(stream)).toEqual([
      { ...registered, personal: { [ana]: null }, metadata: { ...metadata, reason: null } },
      { ...affiliated, metadata: { ...metadata, reason: null } },
    ]);
  });

  test('records nothing personal about the erased any more', async () => {
    await keys.destroy(ana);
    await expect(log.append(registration)).rejects.toMatchObject({ reason: 'KEY_DESTROYED' });
    expect(await log.head()).toBe(0);
  });

  test('records about the erased what tells nothing about the person', async () => {
    await keys.destroy(ana);
    const { reason: _, ...withoutReason } = metadata;
    await log.append({ ...registration, events: [anaAffiliated], metadata: withoutReason });
    expect(await log.readStream(stream)).toMatchObject([anaAffiliated]);
  });

  test('holds personal data in the clear in every copy of an event', async () => {
    await log.append(registration);
    const [event] = await log.readStream(stream);
    const copy = { ...event } as RecordedEvent;
    expect(copy.personal).toEqual({ [ana]: details });
    expect({ ...event?.metadata }.reason).toBe(metadata.reason);
    expect(JSON.parse(JSON.stringify(event))).toMatchObject({ personal: { [ana]: details }, metadata });
    expect(structuredClone(event)).toMatchObject({ personal: { [ana]: details }, metadata });
  });

  test('answers an append with the events as they are read from then on', async () => {
    const appended = await log.append(registration);
    if (appended.outcome !== 'appended') throw new Error('expected an append, got a conflict');
    expect(await log.readStream(stream)).toEqual(appended.events);
    expect((await log.readStream(stream)).map((event) => Object.keys(event).sort())).toEqual(
      appended.events.map((event) => Object.keys(event).sort()),
    );
    await keys.destroy(ana);
    // What was recorded stays as it was recorded for who has just recorded it.
    expect(appended.events[0]).toMatchObject({ personal: { [ana]: details } });
  });

  test('opens what is sealed when it is first read, once', async () => {
    await log.append(registration);
    const [event] = (await log.readStream(stream)) as readonly (ContactEvent & RecordedEvent)[];
    const opened = event?.personal;
    await keys.destroy(ana);
    expect(event?.personal).toBe(opened);
    expect(event?.metadata.reason).toBeNull();
  });

  test("reads events of an older version in today's", async () => {
    const { eventId, type, version, data, metadata: stored, stream: bens } = sample('PartnerRoleAssigned.v1');
    const old = { eventId, type, version, data, metadata: stored } as Parameters<
      EventStore['append']
    >[0]['events'][number];
    await store.append({ commandId, stream: bens, events: [old], expected: 'any' });
    const expected = [{ version: 2, data: { roleCode: 'SALES_MANAGER', from: '2026-03-03' } }];
    expect(await log.readStream(bens)).toMatchObject(expected);
    expect((await log.readAll({ after: 0 })).events).toMatchObject(expected);
  });

  test('stops at an event of a newer program', async () => {
    const future = { eventId: randomUUID(), type: 'ContactPromoted', version: 1, data: {}, metadata: {} };
    await store.append({ commandId, stream, events: [future], expected: 'any' });
    await expect(log.readAll({ after: 0 })).rejects.toThrow('event ContactPromoted version 1 at position');
    await expect(log.readStream(stream)).rejects.toThrow('the type is unknown');
  });

  test('streams events in the clear to subscribers', async () => {
    await log.append(registration);
    const stop = new AbortController();
    const seen: RecordedEvent[] = [];
    for await (const { events, caughtUp } of log.subscribe({ after: 0, signal: stop.signal })) {
      seen.push(...events);
      if (caughtUp) stop.abort();
    }
    expect(seen).toEqual(await log.readStream(stream));
    expect(seen[0]?.personal).toEqual({ [ana]: details });
  });

  test.each<[string, Partial<RecordRequest>]>([
    [
      'events[0].personal',
      { events: [{ ...anaRegistered, personal: { [ana]: { title: 'lone \ud800' } } } as LiaisonEvent] },
    ],
    [
      'events[0].personal',
      { events: [{ ...anaRegistered, personal: { [ana]: { title: 1n } } } as unknown as LiaisonEvent] },
    ],
    ['metadata.reason', { metadata: { ...metadata, reason: 'lone \udfff' } }],
  ])('refuses under %s what JSON cannot hold, before it makes a key', async (path, wrong) => {
    await expect(log.append({ ...registration, ...wrong })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(log.append({ ...registration, ...wrong })).rejects.toThrow(path);
    expect(() => keys.find(ana)).toThrow('there is no key');
  });
});

describe('on disk', () => {
  test('no byte of log or keys is a word about a person, nor is any key', async () => {
    store = await openSqliteEventStore({ path: join(folder.path, 'log.db') });
    log = sealedLog(store, keys);
    await log.append(registration);
    const bytes = folder.bytes();
    const secrets = [
      ...CLEAR_WORDS.map((word) => Buffer.from(word)),
      keys.find(ana)?.bytes ?? Buffer.alloc(0),
    ];
    expect(bytes.includes(Buffer.from(ana))).toBe(true);
    expect(secrets.map((secret) => bytes.includes(secret))).toEqual(secrets.map(() => false));
  });
});

describe('keyed hashes', () => {
  beforeEach(() => {
    store = openMemoryEventStore();
    log = sealedLog(store, keys);
  });

  test('are the same for logins that count as the same', () => {
    const key = log.keyOf('login', 'zoë@x.example');
    expect(['ZOË@X.example ', 'zoe\u0308@x.example'].map((login) => log.keyOf('login', login))).toEqual([
      key,
      key,
    ]);
  });

  test('tell ids of other systems apart by case', () =>
    expect(log.keyOf('externalId', 'crm 003A')).not.toBe(log.keyOf('externalId', 'crm 003a')));

  test('differ for the same value of another kind', () =>
    expect(log.keyOf('login', 'x')).not.toBe(log.keyOf('identity', 'x')));

  test('of a digest differ with every character', () =>
    expect(new Set(['a', 'A', 'a ', ' a'].map((text) => log.digest(text))).size).toBe(4));
});
