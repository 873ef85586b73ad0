import type { PostgresDatabase, Queries } from '../store/postgres/database';
import { type Layout, migrate } from '../store/postgres/migrate';
import { addKeysStatement } from './made-key';
import { firstMasterKeyFor, type MasterKeySource, masterKeyFor } from './master-key';
import { FORMAT, indexKeyIn, KEY_VERSION, keysMissing, makeMeta } from './wrapped-keys';

/** The channel over which every process is told whose key was destroyed. */
export const DESTROYED_CHANNEL = 'liaison_keys_destroyed';
/** Where the keys are, as messages name it. */
export const KEYS_PLACE = 'PostgreSQL, schema liaison_keys';

/** The key as it is kept, or the tombstone in its place. */
export type WrappedKey = { readonly version: number; readonly wrapped: Buffer } | 'destroyed';

/** What opens the keys: the master key that fits them, and the index key. */
export interface OpenedMeta {
  readonly masterKey: Buffer;
  /** Makes keyed hashes of values that must be unique; never changes. */
  readonly indexKey: Buffer;
}

/** A destroyed key leaves a dead row: one is enough for the server to clear them away. */
export const KEYS_LAYOUT: Layout = {
  schema: 'liaison_keys',
  steps: [
    `CREATE TABLE liaison_keys.meta (
       id int PRIMARY KEY CHECK (id = 1), format int NOT NULL, check_value bytea NOT NULL, index_key bytea NOT NULL);
     CREATE TABLE liaison_keys.subject_keys (
       subject text COLLATE "C" PRIMARY KEY, version int NOT NULL, wrapped bytea, destroyed_at text,
       CHECK ((wrapped IS NULL) <> (destroyed_at IS NULL)))
       WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1)`,
    `CREATE INDEX subject_keys_destroyed ON liaison_keys.subject_keys (destroyed_at)
       WHERE destroyed_at IS NOT NULL`,
  ],
};

/**
 * Makes the tables where there are none, and for an empty log what opens the keys. Of several processes that start
 * together one makes it and the others find it.
 */
export const openMeta = async (
  database: PostgresDatabase,
  source: MasterKeySource,
  logHasEvents: boolean,
): Promise<OpenedMeta> => {
  await migrate(database, KEYS_LAYOUT);
  return database.transaction(async (queries) => {
    await queries.query('LOCK TABLE liaison_keys.meta IN EXCLUSIVE MODE');
    const found = await readMeta(queries);
    if (found === undefined && logHasEvents) throw keysMissing(KEYS_PLACE);
    const masterKey = found === undefined ? firstMasterKeyFor(source) : masterKeyFor(source);
    const meta = found ?? (await writeMeta(queries, masterKey));
    return { masterKey, indexKey: indexKeyIn(meta, masterKey, KEYS_PLACE) };
  });
};

/** As it is kept. */
export type Meta = Parameters<typeof indexKeyIn>[0];

/** What opens the keys; undefined where none were made. */
export const readMeta = async ({ query }: Queries): Promise<Meta | undefined> => {
  const [meta] = await query<Meta>(
    'SELECT format, check_value AS check, index_key AS index FROM liaison_keys.meta',
  );
  return meta;
};

const writeMeta = async ({ query }: Queries, masterKey: Buffer): Promise<Meta> => {
  const { check, index } = makeMeta(masterKey);
  await query('INSERT INTO liaison_keys.meta (id, format, check_value, index_key) VALUES (1, $1, $2, $3)', [
    FORMAT,
    check,
    index,
  ]);
  return { format: FORMAT, check, index };
};

/** The keys that are there, of those that are asked for. */
export const readKeys = async (
  { query }: Queries,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, WrappedKey>> => {
  const rows = await query<{ subject: string; version: number; wrapped: Buffer | null }>(
    'SELECT subject, version, wrapped FROM liaison_keys.subject_keys WHERE subject = ANY($1)',
    [subjects],
    { name: 'keys-read' },
  );
  return new Map(rows.map((row) => [row.subject, wrappedIn(row)]));
};

/** Whose keys were destroyed since an instant, by the clocks of those who did it; at most so many, the newest. */
export const readDestroyed = async (
  { query }: Queries,
  since: string,
  most: number,
): Promise<readonly string[]> => {
  const rows = await query<{ subject: string }>(
    `SELECT subject FROM liaison_keys.subject_keys WHERE destroyed_at COLLATE "C" >= $1
     ORDER BY destroyed_at DESC LIMIT $2`,
    [since, most],
  );
  return rows.map(({ subject }) => subject);
};

/** What stands under subjects after keys were added where none stood. */
export interface EnsuredKeys {
  /** The subjects whose key was added now. */
  readonly added: ReadonlySet<string>;
  readonly found: ReadonlyMap<string, WrappedKey>;
}

/**
 * Adds keys where none stands and tells what stood there. Of two processes that make one, one does; the other is told
 * nothing of that subject and has to read again. With `flushedLater` the keys are on the disk only once something is
 * committed after them that is.
 */
export const ensureKeys = async (
  { query }: Queries,
  keys: ReadonlyMap<string, Buffer>,
  flushedLater: boolean,
): Promise<EnsuredKeys> => {
  // In one order everywhere, so that two processes with the same subjects do not wait for each other.
  const subjects = [...keys.keys()].sort();
  const rows = await query<{ subject: string; version: number; wrapped: Buffer | null; added: boolean }>(
    flushedLater ? ENSURE_FLUSHED_LATER : ENSURE,
    [subjects, subjects.map((subject) => keys.get(subject)), KEY_VERSION],
    { name: flushedLater ? 'keys-ensure-flushed-later' : 'keys-ensure', mayWrite: true },
  );
  return {
    added: new Set(rows.flatMap(({ subject, added }) => (added ? [subject] : []))),
    found: new Map(rows.flatMap((row) => (row.added ? [] : [[row.subject, wrappedIn(row)]]))),
  };
};

const ensureStatement = (returned: string): string =>
  `WITH added AS (${addKeysStatement(['$1', '$2', '$3'], returned)})
   SELECT subject, $3::int AS version, NULL::bytea AS wrapped, true AS added FROM added
   UNION ALL
   SELECT subject, version, wrapped, false FROM liaison_keys.subject_keys WHERE subject = ANY($1)`;

const ENSURE = ensureStatement('subject');
/** Set with the first row that is added, until the statement is committed. */
const ENSURE_FLUSHED_LATER = ensureStatement("subject, set_config('synchronous_commit', 'off', true)");

const wrappedIn = ({
  version,
  wrapped,
}: {
  readonly version: number;
  readonly wrapped: Buffer | null;
}): WrappedKey => (wrapped === null ? 'destroyed' : { version, wrapped });

/** Puts a tombstone in the place of the key, where there was one or not, and tells every process. */
export const buryKey = async (database: PostgresDatabase, subject: string, at: string): Promise<void> =>
  database.transaction(async ({ query }) => {
    await query(
      `INSERT INTO liaison_keys.subject_keys AS kept (subject, version, destroyed_at) VALUES ($1, $2, $3)
       ON CONFLICT (subject) DO UPDATE SET wrapped = NULL, destroyed_at = excluded.destroyed_at
       WHERE kept.wrapped IS NOT NULL`,
      [subject, KEY_VERSION, at],
    );
    await query('SELECT pg_notify($1, $2)', [DESTROYED_CHANNEL, subject]);
  });
