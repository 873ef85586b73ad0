import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { BackupFault } from './backup-fault';
import { digestOfFile, settleFile, syncFolder, writeDurably } from './durable-file';
import { FORMAT_VERSION, type KeysManifest, type LogManifest, MANIFEST } from './manifest';

/** What a part of a backup says of itself beside what every backup says. */
type Said<Manifest> = Omit<Manifest, 'format' | 'formatVersion' | 'files'>;

/**
 * Makes a backup in a folder that must not be there yet, or be empty. It is written under another name and gets its
 * own when all of it is on the disk: what was interrupted is never taken for a backup.
 */
export const writeBackup = async <Manifest extends LogManifest | KeysManifest>(
  folder: string,
  write: (unfinished: string) => Promise<Said<Manifest>>,
): Promise<Manifest> => {
  const target = resolve(folder);
  requireFree(target);
  const unfinished = join(
    dirname(target),
    `${basename(target)}.unfinished-${randomBytes(4).toString('hex')}`,
  );
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  try {
    const said = await write(unfinished);
    const names = readdirSync(unfinished).sort();
    for (const name of names) settleFile(join(unfinished, name));
    const files = await Promise.all(names.map((name) => digestOfFile(join(unfinished, name), name)));
    const manifest = { format: 'liaison-backup', formatVersion: FORMAT_VERSION, ...said, files };
    writeDurably(join(unfinished, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    syncFolder(unfinished);
    renameSync(unfinished, target);
    syncFolder(dirname(target));
    return manifest as unknown as Manifest;
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
};

/** Throws where something is in the folder already. */
export const requireFree = (folder: string): void => {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  throw new BackupFault(
    `expected ${folder} to be a new or empty folder, found something in it; name another one`,
  );
};
