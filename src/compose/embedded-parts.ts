import { SqliteUseTable } from '../audit/use-records/sqlite-use-table';
import { KeyedLocks } from '../handling/keyed-locks';
import { openKeyRing } from '../keys/open-key-ring';
import { openSqliteRows } from '../store/rows/sqlite/sqlite-row-store';
import { openDataFolder } from '../store/sqlite/data-folder';
import { openSqliteEventStore } from '../store/sqlite/sqlite-event-store';
import type { Closers, PartsOptions, StoreParts } from './store-parts';

/** How the parts of an embedded store are opened. */
export interface EmbeddedOptions extends PartsOptions {
  /** Memory for pages of the log, in KiB; what the store chooses where absent. */
  readonly logCacheKib?: number;
}

/** The embedded store: a data folder that then belongs to this process. */
export const openEmbeddedParts = async (
  { dataFolder, masterKey, clock, logCacheKib }: EmbeddedOptions,
  closers: Closers,
): Promise<StoreParts> => {
  const folder = openDataFolder(dataFolder);
  closers.push(() => folder.close());
  const { logPath, keysPath, useRecordsPath, readModelsPath } = folder;
  const store = await openSqliteEventStore({
    path: logPath,
    keysPath,
    ...(clock === undefined ? {} : { clock }),
    ...(logCacheKib === undefined ? {} : { pageCacheKib: logCacheKib }),
  });
  closers.push(() => store.close());
  const keys = openKeyRing({
    path: keysPath,
    logHasEvents: (await store.head()) > 0,
    ...(masterKey === undefined ? {} : { masterKey }),
  });
  closers.push(() => keys.close());
  const useTable = new SqliteUseTable(useRecordsPath);
  closers.push(() => useTable.close());
  const rows = openSqliteRows(readModelsPath);
  closers.push(() => rows.close());
  return {
    store,
    keys,
    rows,
    useTable,
    locks: new KeyedLocks(),
    lead: (_name, signal, work) => work(signal),
  };
};
