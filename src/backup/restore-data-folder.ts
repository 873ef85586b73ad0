import { dataFolderPaths, openDataFolder } from '../store/sqlite/data-folder';
import { renewStoreId } from '../store/sqlite/one-step-copy';
import { type CheckedBackup, requireLog } from './check-backup';
import { installFiles, requireAbsent } from './install-files';

/**
 * Restores a backup into a data folder that holds nothing of it yet. The log gets an id of its own: it may go on
 * otherwise than the one that was lost, so positions that clients remember from that one are refused. Answers the id.
 */
export const restoreDataFolder = async (dataFolder: string, backup: CheckedBackup): Promise<string> => {
  const folder = openDataFolder(dataFolder);
  try {
    const { keysPath, useRecordsPath, logPath, readModelsPath } = dataFolderPaths(dataFolder);
    const { log, keys } = backup;
    requireAbsent([readModelsPath]);
    let storeId = log.storeId;
    const files = [
      ...(keys === undefined ? [] : [{ from: keys.path, to: keysPath }]),
      ...(keys?.useRecordsPath === undefined ? [] : [{ from: keys.useRecordsPath, to: useRecordsPath }]),
      // The log comes last: a start refuses keys without a log, so half a restore is never taken for a product.
      { from: backup.logPath, to: logPath },
    ];
    await installFiles(files, async (unfinished) => {
      storeId = renewStoreId(unfinished(logPath));
      await requireLog(unfinished(logPath), log);
    });
    return storeId;
  } finally {
    folder.close();
  }
};
