import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { RUN_EVENTS } from '../../../src/store/sqlite/command-runs';
import { openDatabase } from '../../../src/store/sqlite/database';
import { damageIn } from '../../../src/store/sqlite/integrity';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { newCommand, newStream, request } from '../contract/fixtures';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

const openNew = async () => {
  const path = join(newFolder(), 'log.db');
  return { path, store: await openSqliteEventStore({ path, arrivalsMax: 500 }) };
};

describe('commands of a log of several runs', () => {
  test('are found in every run, and none is found where there is none', async () => {
    const { store } = await openNew();
    const sent = [];
    while (sent.length * 1_000 < 2.5 * RUN_EVENTS) {
      const append = request(newStream(), 'none', 1_000);
      sent.push(append);
      await store.append(append);
      // A look makes the filter of a run; that of the run which still grows must get what is sorted in later.
      expect(await store.readCommand(newCommand())).toEqual([]);
      for (const { commandId, stream } of [append, ...sent.slice(0, 1)]) {
        const events = await store.readCommand(commandId);
        expect(events.map(({ revision }) => revision)).toEqual(append.events.map((_, revision) => revision));
        expect(events.every((event) => event.stream === stream)).toBe(true);
      }
    }
    for (const append of sent) {
      expect(await store.readCommand(append.commandId)).toHaveLength(1_000);
      expect(await store.append({ ...append, expected: 'any' })).toMatchObject({ replayed: true });
    }
    await store.close();
  });

  test('that a client has counted up, instead of chosen at random, are found too', async () => {
    const { store } = await openNew();
    const commands = Array.from({ length: 40 }, (_, number) => {
      const { events, ...append } = request(newStream(), 'none', 1_000);
      const commandId = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
      return { ...append, events, commandId };
    });
    for (const command of commands) await store.append(command);
    for (const command of commands) expect(await store.readCommand(command.commandId)).toHaveLength(1_000);
    expect(await store.readCommand('00000000-0000-4000-8000-000000000040')).toEqual([]);
    await store.close();
  });
});

describe('the list of commands', () => {
  test.each([
    [
      'lacks one',
      'DELETE FROM commands WHERE position = 2',
      'the command of the event at position 2 is not in its run; a command is listed for 2 events of 3',
    ],
    [
      'has one under another id',
      "UPDATE commands SET command_id = x'00' WHERE position = 3",
      'the command of the event at position 3 is not in its run',
    ],
    [
      'has one in another run',
      'UPDATE commands SET run = 7 WHERE position = 1',
      'the command of the event at position 1 is not in its run',
    ],
    ['has one more', "INSERT INTO commands VALUES (0, x'00', 9)", 'a command is listed for 4 events of 3'],
  ])('is found to be damaged where it %s', async (_, sql, finding) => {
    const { path, store } = await openNew();
    await store.append(request(newStream(), 'none', 3));
    await store.close();
    const tampering = new DatabaseSync(path);
    tampering.exec(sql);
    tampering.close();
    const database = openDatabase(path, { durability: 'full', readOnly: true });
    expect(damageIn(database, 'whole').join('; ')).toBe(finding);
    database.close();
    await expect(openSqliteEventStore({ path })).rejects.toMatchObject({ code: 'CORRUPT' });
  });
});
