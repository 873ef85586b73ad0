import type { PostgresDatabase, Queries } from '../../store/postgres/database';
import { migrate } from '../../store/postgres/migrate';
import { type Database, openDatabase } from '../../store/sqlite/database';
import { StoreFault } from '../../store/store-fault';
import type { ChainEnd, KeptRecord } from './chain';
import { USE_LAYOUT, USE_PLACE } from './postgres-schema';
import { makeTables } from './schema';
import { endOfChain } from './verify';

/** How many records are read or written at a time. */
const RECORDS_PER_PAGE = 2_000;

/** Writes one state of the records of use in PostgreSQL to a new file of them, chain and all. */
export const exportRecords = async (from: PostgresDatabase, path: string): Promise<void> => {
  await migrate(from, USE_LAYOUT);
  const to = openDatabase(path, { durability: 'full' });
  try {
    makeTables(to);
    await from.transaction((queries) => copyToFile(queries, to), { snapshot: true });
  } finally {
    to.close();
  }
};

/**
 * Adds the records of a file to those in PostgreSQL, which must be none, or the beginning of the same chain. It can be
 * repeated.
 */
export const importRecords = async (path: string, to: PostgresDatabase): Promise<void> => {
  await migrate(to, USE_LAYOUT);
  const from = openDatabase(path, { durability: 'full', readOnly: true });
  try {
    await to.transaction((queries) => copyFromFile(from, queries));
  } finally {
    from.close();
  }
};

const copyToFile = async ({ query }: Queries, to: Database): Promise<void> => {
  to.exec('BEGIN IMMEDIATE');
  const [anchor] = await query<ChainEnd>('SELECT sequence, hash FROM liaison_use.use_anchor');
  if (anchor === undefined) throw new Error('expected an anchor of the records of use, got none');
  to.prepare('UPDATE use_anchor SET sequence = ?, hash = ?').run(anchor.sequence, anchor.hash);
  const insert = to.prepare('INSERT INTO use_records (sequence, body, hash) VALUES (?, ?, ?)');
  for (let after = anchor.sequence; ; ) {
    const records = await query<KeptRecord>(
      'SELECT sequence, body, hash FROM liaison_use.use_records WHERE sequence > $1 ORDER BY sequence LIMIT $2',
      [after, RECORDS_PER_PAGE],
    );
    for (const { sequence, body, hash } of records) insert.run(sequence, body, hash);
    if (records.length < RECORDS_PER_PAGE) break;
    after = records.at(-1)?.sequence ?? after;
  }
  to.exec('COMMIT');
};

const copyFromFile = async (from: Database, { query }: Queries): Promise<void> => {
  const [standing] = await query<ChainEnd>('SELECT sequence, hash FROM liaison_use.use_end FOR UPDATE');
  if (standing === undefined) throw new Error('expected an end of the records of use, got none');
  requireBeginning(from, 'main', standing, USE_PLACE);
  const anchor = from.prepare('SELECT sequence, hash FROM use_anchor').get();
  if (standing.sequence === 0) {
    const move = 'UPDATE liaison_use.use_anchor SET sequence = $1, hash = $2';
    await query(move, [anchor?.sequence, anchor?.hash]);
  }
  const read = from.prepare(`${RECORDS} WHERE sequence > ? ORDER BY sequence LIMIT ?`);
  for (let after = standing.sequence; ; ) {
    const records = read.all(after, RECORDS_PER_PAGE) as unknown as readonly KeptRecord[];
    await insertRecords(query, records);
    if (records.length < RECORDS_PER_PAGE) break;
    after = records.at(-1)?.sequence ?? after;
  }
  const end = endOfChain(from);
  const last = from.prepare('SELECT at FROM use_records ORDER BY sequence DESC LIMIT 1').get();
  await query('UPDATE liaison_use.use_end SET sequence = $1, hash = $2, at = $3', [
    end.sequence,
    end.hash,
    last?.at ?? '',
  ]);
};

/** The same for another file of records, which nobody else has open. */
export const completeRecords = (path: string, to: string): void => {
  const database = openDatabase(to, { durability: 'full' });
  try {
    database.prepare('ATTACH ? AS origin').run(path);
    const end = endOfChain(database);
    requireBeginning(database, 'origin', end, to);
    database
      .prepare(
        `INSERT INTO use_records (sequence, body, hash)
         SELECT sequence, body, hash FROM origin.use_records WHERE sequence > ?`,
      )
      .run(end.sequence);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
};

const RECORDS = 'SELECT sequence, body, hash FROM use_records';

/** Throws unless the chain that is to go on ends with a record of the other one. */
const requireBeginning = (
  other: Database,
  schema: string,
  { sequence, hash }: ChainEnd,
  place: string,
): void => {
  if (sequence === 0) return;
  const found = other
    .prepare(
      `SELECT 1 FROM ${schema}.use_records WHERE sequence = ? AND hash = ?
       UNION SELECT 1 FROM ${schema}.use_anchor WHERE sequence = ? AND hash = ?`,
    )
    .get(sequence, hash, sequence, hash);
  if (found !== undefined) return;
  throw new StoreFault('INVALID', `${place} holds other records of use; name another place for them`);
};

const insertRecords = (
  query: Queries['query'],
  records: readonly KeptRecord[],
): Promise<readonly unknown[]> =>
  query(
    `INSERT INTO liaison_use.use_records (sequence, body, hash)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[])`,
    [
      records.map(({ sequence }) => sequence),
      records.map(({ body }) => body),
      records.map(({ hash }) => hash),
    ],
  );
