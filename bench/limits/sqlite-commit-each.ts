import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '../../src/store/sqlite/database';
import { type EventWork, type EventWorkOptions, SAMPLE } from '../stores/event-work';

const SCHEMA = `
CREATE TABLE streams (name TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE events (
  position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, event_id TEXT NOT NULL,
  type TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, revision)
);`;

/** The least an event store on SQLite must do, with a commit for each append, as durable as the product's. */
export const open = async ({ folder }: EventWorkOptions): Promise<EventWork> => {
  const database = openDatabase(join(folder, 'commit-each.db'), { durability: 'full' });
  database.exec(SCHEMA);
  const find = database.prepare('SELECT revision FROM streams WHERE name = ?');
  const advance = database.prepare(
    'INSERT INTO streams VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET revision = excluded.revision',
  );
  const insert = database.prepare(
    'INSERT INTO events (stream, revision, event_id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const read = database.prepare('SELECT * FROM events WHERE stream = ? AND revision >= ? ORDER BY revision');
  const write = (stream: string, revision: number, count: number): void => {
    const actual = Number(find.get(stream)?.revision ?? -1);
    if (actual !== revision) throw new Error(`expected ${revision} of ${stream}, got ${actual}`);
    advance.run(stream, revision + count);
    for (let index = 1; index <= count; index += 1) {
      const [data, metadata] = [JSON.stringify(SAMPLE.data), JSON.stringify(SAMPLE.metadata)];
      insert.run(stream, revision + index, randomUUID(), SAMPLE.type, data, metadata);
    }
  };
  return {
    append: async (stream, revision, count) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        write(stream, revision, count);
        database.exec('COMMIT');
      } catch (fault) {
        database.exec('ROLLBACK');
        throw fault;
      }
    },
    readStream: async (stream, from) =>
      read.all(stream, from).filter(({ data }) => 'contactId' in JSON.parse(String(data))).length,
    close: async () => database.close(),
  };
};
