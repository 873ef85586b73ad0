import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endServers } from './running-server';

/** A data folder of its own for each call; servers are ended and folders removed after the last test of the file. */
export const temporaryFolders = (): (() => string) => {
  const folders: string[] = [];
  afterAll(async () => {
    await endServers();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'liaison-e2e-'));
    folders.push(folder);
    return folder;
  };
};
