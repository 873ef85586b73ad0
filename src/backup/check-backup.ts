import { join } from 'node:path';
import { countKeys } from '../keys/key-file';
import { contentOfLog, type OnProgress } from '../store/copying/log-content';
import type { EventStore } from '../store/event-store';
import { requireSoundLog } from '../store/sqlite/one-step-copy';
import { openSqliteEventStore } from '../store/sqlite/sqlite-event-store';
import { LOG_FILE } from './back-up-log';
import { BackupFault } from './backup-fault';
import { KEYS_FILE, USE_RECORDS_FILE } from './carry-keys';
import { type KeysManifest, type LogManifest, readKeysBackup, readLogBackup } from './manifest';
import { requireWholeRecords } from './whole-records';

/** A backup that was found to be what it says. */
export interface CheckedBackup {
  readonly log: LogManifest;
  readonly logPath: string;
  readonly keys?: {
    readonly manifest: KeysManifest;
    readonly path: string;
    readonly useRecordsPath?: string;
  };
}

/** Reads every file, page, row and record of a backup before anything is restored from it. */
export const checkBackup = async (
  folder: string,
  keysFolder: string | undefined,
  masterKey: Buffer | undefined,
  onProgress?: OnProgress,
): Promise<CheckedBackup> => {
  const log = await readLogBackup(folder);
  const logPath = join(folder, LOG_FILE);
  await requireLog(logPath, log, onProgress);
  if (keysFolder === undefined) return { log, logPath };
  const manifest = await readKeysBackup(keysFolder);
  requireTogether(log, manifest);
  const path = join(keysFolder, KEYS_FILE);
  countKeys(path, masterKey);
  const keys = { manifest, path };
  if (manifest.useRecords === undefined) return { log, logPath, keys };
  const useRecordsPath = join(keysFolder, USE_RECORDS_FILE);
  requireWholeRecords(useRecordsPath);
  return { log, logPath, keys: { ...keys, useRecordsPath } };
};

/** Reads every page, row and event of a SQLite log; throws where it is not the one that the manifest tells of. */
export const requireLog = async (
  path: string,
  manifest: LogManifest,
  onProgress?: OnProgress,
): Promise<void> => {
  requireSoundLog(path);
  const store = await openSqliteEventStore({ path, readOnly: true });
  try {
    await requireContent(store, manifest, onProgress);
  } finally {
    await store.close();
  }
};

const requireContent = async (
  store: EventStore,
  manifest: LogManifest,
  onProgress?: OnProgress,
): Promise<void> => {
  const { events, digest } = await contentOfLog(store, await store.head(), onProgress);
  if (events === manifest.events && digest === manifest.digest) return;
  throw new BackupFault(
    `expected ${manifest.events} events with SHA-256 ${manifest.digest}, got ${events} with ${digest}; ` +
      'use another copy of the backup',
  );
};

/** Keys that are older than the log lack those of the people who came after them. */
const requireTogether = (log: LogManifest, keys: KeysManifest): void => {
  if (log.storeId !== keys.storeId) {
    throw new BackupFault(
      'the keys were backed up with another log; name the folder that was made with this one',
    );
  }
  if (keys.takenAt >= log.takenAt) return;
  throw new BackupFault(
    `the keys are of ${keys.takenAt}, older than the log of ${log.takenAt}: people who came in between could not ` +
      'be read; name keys that were backed up with this log or after it, or an older log',
  );
};
