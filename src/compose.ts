import { existsSync } from 'node:fs';
import { projections } from '../projections';
import type { ReadModels } from '../projections/read-models';
import { RETENTION_DAYS_DEFAULT } from './audit/use-records/bounds';
import { SqliteUseTable } from './audit/use-records/sqlite-use-table';
import { UseLog } from './audit/use-records/use-log';
import { forbids } from './auth/forbids';
import { POLICY_VERSION } from './auth/policy';
import { createLiaison } from './handling/create-liaison';
import { KeyedLocks } from './handling/keyed-locks';
import type { Liaison } from './handling/liaison';
import { type OnFault, startProcesses } from './handling/processes';
import { openKeyRing } from './keys/open-key-ring';
import type { EventLog } from './store/event-log';
import { progressBeside } from './store/projector/progress-beside';
import { type Projector, type ProjectorLogger, startProjector } from './store/projector/projector';
import { sqlReadModels } from './store/rows/sql-read-models';
import { openSqliteRows } from './store/rows/sqlite/sqlite-row-store';
import { sealedLog } from './store/sealed-log';
import {
  type DataFolder,
  type DataFolderPaths,
  dataFolderPaths,
  openDataFolder,
} from './store/sqlite/data-folder';
import { openSqliteEventStore } from './store/sqlite/sqlite-event-store';
import { StoreFault } from './store/store-fault';

/** How the product is opened. */
export interface OpenOptions {
  /** The folder that holds log, keys and read models. */
  readonly dataFolder: string;
  /** 32 bytes in base64 that wrap the keys of the people in the log; the file `master.key` where absent. */
  readonly masterKey?: string;
  readonly onFault: OnFault;
  /** Told when a read model stops or cannot go on for now. */
  readonly projectorLogger?: ProjectorLogger;
  /** How long records of use are kept; `RETENTION_DAYS_DEFAULT` where absent. */
  readonly useRecordsDays?: number;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** The product running on the embedded store, without its edges. */
export interface Product {
  readonly liaison: Liaison;
  readonly projector: Projector;
  readonly log: EventLog;
  /** Who was denied what, and who was shown personal data. */
  readonly useLog: UseLog;
  /** Ends the processes, lets what runs finish, and gives the data folder back. */
  close(): Promise<void>;
}

/**
 * Opens log, keys and read models in a data folder that then belongs to this process, and starts projector and
 * process managers. Throws a `StoreFault` or `KeyFault` that says what is wrong and what to do; nothing is left open.
 */
export const openProduct = async (options: OpenOptions): Promise<Product> => {
  const folder = openDataFolder(options.dataFolder);
  const closers: (() => unknown)[] = [() => folder.close()];
  try {
    return await openParts(options, folder, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
};

const openParts = async (
  options: OpenOptions,
  folder: DataFolder,
  closers: (() => unknown)[],
): Promise<Product> => {
  const { clock = Date.now, onFault } = options;
  const log = await openLog({ ...options, clock }, folder, closers);
  const useLog = new UseLog(new SqliteUseTable(folder.useRecordsPath), {
    retentionDays: options.useRecordsDays ?? RETENTION_DAYS_DEFAULT,
    clock,
    onFault,
  });
  closers.push(() => useLog.close());
  const rows = openSqliteRows(folder.readModelsPath);
  closers.push(() => rows.close());
  const logger = options.projectorLogger;
  const projector = await startProjector({
    log,
    rows,
    projections,
    ...(logger === undefined ? {} : { logger }),
  });
  closers.push(() => projector.stop());
  const models = sqlReadModels({ rows, progress: projector });
  const liaison = createLiaison({
    log,
    models,
    locks: new KeyedLocks(),
    now: () => new Date(clock()).toISOString(),
    policyVersion: POLICY_VERSION,
    forbids,
  });
  const processes = startProcesses(liaison, onFault);
  closers.push(() => processes.stop());
  return { liaison, projector, log, useLog, close: () => closeAll(closers) };
};

/** A log beside the process that owns it, for reading only: what `rebuild` and `verify` work on. */
export interface LogReader {
  readonly log: EventLog;
  readonly paths: DataFolderPaths;
  close(): Promise<void>;
}

/** Opens the log of a data folder for reading, whether or not another process serves it. */
export const openLogReader = async (options: Omit<OpenOptions, 'onFault'>): Promise<LogReader> => {
  const paths = existingFolder(options.dataFolder);
  const closers: (() => unknown)[] = [];
  try {
    const log = await openLog({ ...options, readOnly: true }, paths, closers);
    return { log, paths, close: () => closeAll(closers) };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
};

/** Read models beside the process that keeps them, or of a folder that nobody serves. */
export interface ModelsReader {
  readonly models: ReadModels;
  /** Position of the last event in the log: how far the read models must have come to be complete. */
  readonly head: number;
  close(): Promise<void>;
}

/** Opens the read models of a data folder for reading; they are as far as the last server on it had brought them. */
export const openModelsReader = async (dataFolder: string): Promise<ModelsReader> => {
  const { logPath, readModelsPath } = existingFolder(dataFolder);
  const closers: (() => unknown)[] = [];
  try {
    const store = await openSqliteEventStore({ path: logPath, readOnly: true });
    closers.push(() => store.close());
    const rows = openSqliteRows(readModelsPath);
    closers.push(() => rows.close());
    const models = sqlReadModels({ rows, progress: progressBeside(rows, projections) });
    return { models, head: await store.head(), close: () => closeAll(closers) };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
};

/** The paths of a folder that holds a log; a reader never makes one. */
const existingFolder = (dataFolder: string): DataFolderPaths => {
  const paths = dataFolderPaths(dataFolder);
  if (existsSync(paths.logPath)) return paths;
  throw new StoreFault(
    'UNAVAILABLE',
    `expected a log in the data folder ${dataFolder} (LIAISON_DATA), found none`,
  );
};

const openLog = async (
  {
    masterKey,
    clock,
    readOnly = false,
  }: Pick<OpenOptions, 'masterKey' | 'clock'> & { readonly readOnly?: boolean },
  { logPath, keysPath }: DataFolderPaths,
  closers: (() => unknown)[],
): Promise<EventLog> => {
  const store = await openSqliteEventStore({
    path: logPath,
    keysPath,
    readOnly,
    ...(clock === undefined ? {} : { clock }),
  });
  closers.push(() => store.close());
  const keys = openKeyRing({
    path: keysPath,
    logHasEvents: readOnly || (await store.head()) > 0,
    ...(masterKey === undefined ? {} : { masterKey }),
  });
  closers.push(() => keys.close());
  return sealedLog(store, keys);
};

/** Closes in the reverse order of opening. */
const closeAll = async (closers: (() => unknown)[]): Promise<void> => {
  for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
};
