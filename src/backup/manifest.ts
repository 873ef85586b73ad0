import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupFault } from './backup-fault';
import { digestOfFile } from './durable-file';

export const MANIFEST = 'manifest.json';
/** Raised when a backup is written in another way. */
export const FORMAT_VERSION = 1;

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.object({ name: z.string().regex(/^[a-z]+\.db$/), bytes: count, sha256 });

const always = {
  format: z.literal('liaison-backup'),
  formatVersion: z.literal(FORMAT_VERSION),
  /** The same in the backup of the log and in that of the keys which were made together. */
  backupId: z.uuid(),
  /** When the state was taken that the backup holds. */
  takenAt: z.iso.datetime({ precision: 3 }),
  /** Of the log that was backed up. */
  storeId: z.string().min(1),
  files: z.array(file).min(1).max(2),
};

const logManifest = z.object({
  ...always,
  content: z.literal('log'),
  /** Position of the last event in the store that was backed up. */
  head: count,
  events: count,
  /** Of what all events say: the same in every store. */
  digest: sha256,
});

const keysManifest = z.object({
  ...always,
  content: z.literal('keys'),
  /** People with a key, and people whose key was destroyed. */
  keys: count,
  tombstones: count,
  /** How many records of use there are, and where their chain ends. */
  useRecords: z.object({ records: count, sequence: count, hash: sha256 }).optional(),
});

export type LogManifest = z.infer<typeof logManifest>;
export type KeysManifest = z.infer<typeof keysManifest>;

/** Reads what a backup of the log says of itself and checks its files against it; throws a `BackupFault`. */
export const readLogBackup = (folder: string): Promise<LogManifest> =>
  readBackup(folder, logManifest, 'the log');

/** The same for a backup of the keys. */
export const readKeysBackup = (folder: string): Promise<KeysManifest> =>
  readBackup(folder, keysManifest, 'the keys');

const readBackup = async <Manifest extends LogManifest | KeysManifest>(
  folder: string,
  schema: z.ZodType<Manifest>,
  what: string,
): Promise<Manifest> => {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) {
    throw new BackupFault(`${folder} holds no finished backup: expected ${MANIFEST} in it, found none`);
  }
  const parsed = schema.safeParse(parse(path));
  if (!parsed.success) {
    throw new BackupFault(
      `${path} is not that of a backup of ${what} in format ${FORMAT_VERSION}: ` +
        'name the right folder, or use the version of the product that wrote it',
    );
  }
  for (const expected of parsed.data.files) {
    const at = join(folder, expected.name);
    const found = existsSync(at) ? await digestOfFile(at, expected.name) : undefined;
    if (found?.sha256 === expected.sha256) continue;
    const got = found === undefined ? 'no file' : `${found.bytes} bytes, SHA-256 ${found.sha256}`;
    throw new BackupFault(
      `${at} is not as it was backed up: expected ${expected.bytes} bytes, SHA-256 ${expected.sha256}, got ${got}; ` +
        'use another copy of the backup',
    );
  }
  return parsed.data;
};

const parse = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
