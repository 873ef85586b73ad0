import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { countKeys } from '../keys/key-file';
import { copyDatabase } from '../store/sqlite/one-step-copy';
import type { KeysManifest } from './manifest';
import { requireWholeRecords } from './whole-records';
import { writeBackup } from './write-backup';

export const KEYS_FILE = 'keys.db';
export const USE_RECORDS_FILE = 'use.db';

export interface KeysBackup {
  readonly backupId: string;
  readonly folder: string;
  /** Of the log that the keys belong to. */
  readonly storeId: string;
  readonly keysPath: string;
  readonly useRecordsPath: string;
  readonly now: () => string;
}

/**
 * Backs up the keys, wrapped as they are, and the records of use. Done after the log, so that there is a key for
 * everybody in it; the key that wraps them is never part of a backup.
 */
export const backUpKeys = (backup: KeysBackup): Promise<KeysManifest> =>
  writeBackup<KeysManifest>(backup.folder, async (unfinished) => {
    const { backupId, storeId, keysPath, useRecordsPath, now } = backup;
    const takenAt = now();
    const path = join(unfinished, KEYS_FILE);
    copyDatabase(keysPath, path);
    const said = { content: 'keys', backupId, takenAt, storeId, ...countKeys(path) } as const;
    if (!existsSync(useRecordsPath)) return said;
    copyDatabase(useRecordsPath, join(unfinished, USE_RECORDS_FILE));
    const { records, end } = requireWholeRecords(join(unfinished, USE_RECORDS_FILE));
    return { ...said, useRecords: { records, ...end } };
  });
