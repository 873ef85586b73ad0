import { dirname } from 'node:path';
import { KeyFault } from '../keys/key-fault';
import { masterKeyFor } from '../keys/master-key';
import { compareLogs } from '../store/copying/compare-logs';
import { copyLog } from '../store/copying/copy-log';
import type { OnProgress } from '../store/copying/log-content';
import { openSqliteEventStore } from '../store/sqlite/sqlite-event-store';
import { bringKeys } from './carry-keys';
import { type CheckedBackup, checkBackup } from './check-backup';
import { type KeysPlace, type LogPlace, openLogToWrite } from './places';
import { restoreDataFolder } from './restore-data-folder';

/** Which backup is restored, and where to. */
export interface Restore {
  readonly log: LogPlace;
  readonly keys: KeysPlace;
  readonly folder: string;
  readonly keysFolder?: string;
  /** Where `master.key` lies, where none is given. */
  readonly dataFolder: string;
  /** 32 bytes in base64. */
  readonly masterKey?: string;
  readonly onProgress?: OnProgress;
}

export interface Restored {
  readonly backup: CheckedBackup;
  /** Of the log that was restored. */
  readonly storeId: string;
  /** Whether the master key was there and fits the keys. */
  readonly masterKeyFits: boolean;
}

/** Checks a backup, restores it into a store and checks what is there then. */
export const restore = async (options: Restore): Promise<Restored> => {
  const { log, folder, keysFolder, onProgress } = options;
  const masterKey = keysFolder === undefined ? undefined : masterKeyOf(options);
  const backup = await checkBackup(folder, keysFolder, masterKey, onProgress);
  const storeId =
    log.kind === 'sqlite'
      ? await restoreDataFolder(log.dataFolder, backup)
      : await restoreServer(options, backup);
  return { backup, storeId, masterKeyFits: masterKey !== undefined };
};

/** The log of a server must be empty, or hold what an interrupted restore of this very log has left. */
const restoreServer = async ({ log, keys, onProgress }: Restore, backup: CheckedBackup): Promise<string> => {
  const from = await openSqliteEventStore({ path: backup.logPath, readOnly: true });
  const to = await openLogToWrite(log);
  try {
    const until = await from.head();
    const progress = onProgress === undefined ? {} : { onProgress };
    await copyLog({ from, to: to.store, dense: to.dense, until, ...progress });
    await compareLogs({ from, until, to: to.store, ...progress });
    if (backup.keys !== undefined) await bringKeys(dirname(backup.keys.path), keys);
    return to.store.storeId;
  } finally {
    await Promise.all([from.close(), to.close()]);
  }
};

/** A master key may be put back after the keys; one that is there must fit. */
const masterKeyOf = ({ dataFolder, masterKey, keysFolder = '' }: Restore): Buffer | undefined => {
  try {
    return masterKeyFor({ folder: dataFolder, given: masterKey, place: keysFolder });
  } catch (error) {
    if (error instanceof KeyFault && error.reason === 'MASTER_KEY_MISSING') return undefined;
    throw error;
  }
};
