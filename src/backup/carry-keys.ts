import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completeRecords, exportRecords, importRecords } from '../audit/use-records/transfer-records';
import { completeKeys, exportKeys, importKeys } from '../keys/transfer-keys';
import { openPostgres, type PostgresDatabase } from '../store/postgres/database';
import { dataFolderPaths } from '../store/sqlite/data-folder';
import { copyDatabase } from '../store/sqlite/one-step-copy';
import { BackupFault } from './backup-fault';
import { installFiles } from './install-files';
import type { KeysPlace } from './places';

export const KEYS_FILE = 'keys.db';
export const USE_RECORDS_FILE = 'use.db';

/** Writes the keys of a place, wrapped as they are, and its records of use to two new files in a folder. */
export const takeKeys = async (place: KeysPlace, folder: string): Promise<void> => {
  if (place.kind === 'postgres') {
    await within(place.url, async (database) => {
      await written(join(folder, KEYS_FILE), (path) => exportKeys(database, path));
      await written(join(folder, USE_RECORDS_FILE), (path) => exportRecords(database, path));
    });
    return;
  }
  const { keysPath, useRecordsPath } = dataFolderPaths(place.dataFolder);
  if (!existsSync(keysPath)) {
    throw new BackupFault(`expected keys in the data folder ${place.dataFolder}, found none`);
  }
  copyDatabase(keysPath, join(folder, KEYS_FILE));
  if (existsSync(useRecordsPath)) copyDatabase(useRecordsPath, join(folder, USE_RECORDS_FILE));
};

/**
 * Brings the two files to a place. What stands there already must be of the same log: it is completed, and a key that
 * was destroyed there stays destroyed.
 */
export const bringKeys = async (folder: string, place: KeysPlace): Promise<void> => {
  const [keys, records] = [join(folder, KEYS_FILE), join(folder, USE_RECORDS_FILE)];
  const hasRecords = existsSync(records);
  if (place.kind === 'postgres') {
    await within(place.url, async (database) => {
      await importKeys(keys, database);
      if (hasRecords) await importRecords(records, database);
    });
    return;
  }
  const { keysPath, useRecordsPath } = dataFolderPaths(place.dataFolder);
  await bringFile(keys, keysPath, completeKeys);
  if (hasRecords) await bringFile(records, useRecordsPath, completeRecords);
};

const bringFile = async (
  from: string,
  to: string,
  complete: (from: string, to: string) => void,
): Promise<void> => {
  if (existsSync(to)) complete(from, to);
  else await installFiles([{ from, to }]);
};

/** Brings keys and records of use from one place to another, over files that are gone afterwards. */
export const carryKeys = async (from: KeysPlace, to: KeysPlace): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-keys-'));
  try {
    await takeKeys(from, folder);
    await bringKeys(folder, to);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** One file without a write-ahead log beside it. */
const written = async (path: string, write: (path: string) => Promise<void>): Promise<void> => {
  const unfinished = `${path}.unfinished`;
  await write(unfinished);
  copyDatabase(unfinished, path);
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${unfinished}${suffix}`, { force: true });
};

const within = async (url: string, work: (database: PostgresDatabase) => Promise<void>): Promise<void> => {
  const database = await openPostgres(url);
  try {
    await work(database);
  } finally {
    await database.close();
  }
};
