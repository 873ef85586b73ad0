import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { countKeys } from '../keys/key-file';
import { KEYS_FILE, takeKeys, USE_RECORDS_FILE } from './carry-keys';
import type { KeysManifest } from './manifest';
import type { KeysPlace } from './places';
import { requireWholeRecords } from './whole-records';
import { writeBackup } from './write-backup';

export interface KeysBackup {
  readonly backupId: string;
  readonly folder: string;
  /** Of the log that the keys belong to. */
  readonly storeId: string;
  readonly keys: KeysPlace;
  readonly now: () => string;
}

/**
 * Backs up the keys, wrapped as they are, and the records of use. Done after the log, so that there is a key for
 * everybody in it; the key that wraps them is never part of a backup.
 */
export const backUpKeys = ({ backupId, folder, storeId, keys, now }: KeysBackup): Promise<KeysManifest> =>
  writeBackup<KeysManifest>(folder, async (unfinished) => {
    const takenAt = now();
    await takeKeys(keys, unfinished);
    const count = countKeys(join(unfinished, KEYS_FILE));
    const said = { content: 'keys', backupId, takenAt, storeId, ...count } as const;
    const recordsPath = join(unfinished, USE_RECORDS_FILE);
    if (!existsSync(recordsPath)) return said;
    const { records, end } = requireWholeRecords(recordsPath);
    return { ...said, useRecords: { records, sequence: end.sequence, hash: end.hash } };
  });
