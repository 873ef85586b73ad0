import type { PostgresDatabase, Queries } from '../store/postgres/database';
import { migrate } from '../store/postgres/migrate';
import { type Database, openDatabase } from '../store/sqlite/database';
import { KeyFault } from './key-fault';
import { makeKeyTables } from './key-file';
import { KEYS_LAYOUT, KEYS_PLACE, type Meta, readMeta } from './postgres-key-table';
import { FORMAT, keysMissing } from './wrapped-keys';

/** How many keys are read or written at a time. */
const KEYS_PER_PAGE = 5_000;

interface KeyRow {
  readonly subject: string;
  readonly version: number;
  readonly wrapped: Uint8Array | null;
  readonly destroyed_at: string | null;
}

/** Writes one state of the keys in PostgreSQL, wrapped as they are, to a new file of keys. */
export const exportKeys = async (from: PostgresDatabase, path: string): Promise<void> => {
  await migrate(from, KEYS_LAYOUT);
  const to = openDatabase(path, { durability: 'full' });
  try {
    await from.transaction(
      async (queries) => {
        const meta = await readMeta(queries);
        if (meta === undefined) throw keysMissing(KEYS_PLACE);
        to.exec('BEGIN IMMEDIATE');
        makeKeyTables(to, { check: meta.check as Buffer, index: meta.index as Buffer });
        const insert = to.prepare('INSERT INTO subject_keys VALUES (?, ?, ?, ?)');
        for await (const { subject, version, wrapped, destroyed_at } of rowsIn(queries)) {
          insert.run(subject, version, wrapped, destroyed_at);
        }
        to.exec('COMMIT');
      },
      { snapshot: true },
    );
  } finally {
    to.close();
  }
};

/**
 * Adds the keys of a file to PostgreSQL, wrapped as they are. Where some stand there already they must be of the same
 * log; a tombstone is never replaced by a key, and always replaces one. It can be repeated.
 */
export const importKeys = async (path: string, to: PostgresDatabase): Promise<void> => {
  await migrate(to, KEYS_LAYOUT);
  const from = openDatabase(path, { durability: 'full', readOnly: true });
  try {
    await to.transaction(async (queries) => {
      await queries.query('LOCK TABLE liaison_keys.meta IN EXCLUSIVE MODE');
      await requireSameRing(queries, metaIn(from));
      const read = from.prepare('SELECT * FROM subject_keys WHERE subject > ? ORDER BY subject LIMIT ?');
      for (let after = ''; ; ) {
        const rows = read.all(after, KEYS_PER_PAGE) as unknown as readonly KeyRow[];
        if (rows.length > 0) await insertRows(queries, rows);
        if (rows.length < KEYS_PER_PAGE) return;
        after = rows.at(-1)?.subject ?? after;
      }
    });
  } finally {
    from.close();
  }
};

/** The same for another file of keys, which nobody else has open. */
export const completeKeys = (path: string, to: string): void => {
  const database = openDatabase(to, { durability: 'full' });
  try {
    database.exec('PRAGMA secure_delete = ON');
    database.prepare('ATTACH ? AS origin').run(path);
    const same = database.prepare(
      "SELECT 1 FROM meta JOIN origin.meta AS other USING (name, value) WHERE name = 'index'",
    );
    if (same.get() === undefined) throw ofAnotherLog(to);
    database.exec(
      `INSERT INTO subject_keys SELECT * FROM origin.subject_keys WHERE true
       ON CONFLICT (subject) DO UPDATE SET wrapped = NULL, destroyed_at = excluded.destroyed_at
       WHERE excluded.wrapped IS NULL AND subject_keys.wrapped IS NOT NULL`,
    );
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
};

async function* rowsIn({ query }: Queries): AsyncGenerator<KeyRow> {
  for (let after = ''; ; ) {
    const rows = await query<KeyRow>(
      `SELECT subject, version, wrapped, destroyed_at FROM liaison_keys.subject_keys
       WHERE subject > $1 ORDER BY subject LIMIT $2`,
      [after, KEYS_PER_PAGE],
    );
    yield* rows;
    if (rows.length < KEYS_PER_PAGE) return;
    after = rows.at(-1)?.subject ?? after;
  }
}

const metaIn = (database: Database): Meta => {
  const rows = database.prepare('SELECT name, value FROM meta').all();
  const meta = new Map(rows.map(({ name, value }) => [name, value]));
  const [format, check, index] = ['format', 'check', 'index'].map((name) => meta.get(name));
  return { format, check, index };
};

const requireSameRing = async (queries: Queries, meta: Meta): Promise<void> => {
  const standing = await readMeta(queries);
  const [check, index] = [bytesOf(meta.check), bytesOf(meta.index)];
  if (standing === undefined) {
    const insert =
      'INSERT INTO liaison_keys.meta (id, format, check_value, index_key) VALUES (1, $1, $2, $3)';
    await queries.query(insert, [FORMAT, check, index]);
    return;
  }
  if (bytesOf(standing.index).equals(index)) return;
  throw ofAnotherLog(KEYS_PLACE);
};

const ofAnotherLog = (place: string): KeyFault =>
  new KeyFault('KEYS_MISSING', `${place} holds the keys of another log; name another place for them`);

const insertRows = ({ query }: Queries, rows: readonly KeyRow[]): Promise<readonly unknown[]> =>
  query(
    `INSERT INTO liaison_keys.subject_keys AS kept (subject, version, wrapped, destroyed_at)
     SELECT * FROM unnest($1::text[], $2::int[], $3::bytea[], $4::text[])
     ON CONFLICT (subject) DO UPDATE SET wrapped = NULL, destroyed_at = excluded.destroyed_at
     WHERE excluded.wrapped IS NULL AND kept.wrapped IS NOT NULL`,
    [
      rows.map(({ subject }) => subject),
      rows.map(({ version }) => version),
      rows.map(({ wrapped }) => (wrapped === null ? null : bytesOf(wrapped))),
      rows.map(({ destroyed_at }) => destroyed_at),
    ],
  );

const bytesOf = (value: unknown): Buffer => Buffer.from(value as Uint8Array);
