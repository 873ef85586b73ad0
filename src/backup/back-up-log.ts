import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { compareLogs } from '../store/copying/compare-logs';
import { copyLog } from '../store/copying/copy-log';
import { contentOfLog, type LogContent, type OnProgress } from '../store/copying/log-content';
import type { EventStore } from '../store/event-store';
import { copyDatabase, requireSoundLog } from '../store/sqlite/one-step-copy';
import { openSqliteEventStore } from '../store/sqlite/sqlite-event-store';
import type { LogManifest } from './manifest';
import { writeBackup } from './write-backup';

/** The log in every backup: a SQLite file, whichever store it comes from. */
export const LOG_FILE = 'log.db';
const COPY_FILE = 'copy.db';

export interface LogBackup {
  readonly backupId: string;
  readonly folder: string;
  /** The log to back up, also while others write to it. */
  readonly store: EventStore;
  /** Where the store is a SQLite file: then one step takes it. */
  readonly sqlitePath?: string;
  readonly now: () => string;
  readonly onProgress?: OnProgress;
}

/** Backs up the log: everything that was acknowledged before this began, and nothing but a beginning of the log. */
export const backUpLog = (backup: LogBackup): Promise<LogManifest> =>
  writeBackup<LogManifest>(backup.folder, async (unfinished) => {
    const { backupId, store, now } = backup;
    const path = join(unfinished, LOG_FILE);
    const takenAt = now();
    const { head, content } = await takeLog(backup, unfinished, path);
    const { events, digest } = content;
    return { content: 'log', backupId, takenAt, storeId: store.storeId, head, events, digest };
  });

interface TakenLog {
  readonly head: number;
  readonly content: LogContent;
}

const takeLog = async (
  { store, sqlitePath, onProgress }: LogBackup,
  unfinished: string,
  path: string,
): Promise<TakenLog> => {
  if (sqlitePath !== undefined) {
    copyDatabase(sqlitePath, path);
    return reading(path, async (taken) => {
      const content = await contentOfLog(taken, await taken.head(), onProgress);
      return { head: content.head, content };
    });
  }
  // Positions are given in the order of commits, so a log up to a position is one state of it.
  const head = await store.head();
  const copyPath = join(unfinished, COPY_FILE);
  await copyTo(copyPath, { store, until: head, onProgress });
  copyDatabase(copyPath, path);
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${copyPath}${suffix}`, { force: true });
  const content = await reading(path, (to) => compareLogs({ from: store, until: head, to }));
  return { head, content };
};

const copyTo = async (
  path: string,
  {
    store,
    until,
    onProgress,
  }: Pick<LogBackup, 'store'> & { until: number; onProgress: OnProgress | undefined },
): Promise<void> => {
  const to = await openSqliteEventStore({ path });
  try {
    await copyLog({ from: store, to, dense: true, until, ...(onProgress && { onProgress }) });
  } finally {
    await to.close();
  }
};

/** Every page and every row has been read before the work begins. */
const reading = async <Result>(path: string, work: (log: EventStore) => Promise<Result>): Promise<Result> => {
  requireSoundLog(path);
  const log = await openSqliteEventStore({ path, readOnly: true });
  try {
    return await work(log);
  } finally {
    await log.close();
  }
};
