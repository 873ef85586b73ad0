import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a file that only its owner may read; it is on the disk when this returns. A key that a power cut takes back
 * after events were sealed with it would be lost for good.
 */
export const createPrivateFile = (path: string, text: string): void => {
  const file = openSync(path, 'wx', 0o600);
  try {
    if (text !== '') writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(dirname(path));
};

const syncFolder = (path: string): void => {
  // Windows cannot sync a folder, and writes its entries through.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};
