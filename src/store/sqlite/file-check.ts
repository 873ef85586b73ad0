import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { StoreFault } from '../store-fault';

/** What a SQLite database file begins with (sqlite.org/fileformat.html, section 1.3). */
const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const RESTORE = 'restore the data folder from a backup';

/**
 * Looks at a database file before SQLite does: refuses what is no database and what has been cut short. While the
 * write-ahead log still holds pages the file may be shorter than its header says; then SQLite's own check decides.
 */
export const checkFile = (path: string): void => {
  const size = sizeOf(path);
  if (size === 0) {
    if (sizeOf(`${path}-wal`) === 0) return;
    throw new StoreFault('CORRUPT', `${path} is missing or empty beside its write-ahead log: ${RESTORE}`);
  }
  const header = readHeader(path);
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new StoreFault('CORRUPT', `${path} does not begin as a database does: ${RESTORE}`);
  }
  const expected = header.readUInt32BE(28) * pageBytesOf(header);
  if (size < expected && sizeOf(`${path}-wal`) === 0) {
    throw new StoreFault(
      'CORRUPT',
      `${path} is cut short: expected ${expected} bytes, got ${size}; ${RESTORE}`,
    );
  }
};

/** Refuses a log that is missing or empty beside the keys, which are only made once there is a log. */
export const requireFileBeside = (path: string, keysPath: string): void => {
  if (sizeOf(path) > 0) return;
  throw new StoreFault(
    'CORRUPT',
    `the log ${path} is missing or empty beside the keys ${keysPath}: restore the log from a backup, ` +
      'or move keys.db and readmodels.db away to begin anew',
  );
};

/** Size of a file in bytes; 0 where there is none. */
export const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** The value 1 stands for 65,536, which does not fit in two bytes. */
const pageBytesOf = (header: Buffer): number => {
  const stored = header.readUInt16BE(16);
  return stored === 1 ? 65_536 : stored;
};

const readHeader = (path: string): Buffer => {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(Math.min(HEADER_BYTES, fstatSync(file).size));
    readSync(file, header, 0, header.length, 0);
    return header;
  } finally {
    closeSync(file);
  }
};
