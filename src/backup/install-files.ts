import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { copyDatabase } from '../store/sqlite/one-step-copy';
import { BackupFault } from './backup-fault';
import { settleFile, syncFolder } from './durable-file';

/** A database file, and where a copy of it is wanted. */
export interface InstalledFile {
  readonly from: string;
  readonly to: string;
}

/**
 * Puts copies of database files where nothing stands yet, in this order. All are written under other names first,
 * where `check` may look at them and change them; a power cut leaves none of them by halves.
 */
export const installFiles = async (
  files: readonly InstalledFile[],
  check: (unfinished: (path: string) => string) => Promise<void> = async () => {},
): Promise<void> => {
  requireAbsent(files.map(({ to }) => to));
  for (const { from, to } of files) {
    // What was interrupted has left them.
    for (const suffix of ['', '-journal', '-wal', '-shm'])
      rmSync(`${unfinishedOf(to)}${suffix}`, { force: true });
    copyDatabase(from, unfinishedOf(to));
  }
  await check(unfinishedOf);
  for (const { to } of files) {
    settleFile(unfinishedOf(to));
    renameSync(unfinishedOf(to), to);
  }
  for (const folder of new Set(files.map(({ to }) => dirname(to)))) syncFolder(folder);
};

/** Throws where one of these databases is there. */
export const requireAbsent = (paths: readonly string[]): void => {
  const found = paths.filter((path) => existsSync(path) || existsSync(`${path}-wal`));
  if (found.length === 0) return;
  throw new BackupFault(
    `expected nothing to be there yet, found ${found.join(', ')}; move it away, or name another folder`,
  );
};

const unfinishedOf = (path: string): string => `${path}.restoring`;
