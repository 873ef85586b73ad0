import type { EventStore, LogRange } from '../event-store';
import { prepareAppend, prepareCopies } from '../prepared-append';
import { readPatiently } from '../read-patiently';
import { StoreFault } from '../store-fault';
import { subscribe } from '../subscribe';
import { copyIn } from './copy-in';
import { openPostgres, type PostgresDatabase, type Queries } from './database';
import { LOG_LAYOUT } from './log-layout';
import { LogWriter } from './log-writer';
import { migrate } from './migrate';
import { readAll, readHead, readPositionAt } from './read';
import { ReadsTogether } from './reads-together';

export interface PostgresEventStoreOptions {
  /** The database, which is opened and closed with the store; or one that is open, and stays so. */
  readonly database: string | PostgresDatabase;
  /** Milliseconds since 1970; the system's where absent. */
  readonly clock?: () => number;
}

/**
 * The log in PostgreSQL, made where it does not exist. Any number of processes may write to it. It outlives a restart
 * of PostgreSQL: `health` says when it cannot be reached, what is asked meanwhile is refused, and subscriptions go on
 * by themselves.
 */
export const openPostgresEventStore = async (options: PostgresEventStoreOptions): Promise<EventStore> => {
  const isOurs = typeof options.database === 'string';
  const database =
    typeof options.database === 'string' ? await openPostgres(options.database) : options.database;
  try {
    await requireDurable(database);
    await migrate(database, LOG_LAYOUT);
    const storeId = await readStoreId(database);
    return await storeOf(database, { storeId, isOurs, clock: options.clock ?? Date.now });
  } catch (error) {
    if (isOurs) await database.close();
    throw error;
  }
};

interface OpenedLog {
  readonly storeId: string;
  readonly isOurs: boolean;
  readonly clock: () => number;
}

const storeOf = async (
  database: PostgresDatabase,
  { storeId, isOurs, clock }: OpenedLog,
): Promise<EventStore> => {
  const writer = new LogWriter(database, clock);
  const { tail, watch, group } = writer;
  const { appended } = watch;
  const reads = new ReadsTogether(database);
  const whileOpen = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    if (appended.closed) throw new StoreFault('UNAVAILABLE', CLOSED);
    return work();
  };
  const follow: EventStore['subscribe'] = (subscription) => {
    const read = async (range: LogRange) =>
      tail.page(range, watch.known) ??
      readPatiently(() => readAll(database, range), range, subscription.signal, appended);
    return subscribe({ readAll: read, appended }, subscription);
  };
  await watch.begun();
  return {
    append: async (request) => {
      const answer = await group.append(prepareAppend(request));
      if (answer.outcome === 'key-stands') throw new Error('expected an append without a key');
      return answer;
    },
    appendWithKey: async (request, key) => group.append({ ...prepareAppend(request), key }),
    copyIn: async (events) => {
      const copies = prepareCopies(events);
      const position = await whileOpen(() => database.transaction((queries) => copyIn(queries, copies)));
      watch.reach(position);
      return { position };
    },
    readStream: (stream, range = {}) => whileOpen(() => reads.stream(stream, range)),
    readCommand: (commandId) => whileOpen(() => reads.command(commandId)),
    readAll: (range) => whileOpen(() => readAll(database, range)),
    subscribe: follow,
    head: () => whileOpen(() => readHead(database)),
    positionAt: (recordedAt) => whileOpen(() => readPositionAt(database, recordedAt)),
    storeId,
    health: () => watch.health(),
    close: async () => {
      if (appended.closed) return;
      await writer.close(CLOSED);
      if (isOurs) await database.close();
    },
  };
};

const CLOSED = 'the event store was closed';

/** An answered append must outlive a power cut. Each connection that appends sees to the rest by itself. */
const requireDurable = async ({ query }: Queries): Promise<void> => {
  const [server] = await query<{ fsync: string }>("SELECT current_setting('fsync') AS fsync");
  if (server?.fsync === 'on') return;
  throw new StoreFault(
    'UNAVAILABLE',
    `expected PostgreSQL with fsync on, got ${server?.fsync}: events could be lost`,
  );
};

const readStoreId = async ({ query }: Queries): Promise<string> => {
  const [row] = await query<{ value: string }>("SELECT value FROM liaison_log.meta WHERE name = 'store_id'");
  if (row !== undefined) return row.value;
  throw new StoreFault('CORRUPT', 'liaison_log.meta has lost the id of the log: restore it from a backup');
};
