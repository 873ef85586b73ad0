import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the keys of one test; gone when the test is over. */
export interface KeyFolder {
  readonly path: string;
  readonly keysPath: string;
  readonly masterKeyPath: string;
  /** Every byte of every file in it. */
  bytes(): Buffer;
  remove(): void;
}

export const makeKeyFolder = (): KeyFolder => {
  const path = mkdtempSync(join(tmpdir(), 'liaison-keys-'));
  return {
    path,
    keysPath: join(path, 'keys.db'),
    masterKeyPath: join(path, 'master.key'),
    bytes: () => Buffer.concat(readdirSync(path).map((file) => readFileSync(join(path, file)))),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
};
