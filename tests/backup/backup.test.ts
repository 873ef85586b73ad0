import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backUpLog } from '../../src/backup/back-up-log';
import { digestOfFile } from '../../src/backup/durable-file';
import { contentOfLog } from '../../src/store/copying/log-content';
import { openMemoryEventStore } from '../../src/store/memory/memory-event-store';
import { openDataFolder } from '../../src/store/sqlite/data-folder';
import { openDatabase } from '../../src/store/sqlite/database';
import { openSqliteEventStore } from '../../src/store/sqlite/sqlite-event-store';
import { recordCommands } from '../store/copying/recorded-log';
import { temporaryFolders } from '../store/sqlite/temporary-folder';
import { backUpTo, makeDataFolder, readLog, restoreFrom } from './made-folder';

const newFolder = temporaryFolders();
let dataFolder: string;
let backup: string;

beforeAll(async () => {
  dataFolder = newFolder();
  backup = newFolder();
  await makeDataFolder(dataFolder);
  await backUpTo(dataFolder, backup);
});

const manifestOf = (part: 'log' | 'keys', parent = backup) =>
  JSON.parse(readFileSync(join(parent, part, 'manifest.json'), 'utf8'));

/** A copy of the backup that a test may damage. */
const copied = (): string => {
  const copy = newFolder();
  for (const part of ['log', 'keys']) {
    openDataFolder(join(copy, part)).close();
    for (const name of readdirSync(join(backup, part)))
      copyFileSync(join(backup, part, name), join(copy, part, name));
  }
  return copy;
};

/** Changes a file of a backup and writes its new digest into the manifest, as somebody would who means to deceive. */
const changed = async (part: 'log' | 'keys', name: string, statement: string): Promise<string> => {
  const copy = copied();
  const database = openDatabase(join(copy, part, name), { durability: 'full' });
  database.exec(statement);
  database.exec('PRAGMA journal_mode = DELETE');
  database.close();
  const manifest = manifestOf(part, copy);
  const files = manifest.files.map(async (file: { name: string }) =>
    digestOfFile(join(copy, part, file.name), file.name),
  );
  writeFileSync(
    join(copy, part, 'manifest.json'),
    JSON.stringify({ ...manifest, files: await Promise.all(files) }),
  );
  return copy;
};

describe('a backup', () => {
  test('has the log and the keys apart, and the master key in neither', () => {
    expect(readdirSync(join(backup, 'log')).sort()).toEqual(['log.db', 'manifest.json']);
    expect(readdirSync(join(backup, 'keys')).sort()).toEqual(['keys.db', 'manifest.json', 'use.db']);
    const masterKey = readFileSync(join(dataFolder, 'master.key'), 'utf8').trim();
    for (const part of ['log', 'keys']) {
      for (const name of readdirSync(join(backup, part))) {
        const content = readFileSync(join(backup, part, name));
        expect(content.includes(masterKey) || content.includes(Buffer.from(masterKey, 'base64'))).toBe(false);
        expect(statSync(join(backup, part, name)).mode & 0o077).toBe(0);
      }
    }
  });

  test('says what it holds', async () => {
    const log = await readLog(dataFolder);
    const { events, head, digest } = await contentOfLog(log, await log.head());
    expect(manifestOf('log')).toMatchObject({ storeId: log.storeId, events, head, digest, formatVersion: 1 });
    expect(manifestOf('keys')).toMatchObject({ storeId: log.storeId, backupId: manifestOf('log').backupId });
    await log.close();
  });

  test('goes into a new or empty folder only, the keys into another one', async () => {
    await expect(backUpTo(dataFolder, backup)).rejects.toThrow(/to be a new or empty folder/);
    const parent = newFolder();
    writeFileSync(join(parent, 'keys'), 'in the way');
    await expect(backUpTo(dataFolder, parent)).rejects.toThrow();
    expect(readdirSync(parent)).toEqual(['keys']);
  });

  test('of a store whose positions have gaps is one like any other', async () => {
    const store = openMemoryEventStore({ positionStep: 10 });
    await recordCommands(store, 500);
    const folder = join(newFolder(), 'log');
    const now = () => '2026-11-25T12:00:00.000Z';
    const manifest = await backUpLog({ backupId: crypto.randomUUID(), folder, store, now });
    const { events, head, digest } = await contentOfLog(store, await store.head());
    expect(manifest).toMatchObject({ events, head, digest });
    expect(readdirSync(folder).sort()).toEqual(['log.db', 'manifest.json']);
    const log = await openSqliteEventStore({ path: join(folder, 'log.db'), readOnly: true });
    expect(await contentOfLog(log, await log.head())).toEqual({ events, head: events, digest });
    await log.close();
  });
});

