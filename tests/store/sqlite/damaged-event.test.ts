import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { closeDatabase, openDatabase } from '../../../src/store/sqlite/database';
import { checkLog, damageIn } from '../../../src/store/sqlite/integrity';
import { hexOfUuid } from '../../../src/store/sqlite/row';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { countedEvent, newCommand, newStream, request } from '../contract/fixtures';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

/** A closed log of three events; the one at position 2 can be told from the others by every text in it. */
const madeLog = async () => {
  const path = join(newFolder(), 'log.db');
  const [stream, commandId] = [newStream(), newCommand()];
  const store = await openSqliteEventStore({ path });
  await store.append(request(newStream(), 'none', 1));
  const content = { personal: { name: 'Ada' }, metadata: { by: 'Mallory' } };
  const telling = { ...countedEvent(commandId, 0, { in: 'Delta' }), ...content };
  await store.append({ commandId, stream, expected: 'none', events: [telling] });
  await store.append(request(newStream(), 'none', 1));
  await store.close();
  return { path, stream, commandId, eventId: telling.eventId };
};

/** Changes one bit in the middle of each place where the file holds these bytes, and says in how many. */
const flip = (path: string, wanted: Buffer, only?: number): number => {
  const bytes = readFileSync(path);
  let places = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) {
    const middle = at + Math.floor(wanted.length / 2);
    if (only === undefined || only === places) bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    places += 1;
  }
  writeFileSync(path, bytes);
  return places;
};

const bytesOfUuid = (uuid: string): Buffer => Buffer.from(hexOfUuid(uuid), 'hex');

const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('an event of which one bit has changed on the disk', () => {
  test.each([
    ['data', () => Buffer.from('Delta')],
    ['personal data', () => Buffer.from('Ada')],
    ['metadata', () => Buffer.from('Mallory')],
    ['event id', ({ eventId }: { eventId: string }) => bytesOfUuid(eventId)],
    ['command id, also in the index', ({ commandId }: { commandId: string }) => bytesOfUuid(commandId)],
  ])('is found at the start: %s', async (_, wantedIn) => {
    const log = await madeLog();
    expect(flip(log.path, wantedIn(log))).toBeGreaterThan(0);
    const fault = await faultOf(openSqliteEventStore({ path: log.path }));
    expect(fault).toMatchObject({ name: 'StoreFault', code: 'CORRUPT' });
    expect(String(fault)).toContain('the event at position 2 is not as it was written');
    expect(String(fault)).not.toMatch(/Ada|Mallory|Delta/);
  });

  test('is found at the start where only the table or only the index of commands has changed', async () => {
    for (const place of [0, 1]) {
      const { path, commandId } = await madeLog();
      // Without the free pages, which still hold what lay there before.
      const database = new DatabaseSync(path);
      database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
      expect(flip(path, bytesOfUuid(commandId), place)).toBe(2);
      const fault = await faultOf(openSqliteEventStore({ path }));
      expect(fault).toMatchObject({ code: 'CORRUPT' });
    }
  });

  test('is found at the start where the name of its stream has changed', async () => {
    const { path, stream } = await madeLog();
    expect(flip(path, Buffer.from(stream))).toBeGreaterThan(1);
    await expect(openSqliteEventStore({ path })).rejects.toMatchObject({ code: 'CORRUPT' });
  });

  test('is found among the last events of a log too large to be checked as a whole', async () => {
    const { path } = await madeLog();
    flip(path, Buffer.from('Delta'));
    const database = openDatabase(path, { durability: 'full' });
    const finding = 'the event at position 2 is not as it was written';
    expect(() => checkLog(database, path, 0)).toThrow(finding);
    expect(damageIn(database, 'whole')).toEqual([finding]);
    closeDatabase(database);
  });
});

test.each([
  ['other data', `data = '{"in":"Elsewhere"}'`],
  ['data that is no JSON', `data = '{"in":"Ada Lovelace'`],
  ['no personal data', 'personal = NULL'],
  ['another time', 'recorded_at = recorded_at + 1'],
  ['another type', `type = 'Else'`],
  ['another version', 'version = 7'],
])('every read of an event with %s than was written is refused', async (_, change) => {
  const { path, stream, commandId } = await madeLog();
  const store = await openSqliteEventStore({ path });
  const database = new DatabaseSync(path);
  database.exec(`UPDATE events SET ${change} WHERE position = 2`);
  database.close();
  const reads = [store.readStream(stream), store.readCommand(commandId), store.readAll({ after: 1 })];
  for (const fault of await Promise.all(reads.map(faultOf))) {
    expect(fault).toMatchObject({
      code: 'CORRUPT',
      message: expect.stringContaining('position 2 is damaged'),
    });
    expect(String(fault)).not.toContain('Ada');
  }
  expect((await store.readAll({ after: 0, until: 1 })).events).toHaveLength(1);
  await store.close();
});
