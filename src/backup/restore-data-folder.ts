import { existsSync, renameSync, rmSync } from 'node:fs';
import { openDataFolder } from '../store/sqlite/data-folder';
import { copyDatabase, renewStoreId } from '../store/sqlite/one-step-copy';
import { BackupFault } from './backup-fault';
import { type CheckedBackup, requireLog } from './check-backup';
import { settleFile, syncFolder } from './durable-file';

/**
 * Restores a backup into a data folder that holds nothing of it yet. Everything is written and verified under other
 * names first. The log gets an id of its own: it may go on otherwise than the one that was lost, so positions that
 * clients remember from that one are refused. Answers the new id.
 */
export const restoreDataFolder = async (dataFolder: string, backup: CheckedBackup): Promise<string> => {
  const folder = openDataFolder(dataFolder);
  try {
    const { log, logPath, keys } = backup;
    const parts: Part[] = [
      ...(keys === undefined ? [] : [{ from: keys.path, to: folder.keysPath }]),
      ...(keys?.useRecordsPath === undefined
        ? []
        : [{ from: keys.useRecordsPath, to: folder.useRecordsPath }]),
      { from: logPath, to: folder.logPath },
    ];
    requireAbsent([...parts.map(({ to }) => to), folder.readModelsPath]);
    for (const part of parts) bring(part);
    const storeId = renewStoreId(restoring(folder.logPath));
    await requireLog(restoring(folder.logPath), log);
    // The log comes last: keys without a log are refused by a start, and so by no chance taken for a product.
    for (const { to } of parts) {
      settleFile(restoring(to));
      renameSync(restoring(to), to);
    }
    syncFolder(dataFolder);
    return storeId;
  } finally {
    folder.close();
  }
};

interface Part {
  readonly from: string;
  readonly to: string;
}

const restoring = (path: string): string => `${path}.restoring`;

/** What an interrupted restore has left under the other name is written anew. */
const bring = ({ from, to }: Part): void => {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${restoring(to)}${suffix}`, { force: true });
  copyDatabase(from, restoring(to));
};

const requireAbsent = (paths: readonly string[]): void => {
  const found = paths.filter((path) => existsSync(path) || existsSync(`${path}-wal`));
  if (found.length === 0) return;
  throw new BackupFault(
    `expected nothing to be there yet, found ${found.join(', ')}; move it away, or set LIAISON_DATA to another folder`,
  );
};