describe('a restore', () => {
  test('brings back log, keys and records of use, with an id of its own for the log', async () => {
    const target = newFolder();
    const masterKey = readFileSync(join(dataFolder, 'master.key'), 'utf8').trim();
    const { storeId } = await restoreFrom(backup, target, masterKey);
    const log = await readLog(target);
    expect(log.storeId).toBe(storeId);
    expect(storeId).not.toBe(manifestOf('log').storeId);
    expect((await contentOfLog(log, await log.head())).digest).toBe(manifestOf('log').digest);
    await log.close();
    expect(readdirSync(target).sort()).toEqual(['keys.db', 'lock.db', 'log.db', 'use.db']);
    expect(statSync(join(target, 'keys.db')).mode & 0o077).toBe(0);
  });

  test('is refused where something is there already, and changes nothing', async () => {
    const target = newFolder();
    await restoreFrom(backup, target);
    const before = readFileSync(join(target, 'log.db'));
    await expect(restoreFrom(backup, target)).rejects.toThrow(
      /expected nothing to be there yet, found .*keys\.db/,
    );
    expect(readFileSync(join(target, 'log.db')).equals(before)).toBe(true);
    const withModels = newFolder();
    writeFileSync(join(withModels, 'readmodels.db'), '');
    await expect(restoreFrom(backup, withModels)).rejects.toThrow(/readmodels\.db/);
  });

  test('is refused where a process has the folder', async () => {
    const target = newFolder();
    const owner = openDataFolder(target);
    await expect(restoreFrom(backup, target)).rejects.toMatchObject({ code: 'LOCKED' });
    owner.close();
  });

  test('begins anew where it was interrupted', async () => {
    const target = newFolder();
    writeFileSync(join(target, 'log.db.restoring'), 'half a log');
    await restoreFrom(backup, target);
    expect(existsSync(join(target, 'log.db.restoring'))).toBe(false);
  });

  test.each([
    ['log', 'log.db'],
    ['keys', 'keys.db'],
    ['keys', 'use.db'],
  ] as const)('is refused where a byte of %s/%s has changed', async (part, name) => {
    const copy = copied();
    const path = join(copy, part, name);
    const content = readFileSync(path);
    content.writeUInt8(content.readUInt8(content.length - 100) ^ 1, content.length - 100);
    writeFileSync(path, content);
    const target = newFolder();
    await expect(restoreFrom(copy, target)).rejects.toThrow(`${path} is not as it was backed up`);
    expect(readdirSync(target)).toEqual([]);
  });

  test.each([
    [
      'an event of another text',
      'log',
      'log.db',
      `UPDATE events SET data = '{}' WHERE position = 5`,
      /damaged/,
    ],
    [
      'an event less',
      'log',
      'log.db',
      'DELETE FROM events WHERE position = (SELECT max(position) FROM events)',
      /damaged/,
    ],
    ['no keys', 'keys', 'keys.db', 'DROP TABLE meta', /damaged/],
    ['a record of use less', 'keys', 'use.db', 'UPDATE use_anchor SET sequence = 1', /tampered/],
  ] as const)(
    'is refused where there is %s, though the digest of the file fits',
    async (_, part, name, sql, words) => {
      const target = newFolder();
      const copy = await changed(part, name, sql);
      await expect(restoreFrom(copy, target)).rejects.toThrow(words);
      expect(readdirSync(target)).toEqual([]);
    },
  );

  test('is refused where the log is another than the manifest tells of', async () => {
    const copy = copied();
    const path = join(copy, 'log', 'manifest.json');
    writeFileSync(path, JSON.stringify({ ...manifestOf('log'), digest: '0'.repeat(64) }));
    await expect(restoreFrom(copy, newFolder())).rejects.toThrow(/expected \d+ events with SHA-256 0{64}/);
  });

  test('is refused where the manifest is missing, of another kind, or of a later format', async () => {
    const [copy, other] = [copied(), copied()];
    writeFileSync(
      join(copy, 'log', 'manifest.json'),
      JSON.stringify({ ...manifestOf('log'), formatVersion: 2 }),
    );
    await expect(restoreFrom(copy, newFolder())).rejects.toThrow(/in format 1/);
    writeFileSync(join(copy, 'log', 'manifest.json'), '{');
    await expect(restoreFrom(copy, newFolder())).rejects.toThrow(/in format 1/);
    copyFileSync(join(other, 'log', 'manifest.json'), join(other, 'keys', 'manifest.json'));
    await expect(restoreFrom(other, newFolder())).rejects.toThrow(/not that of a backup of the keys/);
    await expect(restoreFrom(newFolder(), newFolder())).rejects.toThrow(/holds no finished backup/);
  });

  test('is refused with keys that are older, or of another log', async () => {
    const [older, other] = [newFolder(), newFolder()];
    await backUpTo(dataFolder, older, '2020-01-01T00:00:00.000Z');
    const mixed = copied();
    copyFileSync(join(older, 'keys', 'manifest.json'), join(mixed, 'keys', 'manifest.json'));
    for (const file of ['keys.db', 'use.db'])
      copyFileSync(join(older, 'keys', file), join(mixed, 'keys', file));
    await expect(restoreFrom(mixed, newFolder())).rejects.toThrow(/older than the log/);
    await makeDataFolder(other);
    const strange = newFolder();
    await backUpTo(other, strange);
    for (const file of readdirSync(join(strange, 'keys'))) {
      copyFileSync(join(strange, 'keys', file), join(mixed, 'keys', file));
    }
    await expect(restoreFrom(mixed, newFolder())).rejects.toThrow(/backed up with another log/);
  });

  test('is refused where the master key is another one', async () => {
    const target = newFolder();
    const another = Buffer.alloc(32, 7).toString('base64');
    await expect(restoreFrom(backup, target, another)).rejects.toMatchObject({ reason: 'MASTER_KEY_WRONG' });
    expect(readdirSync(target)).toEqual([]);
  });
});
