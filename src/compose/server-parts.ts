import { openPostgresUseTable } from '../audit/use-records/postgres-use-table';
import { LocksOverProcesses } from '../handling/locks-over-processes';
import { openPostgresKeyRing } from '../keys/postgres-key-ring';
import type { EventStore } from '../store/event-store';
import { openKurrentdbEventStore } from '../store/kurrentdb/kurrentdb-event-store';
import { AdvisoryLocks } from '../store/postgres/advisory-locks';
import { openPostgres, type PostgresDatabase } from '../store/postgres/database';
import { lead } from '../store/postgres/leadership';
import { openPostgresEventStore } from '../store/postgres/postgres-event-store';
import { openPostgresRows } from '../store/rows/postgres/postgres-row-store';
import type { StoreChoice } from '../store/store-choice';
import type { Closers, PartsOptions, StoreParts } from './store-parts';

/** A log at a server, with everything beside it in PostgreSQL. */
export type ServerStore = Exclude<StoreChoice, { readonly kind: 'sqlite' }>;

/** The store at servers that several processes share. */
export const openServerParts = async (
  choice: ServerStore,
  options: PartsOptions,
  closers: Closers,
): Promise<StoreParts> => {
  const databases = new Databases(closers);
  const keysDatabase = await databases.open(choice.keysUrl);
  const store = await openServerStore(choice, options, databases, closers);
  const besideLog = choice.kind === 'postgres' && choice.keysUrl === choice.url;
  const keys = await openServerKeys(store, keysDatabase, { ...options, besideLog }, closers);
  const useTable = await openPostgresUseTable(keysDatabase);
  const rows = await openPostgresRows(await databases.open(choice.readModelsUrl));
  closers.push(() => rows.close());
  // All who write to one log must meet at one database: its own, or the one whose keys it needs.
  const meeting = choice.kind === 'postgres' ? await databases.open(choice.url) : keysDatabase;
  const locks = new AdvisoryLocks(meeting);
  closers.push(() => locks.close());
  return {
    store,
    keys,
    rows,
    useTable,
    locks: new LocksOverProcesses(locks),
    lead: (name, signal, work) => lead({ database: meeting, name, signal }, work),
  };
};

/** The log alone. */
export const openServerStore = async (
  { kind, url }: ServerStore,
  { clock }: PartsOptions,
  databases: Databases,
  closers: Closers,
): Promise<EventStore> => {
  const given = clock === undefined ? {} : { clock };
  const store =
    kind === 'postgres'
      ? await openPostgresEventStore({ database: await databases.open(url), ...given })
      : await openKurrentdbEventStore({ url, ...given });
  closers.push(() => store.close());
  return store;
};

/** The keys of the people in the log. */
export const openServerKeys = async (
  store: EventStore,
  database: PostgresDatabase,
  { dataFolder, masterKey, besideLog = false }: PartsOptions & { readonly besideLog?: boolean },
  closers: Closers,
) => {
  const keys = await openPostgresKeyRing({
    database,
    folder: dataFolder,
    besideLog,
    logHasEvents: (await store.head()) > 0,
    ...(masterKey === undefined ? {} : { masterKey }),
  });
  closers.push(() => keys.close());
  return keys;
};

/** One set of connections for each database, however many parts are in it. */
export class Databases {
  private readonly opened = new Map<string, PostgresDatabase>();

  constructor(private readonly closers: Closers) {}

  async open(url: string): Promise<PostgresDatabase> {
    const known = this.opened.get(url);
    if (known !== undefined) return known;
    const database = await openPostgres(url);
    this.closers.push(() => database.close());
    this.opened.set(url, database);
    return database;
  }
}
