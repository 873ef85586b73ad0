import { statSync } from 'node:fs';
import { join } from 'node:path';
import { closeDatabase, type Database, openDatabase } from '../../../src/store/sqlite/database';
import { createSchema, PAGE_BYTES } from '../../../src/store/sqlite/schema';
import {
  LEVELS,
  NAMES_MOVED_AT_ONCE,
  NEW_NAMES_MAX,
  StreamNames,
  streamOfNameSql,
} from '../../../src/store/sqlite/stream-names';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

const ADDED_AT_ONCE = 2_000;

const opened = () => {
  const path = join(newFolder(), 'log.db');
  const database = openDatabase(path, { durability: 'off', pageBytes: PAGE_BYTES });
  createSchema(database);
  return { path, database };
};

const number = (database: Database, sql: string): number =>
  Number(Object.values(database.prepare(sql).get() ?? {})[0]);

/** Begins streams with random names and adds them, as one piece of what is sorted in. */
const add = (database: Database, names: StreamNames, streams = ADDED_AT_ONCE): void => {
  database.exec('BEGIN IMMEDIATE');
  const last = number(database, 'SELECT coalesce(max(id), 0) FROM streams');
  database
    .prepare(
      `WITH RECURSIVE each (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM each WHERE at < ?)
       INSERT INTO streams (name, revision) SELECT 'contact-' || lower(hex(randomblob(16))), 0 FROM each`,
    )
    .run(streams);
  names.addAfter(last);
  database.exec('COMMIT');
};

const onLevel = (database: Database, level: number): number =>
  number(database, `SELECT count(*) FROM stream_names WHERE level = ${level}`);

const notFound = (database: Database): number =>
  number(
    database,
    `SELECT count(*) FROM streams WHERE ${streamOfNameSql(database)('streams.name')} IS NOT id`,
  );

test('Names are found while they are new, while they change their level, and afterwards', () => {
  const { database } = opened();
  let names = new StreamNames(database);
  const pieces = (2 * NEW_NAMES_MAX) / ADDED_AT_ONCE;
  for (let piece = 1; piece <= pieces; piece += 1) {
    // A process that begins anew counts them anew, and moves on from the first.
    if (piece % 5 === 0) names = new StreamNames(database);
    add(database, names);
    const { old, new: fresh } = { old: onLevel(database, LEVELS.old), new: onLevel(database, LEVELS.new) };
    expect(old + fresh).toBe(piece * ADDED_AT_ONCE);
    expect(fresh).toBeLessThanOrEqual(NEW_NAMES_MAX);
    if (piece * ADDED_AT_ONCE <= NEW_NAMES_MAX) expect(old).toBe(0);
  }
  expect(onLevel(database, LEVELS.new)).toBeGreaterThan(NEW_NAMES_MAX - NAMES_MOVED_AT_ONCE);
  expect(notFound(database)).toBe(0);
  expect(number(database, `SELECT ${streamOfNameSql(database)("'contact-none'")} IS NULL`)).toBe(1);
  closeDatabase(database);
});

test('Many at once move as many as are too many', () => {
  const { database } = opened();
  add(database, new StreamNames(database), 2 * NEW_NAMES_MAX);
  expect(onLevel(database, LEVELS.new)).toBe(NEW_NAMES_MAX);
  expect(notFound(database)).toBe(0);
  closeDatabase(database);
});

test('In a large log a piece of new names changes fewer pages than it has names', () => {
  const { path, database } = opened();
  const names = new StreamNames(database);
  add(database, names, 20 * NEW_NAMES_MAX);
  const written = Array.from({ length: 4 }, () => {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    add(database, names);
    return statSync(`${path}-wal`).size / PAGE_BYTES;
  });
  // In one index of all names each of them would change a page of its own.
  expect(Math.max(...written)).toBeLessThan(ADDED_AT_ONCE / 2);
  closeDatabase(database);
});
