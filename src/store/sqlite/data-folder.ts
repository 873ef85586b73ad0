import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { StoreFault } from '../store-fault';
import type { Database } from './database';
import { databaseFault, sqliteError } from './driver-error';

/** Where things lie in a data folder. */
export interface DataFolderPaths {
  readonly path: string;
  /** The log of all events. */
  readonly logPath: string;
  /** The read models: may be deleted at any time. */
  readonly readModelsPath: string;
  /** The keys that personal data is sealed with: without them nobody can read it again. */
  readonly keysPath: string;
  /** The records of use: who was denied what, and who was shown personal data. */
  readonly useRecordsPath: string;
}

/** A data folder that belongs to this process until it is closed or the process ends, however it ends. */
export interface DataFolder extends DataFolderPaths {
  close(): void;
}

/** The paths of a data folder, without owning it: for readers beside the owner. */
export const dataFolderPaths = (path: string): DataFolderPaths => ({
  path,
  logPath: join(path, 'log.db'),
  readModelsPath: join(path, 'readmodels.db'),
  keysPath: join(path, 'keys.db'),
  useRecordsPath: join(path, 'use.db'),
});

/** Makes the folder where there is none and takes it; `LOCKED` where another process has it. */
export const openDataFolder = (path: string): DataFolder => {
  makeFolder(path);
  const ownerPath = join(path, 'owner.json');
  const lock = takeLock(join(path, 'lock.db'), path, ownerPath);
  try {
    writeOwner(ownerPath);
  } catch (error) {
    lock.close();
    throw fileFault(error, path);
  }
  return {
    ...dataFolderPaths(path),
    close: () => {
      if (!lock.isOpen) return;
      rmSync(ownerPath, { force: true });
      lock.close();
    },
  };
};

const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw fileFault(error, path);
  }
};

/** The operating system gives the lock back when the process ends, so that a kill leaves nothing to clean up. */
const takeLock = (lockPath: string, path: string, ownerPath: string): Database => {
  let lock: Database | undefined;
  try {
    lock = new DatabaseSync(lockPath, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if (sqliteError(error).name.startsWith('SQLITE_BUSY')) throw lockedFault(path, ownerPath);
    throw databaseFault(error, lockPath);
  }
};

const lockedFault = (path: string, ownerPath: string): StoreFault =>
  new StoreFault(
    'LOCKED',
    `${path} belongs to ${ownerOf(ownerPath)}; only one process may write: stop it, or name another folder`,
  );

/** The owner as it has written itself down; it may have had no time to do so yet. */
const ownerOf = (ownerPath: string): string => {
  try {
    const { pid, host, startedAt } = JSON.parse(readFileSync(ownerPath, 'utf8')) as Record<string, unknown>;
    return `process ${String(pid)} on ${String(host)}, started ${String(startedAt)}`;
  } catch {
    return 'another process';
  }
};

const writeOwner = (ownerPath: string): void => {
  const owner = { pid: process.pid, host: hostname(), startedAt: new Date().toISOString() };
  writeFileSync(`${ownerPath}.new`, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  renameSync(`${ownerPath}.new`, ownerPath);
};

const fileFault = (error: unknown, path: string): StoreFault => {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
  return new StoreFault('UNAVAILABLE', `the data folder ${path} cannot be made or written (${code})`, {
    cause: error,
  });
};
