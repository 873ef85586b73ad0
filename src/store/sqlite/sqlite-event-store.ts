import { AppendedSignal } from '../appended-signal';
import { EVENTS_PER_READ_MAX, type EventStore, type StoredEvent, type StreamRange } from '../event-store';
import { prepareAppend, prepareCopies } from '../prepared-append';
import { StoreFault } from '../store-fault';
import { subscribe } from '../subscribe';
import type { WriterPlaces } from './append';
import { ArrivalTable } from './arrival-table';
import { Arrivals } from './arrivals';
import { closeDatabase, type Database, openDatabase } from './database';
import { databaseFault } from './driver-error';
import { checkFile, requireFileBeside, sizeOf } from './file-check';
import { GroupCommit } from './group-commit';
import { checkLog } from './integrity';
import { KnownTips } from './known-tips';
import { LogReader } from './read';
import { createSchema, PAGE_BYTES, requireSchema, storeIdOf } from './schema';

/** Memory for pages of the log, in KiB: streams are read all over it, and a page from elsewhere costs a call. */
export const LOG_CACHE_KIB_MAX = 64 * 1024;
/** How often a subscription in a process that only reads looks for what the writing process appended. */
export const LOOK_AGAIN_MS = 100;

export interface SqliteEventStoreOptions {
  readonly path: string;
  /** Milliseconds since 1970; the system's where absent. */
  readonly clock?: () => number;
  /** Takes no appends and leaves the writing to another process; the log must exist. */
  readonly readOnly?: boolean;
  /** The keys of the people in the log. Where they exist the log was there before them: it is not made anew then. */
  readonly keysPath?: string;
  /** How many events lie in order of arrival before they are sorted into their streams; `ARRIVALS_MAX` where absent. */
  readonly arrivalsMax?: number;
  /** Memory for pages, in KiB; `LOG_CACHE_KIB_MAX` where absent. */
  readonly pageCacheKib?: number;
  /** The places where the disk is asked to do something, to let it fail in tests. */
  readonly io?: { readonly commit?: (database: Database) => void };
}

/**
 * The log in one SQLite file, made where it does not exist. A damaged one is refused. Only one process may write:
 * see `openDataFolder`, which sees to that.
 */
export const openSqliteEventStore = async (options: SqliteEventStoreOptions): Promise<EventStore> => {
  const { path, keysPath, readOnly = false, pageCacheKib = LOG_CACHE_KIB_MAX } = options;
  checkFile(path);
  const hasKeys = keysPath !== undefined && sizeOf(keysPath) > 0;
  if (hasKeys) requireFileBeside(path, keysPath);
  const memory = { pageBytes: PAGE_BYTES, pageCacheKib };
  const database = openDatabase(path, { durability: 'full', readOnly, ...memory });
  try {
    if (!readOnly && !hasKeys) createSchema(database);
    requireSchema(database, path, readOnly);
    checkLog(database, path);
    return storeOf(database, options);
  } catch (error) {
    database.close();
    throw databaseFault(error, path);
  }
};

const storeOf = (
  database: Database,
  { path, clock = Date.now, readOnly, arrivalsMax, io }: SqliteEventStoreOptions,
): EventStore => {
  const appended = new AppendedSignal();
  const log = openedLog(database, arrivalsMax);
  const writer = new GroupCommit({
    database,
    path,
    clock: () => Math.floor(clock()),
    commit: io?.commit ?? ((open) => open.exec('COMMIT')),
    onAppended: () => appended.raise(),
    ...log,
  });
  const requireWritable = (): void => {
    if (readOnly) throw new StoreFault('UNAVAILABLE', `${path} was opened for reading only`);
  };
  const readStream = streamReader(log.reader, readOnly ? undefined : log.tips);
  const look = readOnly ? inSnapshot(database, log) : <Answer>(read: () => Answer) => read();
  const reading = async <Answer>(read: (from: LogReader) => Answer): Promise<Answer> => {
    if (!database.isOpen) throw new StoreFault('UNAVAILABLE', 'the event store was closed');
    try {
      return look(() => read(log.reader));
    } catch (error) {
      throw databaseFault(error, path);
    }
  };
  const readAll: EventStore['readAll'] = (range) => reading((from) => from.all(range));
  return {
    append: async (request) => {
      requireWritable();
      return writer.append(prepareAppend(request));
    },
    copyIn: async (events) => {
      requireWritable();
      return { position: writer.copyIn(prepareCopies(events)) };
    },
    readStream: (stream, range = {}) => reading(() => readStream(stream, range)),
    ...(readOnly ? {} : { knownTip: (stream: string) => log.tips.of(stream) }),
    readCommand: (commandId) => reading((from) => from.command(commandId)),
    readAll,
    subscribe: (subscription) =>
      subscribe({ readAll, appended, ...(readOnly && { lookAgainMs: LOOK_AGAIN_MS }) }, subscription),
    head: () => reading((from) => from.head()),
    positionAt: (recordedAt) => reading((from) => from.positionAt(recordedAt)),
    storeId: storeIdOf(database, path),
    health: () => writer.health(),
    close: async () => {
      const mayWrite = readOnly !== true && writer.health().status === 'ready';
      writer.stop('the event store was closed');
      appended.close();
      if (!database.isOpen) return;
      if (mayWrite) closeSettled(database, writer);
      else database.close();
    },
  };
};

const closeSettled = (database: Database, writer: GroupCommit): void => {
  try {
    writer.settle();
  } finally {
    closeDatabase(database);
  }
};

const openedLog = (database: Database, arrivalsMax: number | undefined) => {
  const [table, arrivals, tips] = [new ArrivalTable(database), new Arrivals(arrivalsMax), new KnownTips()];
  const log = { table, arrivals, tips, reader: new LogReader(database, arrivals) };
  inSnapshot(database, log)(() => undefined);
  return log;
};

/** Another process may write: arrivals and what is sorted in are looked at in one state of the file, the newest. */
const inSnapshot =
  (database: Database, { table, arrivals }: Pick<WriterPlaces, 'table' | 'arrivals'>) =>
  <Answer>(read: () => Answer): Answer => {
    database.exec('BEGIN');
    try {
      table.load(arrivals);
      return read();
    } finally {
      database.exec('COMMIT');
    }
  };

/** Reads streams and, where the ends of streams are known, remembers each end that it has seen. */
const streamReader =
  (reader: LogReader, tips: KnownTips | undefined) =>
  (stream: string, range: StreamRange): readonly StoredEvent[] => {
    const { from = 0, to, backwards = false, limit } = range;
    const toTheEnd = !backwards && to === undefined && limit === undefined;
    if (toTheEnd && tips?.isBeyond(stream, from)) return [];
    const events = reader.stream(stream, range);
    const last = events.at(-1)?.revision ?? (from === 0 ? -1 : undefined);
    if (toTheEnd && last !== undefined && events.length < EVENTS_PER_READ_MAX) tips?.note(stream, last);
    if (backwards && range.from === undefined && to === undefined)
      tips?.note(stream, events[0]?.revision ?? -1);
    return events;
  };
