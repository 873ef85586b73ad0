import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  createReadStream,
  fsyncSync,
  openSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** A file of a backup, as its manifest tells it. */
export interface FileDigest {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
}

/** Makes a file private and durable. */
export const settleFile = (path: string): void => {
  chmodSync(path, 0o600);
  sync(path, 'r+');
};

/** Writes a private file that is on the disk when this returns. */
export const writeDurably = (path: string, text: string): void => {
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  sync(path, 'r+');
};

/** Makes the names in a folder durable: without it a power cut can take back a file or its new name. */
export const syncFolder = (path: string): void => {
  // Windows cannot sync a folder, and writes its entries through.
  if (process.platform !== 'win32') sync(path, 'r');
};

/** Size and digest of a file, read as a stream. */
export const digestOfFile = async (path: string, name: string): Promise<FileDigest> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { name, bytes: statSync(path).size, sha256: hash.digest('hex') };
};

const sync = (path: string, flags: string): void => {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};
