import { KeyFault } from '../keys/key-fault';
import { masterKeyFor } from '../keys/master-key';
import type { OnProgress } from '../store/copying/log-content';
import { dataFolderPaths } from '../store/sqlite/data-folder';
import { type CheckedBackup, checkBackup } from './check-backup';
import { restoreDataFolder } from './restore-data-folder';

/** Which backup is restored, and where to. */
export interface Restore {
  readonly dataFolder: string;
  readonly folder: string;
  readonly keysFolder?: string;
  /** 32 bytes in base64; the file `master.key` in the data folder where absent. */
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

/** Checks a backup, restores it into a data folder and checks what is there then. */
export const restore = async (options: Restore): Promise<Restored> => {
  const { dataFolder, folder, keysFolder, onProgress } = options;
  const masterKey = keysFolder === undefined ? undefined : masterKeyOf(options);
  const backup = await checkBackup(folder, keysFolder, masterKey, onProgress);
  const storeId = await restoreDataFolder(dataFolder, backup);
  return { backup, storeId, masterKeyFits: masterKey !== undefined };
};

/** A master key may be put back after the keys; one that is there must fit. */
const masterKeyOf = ({ dataFolder, masterKey }: Restore): Buffer | undefined => {
  const { keysPath } = dataFolderPaths(dataFolder);
  try {
    return masterKeyFor({ folder: dataFolder, given: masterKey, place: keysPath });
  } catch (error) {
    if (error instanceof KeyFault && error.reason === 'MASTER_KEY_MISSING') return undefined;
    throw error;
  }
};
