import { AppendedSignal } from '../appended-signal';
import type { EventStore, LogRange, StoredEvent } from '../event-store';
import { prepareAppend, prepareCopies } from '../prepared-append';
import { readPatiently } from '../read-patiently';
import { StoreFault } from '../store-fault';
import { subscribe } from '../subscribe';
import { Appender } from './appender';
import { CommandPointers } from './command-pointers';
import { Connection } from './connection';
import { connectionString } from './connection-string';
import { Copier } from './copier';
import { LiveTail } from './live-tail';
import { LogReader } from './log-reader';
import { requireFreeNames, STORE_STREAM } from './own-streams';
import { Records } from './records';
import { SeenPlaces } from './seen-places';
import { Stamps } from './stamps';
import { storeIdIn } from './store-id';
import { TimeIndex } from './time-index';
import { TIMINGS, type Timings } from './timings';
import { unbreakable } from './unbreakable';
import { Writer } from './writer';

/** How often a subscription looks whether it can go on, beside being told. */
const LOOK_AGAIN_MS = 1_000;

export interface KurrentdbEventStoreOptions {
  /** kurrentdb://, or kurrentdb+discover:// for a cluster. Never told in an error. */
  readonly url: string;
  /** Milliseconds since 1970; the system's where absent. */
  readonly clock?: () => number;
  readonly timings?: Partial<Timings>;
  /** The stream with the id of the store; another one makes another store of the same server, for tests. */
  readonly storeStream?: string;
}

/** The log on a KurrentDB server or cluster. Throws where it cannot be reached in the time there is. */
export const openKurrentdbEventStore = async (options: KurrentdbEventStoreOptions): Promise<EventStore> => {
  const url = connectionString(options.url);
  const { KurrentDBClient } = await clientLibrary();
  const connect = () => {
    try {
      return unbreakable(KurrentDBClient.connectionString(url));
    } catch {
      // What the client says quotes the string, and there may be a password in it.
      throw new StoreFault(
        'INVALID',
        'the connection string of the event store cannot be used; check each part',
      );
    }
  };
  const connection = new Connection(connect, { ...TIMINGS, ...options.timings });
  try {
    return await storeOf(connection, options);
  } catch (error) {
    await connection.close();
    throw error;
  }
};

/** The client has a native part: it is loaded only where this store was chosen. */
const clientLibrary = async () => {
  try {
    return await import('@kurrent/kurrentdb-client');
  } catch (error) {
    const message = 'the KurrentDB client cannot be loaded on this platform; choose another event store';
    throw new StoreFault('UNAVAILABLE', message, { cause: error });
  }
};

/** What the store is made of. */
const partsOf = (connection: Connection, clock: () => number) => {
  const places = new SeenPlaces();
  const records = new Records(connection, places);
  const reader = new LogReader(records, places);
  const writer = new Writer(connection);
  const pointers = new CommandPointers(writer, records);
  const stamps = new Stamps(clock);
  const shared = { writer, records, pointers, stamps };
  const appender = new Appender(shared);
  const copier = new Copier(shared, reader);
  const times = new TimeIndex((range) => reader.all(range));
  return { ...shared, places, reader, appender, copier, times };
};

/** Follows the log from where it ends now. */
const tailOf = async (
  connection: Connection,
  { reader, places, stamps }: ReturnType<typeof partsOf>,
  appended: AppendedSignal,
): Promise<LiveTail> => {
  const last = await reader.last();
  const onEvent = ({ position, recordedAt }: StoredEvent): void => {
    places.note(position);
    stamps.see(Date.parse(recordedAt));
  };
  if (last !== undefined) onEvent(last);
  return new LiveTail({
    connection,
    start: last?.position ?? 0,
    appended,
    head: () => reader.head(),
    onEvent,
  });
};

const storeOf = async (
  connection: Connection,
  { clock = Date.now, storeStream = STORE_STREAM }: KurrentdbEventStoreOptions,
): Promise<EventStore> => {
  const parts = partsOf(connection, clock);
  const { reader, pointers, times } = parts;
  const storeId = await storeIdIn(parts.writer, parts.records, storeStream);
  const appended = new AppendedSignal();
  const tail = await tailOf(connection, parts, appended);
  const following = tail.run();
  const readAll = async (range: LogRange) => {
    const page = await reader.all(range);
    times.learn(range, page);
    return page;
  };
  return {
    append: async (request) => {
      const append = prepareAppend(request);
      requireFreeNames(append.stream, append.events);
      return parts.appender.append(append);
    },
    copyIn: async (events) => {
      const copies = prepareCopies(events);
      for (const copy of copies) requireFreeNames(copy.stream, [copy]);
      return { position: await parts.copier.copyIn(copies) };
    },
    readStream: (stream, range = {}) => reader.stream(stream, range),
    readCommand: (commandId) => pointers.eventsOf(commandId),
    readAll,
    subscribe: (subscription) => {
      // The tail may lag behind what was acknowledged: only the server says that a reader has caught up with the log.
      let isLevel = false;
      const next = async (range: LogRange) => {
        const live = isLevel ? tail.page(range) : undefined;
        if (live !== undefined) return live;
        const page = await readPatiently(() => readAll(range), range, subscription.signal, appended);
        isLevel = page.caughtUp;
        return page;
      };
      return subscribe({ readAll: next, appended, lookAgainMs: LOOK_AGAIN_MS }, subscription);
    },
    head: () => reader.head(),
    positionAt: (recordedAt) => times.positionAt(recordedAt),
    storeId,
    health: () => connection.health(tail.trouble),
    close: async () => {
      appended.close();
      await connection.close();
      await following;
    },
  };
};
