import { randomUUID } from 'node:crypto';
import type { LiaisonEvent } from '../../../events';
import { KeyDestroyed } from '../../../src/keys/key-fault';
import type { KeyRing } from '../../../src/keys/key-ring';
import { openPostgresKeyRing } from '../../../src/keys/postgres-key-ring';
import type { EventLog, RecordRequest } from '../../../src/store/event-log';
import type { PostgresDatabase } from '../../../src/store/postgres/database';
import { openPostgresEventStore } from '../../../src/store/postgres/postgres-event-store';
import { sealedLog } from '../../../src/store/sealed-log';
import { type KeyFolder, makeKeyFolder } from '../../keys/key-folder';
import { freshPostgres } from './fresh-postgres';

const postgres = freshPostgres();
let folder: KeyFolder;
let closers: (() => unknown)[];

/** What one process works with; `asked` are the subjects whose keys it asked for on their own. */
interface Process {
  readonly database: PostgresDatabase;
  readonly ring: KeyRing;
  readonly log: EventLog;
  readonly asked: string[];
}

const open = async (): Promise<Process> => {
  const database = await postgres.open();
  const options = { database, folder: folder.path, logHasEvents: false, besideLog: true };
  const ring = await openPostgresKeyRing(options);
  const store = await openPostgresEventStore({ database });
  const asked: string[] = [];
  const ensure: KeyRing['ensure'] = (subjects) => {
    asked.push(...subjects);
    return ring.ensure(subjects);
  };
  const counting: KeyRing = Object.create(ring, { ensure: { value: ensure } });
  closers.push(
    () => store.close(),
    () => ring.close(),
  );
  return { database, ring, log: sealedLog(store, counting), asked };
};

let one: Process;
let other: Process;
beforeEach(async () => {
  folder = makeKeyFolder();
  closers = [];
  one = await open();
  other = await open();
});
afterEach(async () => {
  for (const close of closers) await close();
  folder.remove();
});

const registrationOf = (
  contactId: string,
  given = 'Ana',
  commandId: string = randomUUID(),
): RecordRequest => ({
  commandId,
  stream: `contact-${contactId}`,
  expected: 'none',
  events: [registered(contactId, given)],
  metadata: {
    effectiveOn: '2026-11-26',
    actor: { kind: 'CHANNEL_MANAGER', id: 'employee-4711' },
    correlationId: commandId,
    command: 'registerContact',
    idempotencyKey: commandId,
    contentDigest: '0'.repeat(64),
    policyVersion: '2026-11',
  },
});

const registered = (contactId: string, given: string): LiaisonEvent => ({
  type: 'ContactRegistered',
  data: { contactId, channels: [] },
  personal: { [contactId]: { name: { given, family: 'Ferreira' }, title: null } },
});

/** The given names that a process reads in the log, by person. */
const namesSeenBy = async ({ log }: Process): Promise<Record<string, unknown>> => {
  const { events } = await log.readAll({ after: 0 });
  return Object.fromEntries(
    events.flatMap((event) =>
      event.type === 'ContactRegistered'
        ? [[event.data.contactId, event.personal?.[event.data.contactId]?.name?.given]]
        : [],
    ),
  );
};

const subjectsWithKeys = async (): Promise<readonly string[]> => {
  const sql = 'SELECT subject FROM liaison_keys.subject_keys ORDER BY subject';
  return (await one.database.query<{ subject: string }>(sql)).map(({ subject }) => subject);
};

test('the key of somebody new is stored with what it seals, and not asked for before', async () => {
  const ana = randomUUID();
  expect(await one.log.append(registrationOf(ana))).toMatchObject({ outcome: 'appended' });
  expect(one.asked).toEqual([]);
  expect(await subjectsWithKeys()).toEqual([ana]);
  expect(await namesSeenBy(one)).toEqual({ [ana]: 'Ana' });
  expect(await namesSeenBy(other)).toEqual({ [ana]: 'Ana' });
  const [mine, theirs] = [await one.ring.ensure([ana]), await other.ring.ensure([ana])];
  expect(mine).toEqual(theirs);
});

test('where a key stands that this process knows nothing of, that one seals, also beside others', async () => {
  const [ana, ben, cid] = [randomUUID(), randomUUID(), randomUUID()];
  const standing = await other.ring.ensure([ana]);
  await one.log.append(registrationOf(cid));
  const changed: RecordRequest = {
    ...registrationOf(cid),
    expected: 0,
    events: [
      {
        type: 'ContactAffiliated',
        data: { contactId: cid, organizationId: ben, organizationKind: 'PARTNER' },
      },
    ],
  };
  const answers = await Promise.all([
    one.log.append(registrationOf(ana)),
    one.log.append(changed),
    one.log.append(registrationOf(ben, 'Ben')),
  ]);
  expect(answers.map(({ outcome }) => outcome)).toEqual(['appended', 'appended', 'appended']);
  expect(await one.log.head()).toBe(4);
  expect(one.asked.sort()).toEqual([ana, ben].sort());
  expect(await one.ring.ensure([ana])).toEqual(standing);
  for (const reader of [one, other]) {
    expect(await namesSeenBy(reader)).toEqual({ [ana]: 'Ana', [ben]: 'Ben', [cid]: 'Ana' });
  }
});

test('of somebody whose key was destroyed nothing is recorded', async () => {
  const ana = randomUUID();
  await other.ring.destroy(ana);
  const unaware = await open();
  await expect(unaware.log.append(registrationOf(ana))).rejects.toBeInstanceOf(KeyDestroyed);
  expect(await one.log.head()).toBe(0);
});

test('two processes that register the same people at once seal by one key, and one of them records', async () => {
  const people = Array.from({ length: 40 }, () => randomUUID());
  const outcomes = await Promise.all(
    people.map(async (id) =>
      (await Promise.all([one, other].map(({ log }) => log.append(registrationOf(id))))).map(
        ({ outcome }) => outcome,
      ),
    ),
  );
  expect(outcomes.map((both) => both.sort())).toEqual(people.map(() => ['appended', 'conflict']));
  expect(await subjectsWithKeys()).toEqual([...people].sort());
  const names = Object.fromEntries(people.map((id) => [id, 'Ana']));
  for (const reader of [one, other, await open()]) expect(await namesSeenBy(reader)).toEqual(names);
});

test('a registration that is sent again by another process is the same append', async () => {
  const ana = randomUUID();
  const request = registrationOf(ana);
  const first = await one.log.append(request);
  const again = await other.log.append(request);
  expect(again).toMatchObject({ outcome: 'appended', replayed: true });
  expect(again).toMatchObject({ events: 'events' in first ? first.events : [] });
});

test('an append that is refused before it is sent leaves no key', async () => {
  const ana = randomUUID();
  await expect(one.log.append({ ...registrationOf(ana), commandId: 'none' })).rejects.toMatchObject({
    code: 'INVALID',
  });
  expect(await subjectsWithKeys()).toEqual([]);
});
