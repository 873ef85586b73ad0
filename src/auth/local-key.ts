import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TokenVerifier } from './identity';
import { localTokenVerifier } from './local-tokens';

/** The file in the data folder that holds the key of local development tokens. */
export const LOCAL_KEY_FILE = 'local-token.key';
const KEY_BYTES = 32;
const OWNER_ONLY = 0o600;
const FOLDER_OWNER_ONLY = 0o700;

/** The key of local development tokens; made on first use, readable by its owner only. */
export const loadLocalKey = (dataFolder: string): Uint8Array => {
  const path = join(dataFolder, LOCAL_KEY_FILE);
  makeOnce(dataFolder, path);
  const { mode } = statSync(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(
      `Expected ${path} to be its owner’s only, got mode ${(mode & 0o777).toString(8)}: chmod 600 it`,
    );
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url');
  if (key.length !== KEY_BYTES) {
    throw new Error(
      `Expected ${path} to hold a key of ${KEY_BYTES} bytes, got ${key.length}: delete it to get a new one`,
    );
  }
  return key;
};

/** The verifier of local tokens. A production server refuses to have one: its key lies beside the data. */
export const openLocalVerifier = (settings: {
  readonly production: boolean;
  readonly dataFolder: string;
}): TokenVerifier => {
  if (settings.production) {
    throw new Error(
      'Expected LIAISON_ENV=development for local tokens, got production, which takes no local tokens',
    );
  }
  return localTokenVerifier(loadLocalKey(settings.dataFolder));
};

const makeOnce = (folder: string, path: string): void => {
  mkdirSync(folder, { recursive: true, mode: FOLDER_OWNER_ONLY });
  try {
    writeFileSync(path, randomBytes(KEY_BYTES).toString('base64url'), { flag: 'wx', mode: OWNER_ONLY });
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
  }
};
