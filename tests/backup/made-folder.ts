import { join } from 'node:path';
import { backUp } from '../../src/backup/back-up';
import { restore } from '../../src/backup/restore';
import { loadDemo } from '../../src/cli/demo/load-demo';
import { openProduct } from '../../src/compose';
import { dataFolderPaths } from '../../src/store/sqlite/data-folder';
import { openSqliteEventStore } from '../../src/store/sqlite/sqlite-event-store';

const AUDITOR = { kind: 'AUDITOR', id: 'employee-2' } as const;

/** A data folder with log, keys and records of use, which nobody serves. */
export const makeDataFolder = async (dataFolder: string): Promise<void> => {
  const product = await openProduct({ dataFolder, onFault: (_process, fault) => Promise.reject(fault) });
  await loadDemo(product.liaison);
  for (const code of ['FORBIDDEN', 'OUT_OF_SCOPE', 'NOT_FOUND']) {
    await product.useLog.record({ kind: 'DENIAL', actor: AUDITOR, operation: 'contact', code });
  }
  await product.close();
};

const placesOf = (dataFolder: string) =>
  ({ log: { kind: 'sqlite', dataFolder }, keys: { kind: 'folder', dataFolder } }) as const;

export const backUpTo = (dataFolder: string, parent: string, takenAt = new Date().toISOString()) =>
  backUp({
    ...placesOf(dataFolder),
    folder: join(parent, 'log'),
    keysFolder: join(parent, 'keys'),
    now: () => takenAt,
  });

export const restoreFrom = (parent: string, dataFolder: string, masterKey?: string) =>
  restore({
    ...placesOf(dataFolder),
    dataFolder,
    folder: join(parent, 'log'),
    keysFolder: join(parent, 'keys'),
    ...(masterKey === undefined ? {} : { masterKey }),
  });

export const readLog = (dataFolder: string) =>
  openSqliteEventStore({ path: dataFolderPaths(dataFolder).logPath, readOnly: true });
