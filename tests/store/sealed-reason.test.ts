import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { EventMetadata, LiaisonEvent } from '../../events';
import type { KeyRing } from '../../src/keys/key-ring';
import { openKeyRing } from '../../src/keys/open-key-ring';
import type { EventLog } from '../../src/store/event-log';
import type { EventStore } from '../../src/store/event-store';
import { sealedLog } from '../../src/store/sealed-log';
import { openSqliteEventStore } from '../../src/store/sqlite/sqlite-event-store';
import { sample } from '../events/published';
import { type KeyFolder, makeKeyFolder } from '../keys/key-folder';

const ana = '019cad8f-d6f8-7afc-9281-a099b2f6fc0d';
const commandId = '8dcb9694-ae8c-597a-9077-7e6f64933e66';
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
const anaSatisfied: LiaisonEvent = {
  type: 'CommandFoundSatisfied',
  data: { command: 'registerContact', subjectStream: `contact-${ana}`, version: 1, position: 2 },
};
/** An event of each family of streams. */
const FAMILIES = [
  'AccountRegistered.v1',
  'CascadeCompleted.v1',
  'CommandFoundSatisfied.v1',
  'ContactRegistered.v1',
  'PartnerOrganizationSuspended.v1',
  'RoleDefined.v1',
  'ValueReserved.v1',
];

let folder: KeyFolder;
let keys: KeyRing;
let store: EventStore;
let log: EventLog;
beforeEach(async () => {
  folder = makeKeyFolder();
  keys = openKeyRing({ path: folder.keysPath, logHasEvents: false });
  store = await openSqliteEventStore({ path: join(folder.path, 'log.db') });
  log = sealedLog(store, keys);
});
afterEach(async () => {
  await log.close();
  keys.close();
  folder.remove();
});

const record = (stream: string, event: LiaisonEvent, id = commandId) =>
  log.append({ commandId: id, stream, events: [event], metadata, expected: 'none' });

const recordSample = (name: string) => {
  const { stream, type, data } = sample(name);
  return record(stream, { type, data } as LiaisonEvent, randomUUID());
};

describe('the reason of a command', () => {
  test.each(FAMILIES)('is sealed in the store with %s, and reads as it was', async (name) => {
    await recordSample(name);
    expect((await store.readAll({ after: 0 })).events[0]?.metadata.reason).toMatch(/^1\./);
    expect((await log.readAll({ after: 0 })).events[0]?.metadata.reason).toBe(metadata.reason);
  });

  test('is in no byte on disk, whatever the event is about', async () => {
    for (const name of FAMILIES) await recordSample(name);
    const bytes = folder.bytes();
    expect(bytes.includes(Buffer.from(metadata.idempotencyKey))).toBe(true);
    expect(bytes.includes(Buffer.from('the fair'))).toBe(false);
  });

  test('that changed nothing about somebody is erased with that person', async () => {
    await record(`command-${commandId}`, anaSatisfied);
    await keys.destroy(ana);
    const erased = { ...anaSatisfied, metadata: { reason: null } };
    expect(await log.readCommand(commandId)).toMatchObject([erased]);
  });
});
