import { randomUUID } from 'node:crypto';
import { resolve, sep } from 'node:path';
import type { OnProgress } from '../store/copying/log-content';
import { backUpKeys } from './back-up-keys';
import { backUpLog } from './back-up-log';
import { BackupFault } from './backup-fault';
import type { KeysManifest, LogManifest } from './manifest';
import { type KeysPlace, type LogPlace, openLogToRead } from './places';
import { requireFree } from './write-backup';

/** What is backed up and where to. */
export interface Backup {
  readonly log: LogPlace;
  readonly keys: KeysPlace;
  readonly folder: string;
  /** Apart from the log: who has only one of the two reads nobody's data. */
  readonly keysFolder?: string;
  readonly now: () => string;
  readonly onProgress?: OnProgress;
}

/** What was backed up. */
export interface BackedUp {
  readonly log: LogManifest;
  readonly keys?: KeysManifest;
}

/** Backs up a store, also while servers run on it: the log and then, where a folder is named, the keys. */
export const backUp = async (backup: Backup): Promise<BackedUp> => {
  const { folder, keysFolder, keys, now, onProgress } = backup;
  requireFree(folder);
  if (keysFolder !== undefined) requireApart(folder, keysFolder);
  const backupId = randomUUID();
  const { store, sqlitePath, close } = await openLogToRead(backup.log);
  try {
    const log = await backUpLog({
      backupId,
      folder,
      store,
      now,
      ...(sqlitePath === undefined ? {} : { sqlitePath }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    if (keysFolder === undefined) return { log };
    const { storeId } = store;
    return { log, keys: await backUpKeys({ backupId, folder: keysFolder, storeId, keys, now }) };
  } finally {
    await close();
  }
};

const requireApart = (folder: string, keysFolder: string): void => {
  requireFree(keysFolder);
  const [one = '', other = ''] = [folder, keysFolder].map((path) => `${resolve(path)}${sep}`);
  if (!one.startsWith(other) && !other.startsWith(one)) return;
  throw new BackupFault(
    `expected the keys apart from the log, got ${keysFolder} beside ${folder}; name two folders`,
  );
};
