import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_BYTES } from './aes-gcm';
import { KeyFault } from './key-fault';
import { createPrivateFile } from './private-file';

/** Name of the file that holds the master key where none is given; it lies in the data folder. */
export const MASTER_KEY_FILE = 'master.key';

/** Where a master key comes from, and what it opens. */
export interface MasterKeySource {
  /** The data folder, with the file `master.key` where no key is given. */
  readonly folder: string;
  /** 32 bytes in base64. */
  readonly given: string | undefined;
  /** Where the keys are that it wraps, as a message names it. */
  readonly place: string;
}

/** The key that wraps all others: the given one, else the one in the data folder. Never makes one. */
export const masterKeyFor = ({ folder, given, place }: MasterKeySource): Buffer => {
  if (given !== undefined) return parseKey(given, 'the given master key');
  const path = join(folder, MASTER_KEY_FILE);
  if (existsSync(path)) return readKeyFile(path);
  throw new KeyFault(
    'MASTER_KEY_MISSING',
    `the master key ${path} is missing: without it the keys in ${place} cannot be used and no personal data can ` +
      'be read; put the file back from its backup, or give the master key by configuration',
  );
};

/** The same, and makes the file where there is none: for the very first start only. */
export const firstMasterKeyFor = (source: MasterKeySource): Buffer => {
  const path = join(source.folder, MASTER_KEY_FILE);
  if (source.given === undefined && !existsSync(path)) {
    mkdirSync(source.folder, { recursive: true, mode: FOLDER_OWNER_ONLY });
    createPrivateFile(path, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
  }
  return masterKeyFor(source);
};

const FOLDER_OWNER_ONLY = 0o700;

const readKeyFile = (path: string): Buffer => {
  const file = openSync(path, 'r');
  try {
    // Windows has no such bits: there the folder's own protection counts.
    if (process.platform !== 'win32' && (fstatSync(file).mode & 0o077) !== 0) {
      throw new KeyFault(
        'MASTER_KEY_EXPOSED',
        `others may read the master key ${path}: expected mode 600 (chmod 600)`,
      );
    }
    return parseKey(readFileSync(file, 'utf8').trim(), `the master key ${path}`);
  } finally {
    closeSync(file);
  }
};

const parseKey = (text: string, what: string): Buffer => {
  const key = Buffer.from(text, 'base64');
  if (key.length === KEY_BYTES && key.toString('base64') === text) return key;
  throw new KeyFault(
    'MASTER_KEY_MALFORMED',
    `${what} is not a key: expected ${KEY_BYTES} bytes in base64, got ${text.length} characters that are not that; ` +
      'put it back from its backup',
  );
};
