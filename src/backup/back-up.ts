import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { OnProgress } from '../store/copying/log-content';
import { dataFolderPaths } from '../store/sqlite/data-folder';
import { openSqliteEventStore } from '../store/sqlite/sqlite-event-store';
import { backUpKeys } from './back-up-keys';
import { backUpLog } from './back-up-log';
import { BackupFault } from './backup-fault';
import type { KeysManifest, LogManifest } from './manifest';
import { requireFree } from './write-backup';

/** What is backed up and where to. */
export interface Backup {
  readonly dataFolder: string;
  readonly folder: string;
  /** Apart from the log: who has only one of the two reads nobody's data. */
  readonly keysFolder?: string;
  readonly now: () => string;
  readonly onProgress?: OnProgress;
}

/** Backs up a data folder, also while a server runs on it: the log and then, where a folder is named, the keys. */
export const backUp = async ({
  dataFolder,
  folder,
  keysFolder,
  now,
  onProgress,
}: Backup): Promise<{ readonly log: LogManifest; readonly keys?: KeysManifest }> => {
  const { logPath, keysPath, useRecordsPath } = dataFolderPaths(dataFolder);
  if (!existsSync(logPath)) {
    throw new BackupFault(`expected a log in the data folder ${dataFolder} (LIAISON_DATA), found none`);
  }
  requireFree(folder);
  if (keysFolder !== undefined) requireApart(folder, keysFolder);
  const backupId = randomUUID();
  const store = await openSqliteEventStore({ path: logPath, readOnly: true });
  try {
    const progress = onProgress === undefined ? {} : { onProgress };
    const log = await backUpLog({ backupId, folder, store, sqlitePath: logPath, now, ...progress });
    if (keysFolder === undefined) return { log };
    const { storeId } = store;
    return {
      log,
      keys: await backUpKeys({ backupId, folder: keysFolder, storeId, keysPath, useRecordsPath, now }),
    };
  } finally {
    await store.close();
  }
};

const requireApart = (folder: string, keysFolder: string): void => {
  requireFree(keysFolder);
  const [one, other] = [resolve(folder), resolve(keysFolder)].map((path) => `${path}${sep}`);
  if (!one?.startsWith(other ?? '') && !other?.startsWith(one ?? '')) return;
  throw new BackupFault(`expected the keys apart from the log, got ${keysFolder} for both; name two folders`);
};
