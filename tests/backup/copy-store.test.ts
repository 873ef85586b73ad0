import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backUp } from '../../src/backup/back-up';
import { copyStore } from '../../src/backup/copy-store';
import type { KeysPlace, LogPlace } from '../../src/backup/places';
import { restore } from '../../src/backup/restore';
import { countKeys } from '../../src/keys/key-file';
import { openKeyRing } from '../../src/keys/open-key-ring';
import { openPostgresKeyRing } from '../../src/keys/postgres-key-ring';
import { openPostgres } from '../../src/store/postgres/database';
import { openDatabase } from '../../src/store/sqlite/database';
import { freshDatabase } from '../postgres/fresh-database';
import { StandIn } from '../store/kurrentdb/stand-in/stand-in';
import { temporaryFolders } from '../store/sqlite/temporary-folder';
import { makeDataFolder } from './made-folder';

const newFolder = temporaryFolders();
const undo: (() => unknown)[] = [];
let dataFolder: string;

beforeAll(async () => {
  dataFolder = newFolder();
  await makeDataFolder(dataFolder);
});
afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

interface Place {
  readonly log: LogPlace;
  readonly keys: KeysPlace;
}

const folderPlace = (folder = newFolder()): Place => ({
  log: { kind: 'sqlite', dataFolder: folder },
  keys: { kind: 'folder', dataFolder: folder },
});

const postgresPlace = async (): Promise<Place> => {
  const { url, drop } = await freshDatabase();
  undo.push(drop);
  return { log: { kind: 'postgres', url }, keys: { kind: 'postgres', url } };
};

const kurrentdbPlace = async (): Promise<Place> => {
  const server = await new StandIn({ hasFeatures: true }).start();
  undo.push(() => server.stop());
  return { ...(await postgresPlace()), log: { kind: 'kurrentdb', url: server.url } };
};

const copy = (from: Place, to: Place) =>
  copyStore({ from: from.log, to: to.log, keys: { from: from.keys, to: to.keys } });

/** Everything in a file of keys or of records of use, in order. */
const rowsOf = (path: string, table: string): readonly unknown[] => {
  const database = openDatabase(path, { durability: 'full', readOnly: true });
  try {
    return database.prepare(`SELECT * FROM ${table} ORDER BY 1`).all();
  } finally {
    database.close();
  }
};

const TABLES = [
  ['keys.db', 'meta'],
  ['keys.db', 'subject_keys'],
  ['use.db', 'use_records'],
  ['use.db', 'use_anchor'],
] as const;

describe.each([
  ['PostgreSQL', postgresPlace],
  ['KurrentDB (stand-in)', kurrentdbPlace],
])('a copy into %s and back', (_name, openPlace) => {
  test('has the same digest, keys and records of use all the way, and can be repeated', async () => {
    const [from, there, back] = [folderPlace(dataFolder), await openPlace(), folderPlace()];
    const first = await copy(from, there);
    expect(first.copied).toBe(first.content.events);
    expect(await copy(from, there)).toEqual({ copied: 0, content: first.content });
    const second = await copy(there, back);
    expect([second.copied, second.content.digest]).toEqual([first.copied, first.content.digest]);
    expect((await copy(there, back)).copied).toBe(0);
    if (back.log.kind !== 'sqlite') throw new Error('expected a data folder');
    for (const [file, table] of TABLES) {
      const rows = rowsOf(join(back.log.dataFolder, file), table);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows).toEqual(rowsOf(join(dataFolder, file), table));
    }
  });

  test('and a backup there is restored anywhere', async () => {
    const [there, parent, target] = [await openPlace(), newFolder(), await openPlace()];
    const { content } = await copy(folderPlace(dataFolder), there);
    const folders = { folder: join(parent, 'log'), keysFolder: join(parent, 'keys') };
    const made = await backUp({ ...there, ...folders, now: () => new Date().toISOString() });
    expect([made.log.digest, made.log.events]).toEqual([content.digest, content.events]);
    expect(made.keys).toMatchObject({
      ...countKeys(join(dataFolder, 'keys.db')),
      useRecords: { records: 3 },
    });
    const masterKey = readFileSync(join(dataFolder, 'master.key'), 'utf8').trim();
    for (const { log, keys } of [folderPlace(), target, target]) {
      const home = log.kind === 'sqlite' ? log.dataFolder : newFolder();
      const restored = await restore({ log, keys, ...folders, dataFolder: home, masterKey });
      expect(restored).toMatchObject({ masterKeyFits: true, backup: { log: { digest: content.digest } } });
    }
    await expect(restore({ ...folderPlace(dataFolder), ...folders, dataFolder })).rejects.toThrow(
      /readmodels\.db/,
    );
  });
});

describe('a copy of keys', () => {
  test('never brings back a key that was destroyed at the target, and destroys those of the origin', async () => {
    const [from, there, parent] = [folderPlace(newFolder()), await postgresPlace(), newFolder()];
    if (from.log.kind !== 'sqlite' || there.keys.kind !== 'postgres')
      throw new Error('expected a data folder');
    await makeDataFolder(from.log.dataFolder);
    await copy(from, there);
    const [one, two] = rowsOf(join(from.log.dataFolder, 'keys.db'), 'subject_keys').map(
      (row) => (row as { subject: string }).subject,
    );
    const masterKey = readFileSync(join(from.log.dataFolder, 'master.key'), 'utf8').trim();
    const ring = openKeyRing({ path: join(from.log.dataFolder, 'keys.db'), logHasEvents: true });
    await ring.destroy(one ?? '');
    await ring.close();
    const database = await openPostgres(there.keys.url);
    undo.push(() => database.close());
    const options = { database, folder: parent, masterKey, logHasEvents: true };
    const other = await openPostgresKeyRing(options);
    await other.destroy(two ?? '');
    await other.close();
    await copy(from, there);
    await copy(there, from);
    const after = await openPostgresKeyRing(options);
    const keys = await after.load(() => [one ?? '', two ?? '']);
    expect([keys.find(one ?? ''), keys.find(two ?? '')]).toEqual([undefined, undefined]);
    await after.close();
    expect(countKeys(join(from.log.dataFolder, 'keys.db')).tombstones).toBe(2);
  });

  test('refuses a place that holds those of another log', async () => {
    const [other, there] = [newFolder(), await postgresPlace()];
    await makeDataFolder(other);
    await copy(folderPlace(dataFolder), there);
    const log = (await postgresPlace()).log;
    await expect(copy(folderPlace(other), { log, keys: there.keys })).rejects.toThrow(
      /the keys of another log/,
    );
    await expect(copy(there, folderPlace(other))).rejects.toMatchObject({ code: 'INVALID' });
  });
});
