import { existsSync } from 'node:fs';
import type { EventStore } from '../store/event-store';
import { openKurrentdbEventStore } from '../store/kurrentdb/kurrentdb-event-store';
import { openPostgresEventStore } from '../store/postgres/postgres-event-store';
import { type DataFolder, dataFolderPaths, openDataFolder } from '../store/sqlite/data-folder';
import { openSqliteEventStore } from '../store/sqlite/sqlite-event-store';
import { BackupFault } from './backup-fault';

/** Where a log is; an address may hold a password and is never shown. */
export type LogPlace =
  | { readonly kind: 'sqlite'; readonly dataFolder: string }
  | { readonly kind: 'postgres' | 'kurrentdb'; readonly url: string };

/** Where keys and records of use are. */
export type KeysPlace =
  | { readonly kind: 'folder'; readonly dataFolder: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** The log of a place, open. */
export interface LogAt {
  readonly store: EventStore;
  /** True where positions follow one another without gaps. */
  readonly dense: boolean;
  /** The file of the log, where it is one. */
  readonly sqlitePath?: string;
  close(): Promise<void>;
}

/** Opens a log for reading, whether or not somebody serves it. */
export const openLogToRead = async (place: LogPlace): Promise<LogAt> => {
  if (place.kind !== 'sqlite') return openLogAtServer(place);
  const { logPath } = dataFolderPaths(place.dataFolder);
  if (!existsSync(logPath)) {
    throw new BackupFault(`expected a log in the data folder ${place.dataFolder}, found none`);
  }
  const store = await openSqliteEventStore({ path: logPath, readOnly: true });
  return { store, dense: true, sqlitePath: logPath, close: () => store.close() };
};

/** Opens a log that events are copied into, and makes it where there is none; a data folder belongs to us then. */
export const openLogToWrite = async (place: LogPlace): Promise<LogAt> => {
  if (place.kind !== 'sqlite') return openLogAtServer(place);
  const folder = openDataFolder(place.dataFolder);
  try {
    const store = await openSqliteEventStore({ path: folder.logPath });
    return { store, dense: true, sqlitePath: folder.logPath, close: () => closeBoth(store, folder) };
  } catch (error) {
    folder.close();
    throw error;
  }
};

const openLogAtServer = async ({ kind, url }: Exclude<LogPlace, { kind: 'sqlite' }>): Promise<LogAt> => {
  const store =
    kind === 'postgres'
      ? await openPostgresEventStore({ database: url })
      : await openKurrentdbEventStore({ url });
  return { store, dense: kind === 'postgres', close: () => store.close() };
};

const closeBoth = async (store: EventStore, folder: DataFolder): Promise<void> => {
  try {
    await store.close();
  } finally {
    folder.close();
  }
};
