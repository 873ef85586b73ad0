import { rmSync } from 'node:fs';
import { closeDatabase, type Database, openDatabase, type Statement } from '../sqlite/database';
import { databaseFault } from '../sqlite/driver-error';
import { StoreFault } from '../store-fault';
import { StatementCache } from './statement-cache';

/**
 * The file that read models stand in, apart from the log. It holds nothing that cannot be made anew from the
 * log, so it may be deleted whenever no process has it open.
 */
export class RowStore {
  private readonly statements: StatementCache;

  private constructor(
    readonly path: string,
    private readonly database: Database,
  ) {
    this.statements = new StatementCache(database);
  }

  /** Opens the file, or makes it; throws a `StoreFault` where it cannot be used. */
  static open(path: string): RowStore {
    const database = openDatabase(path, { durability: 'off' });
    // Survives a power cut undamaged, at the cost of the last batches: the log has them
    // (sqlite.org/pragma.html).
    database.exec('PRAGMA synchronous = NORMAL');
    const store = new RowStore(path, database);
    store.write(() => {
      for (const statement of BOOKKEEPING) store.run(statement);
    });
    return store;
  }

  /** A statement by its text, prepared once while it is in use. */
  prepare(sql: string): Statement {
    return this.statements.get(sql);
  }

  run(sql: string, parameters: readonly SqlValue[] = []): number {
    return this.guarded(() => Number(this.prepare(sql).run(...parameters).changes));
  }

  all(sql: string, parameters: readonly SqlValue[] = []): readonly SqlRow[] {
    return this.guarded(() => this.prepare(sql).all(...parameters) as SqlRow[]);
  }

  get(sql: string, parameters: readonly SqlValue[] = []): SqlRow | undefined {
    return this.guarded(() => this.prepare(sql).get(...parameters) as SqlRow | undefined);
  }

  /** The rows of a statement one by one; nothing else may be written on this connection meanwhile. */
  *iterate(sql: string): IterableIterator<SqlRow> {
    try {
      yield* this.prepare(sql).iterate() as IterableIterator<SqlRow>;
    } catch (error) {
      throw databaseFault(error, this.path, REMEDY);
    }
  }

  /** From now until it is closed this connection sees the file as it is now, whatever others write. */
  hold(): void {
    this.prepare('BEGIN').run();
    this.get('SELECT count(*) AS models FROM models');
  }

  /** Everything the work reads is of one moment, also while another process writes. */
  read<Result>(work: () => Result): Result {
    return this.transaction('BEGIN', work);
  }

  /** Everything the work writes is there or nothing; other processes wait meanwhile. */
  write<Result>(work: () => Result): Result {
    return this.transaction('BEGIN IMMEDIATE', work);
  }

  /** A connection of its own to the same file, for work beside the one that serves. */
  reopen(): RowStore {
    return RowStore.open(this.path);
  }

  close(): void {
    if (this.database.isTransaction) this.prepare('ROLLBACK').run();
    this.statements.clear();
    closeDatabase(this.database);
  }

  private guarded<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw databaseFault(error, this.path, REMEDY);
    }
  }

  private transaction<Result>(begin: string, work: () => Result): Result {
    try {
      this.prepare(begin).run();
      const result = work();
      this.prepare('COMMIT').run();
      return result;
    } catch (error) {
      if (this.database.isTransaction) this.prepare('ROLLBACK').run();
      throw databaseFault(error, this.path, REMEDY);
    }
  }
}

const REMEDY = 'stop the server and delete the file: the next start makes it anew from the log';

export type SqlValue = string | number | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/**
 * Opens the read models' file. A damaged one is removed and made anew: the log has everything that was in it.
 */
export const openRowStore = (path: string): RowStore => {
  try {
    return RowStore.open(path);
  } catch (error) {
    if (!(error instanceof StoreFault) || error.code !== 'CORRUPT') throw error;
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    return RowStore.open(path);
  }
};

const BOOKKEEPING = [
  'CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
  `CREATE TABLE IF NOT EXISTS models (name TEXT PRIMARY KEY, version INTEGER NOT NULL, shape TEXT NOT NULL,
    copy TEXT NOT NULL, checkpoint INTEGER NOT NULL, stopped_by TEXT, stopped_at INTEGER, stopped_on TEXT,
    rebuild TEXT) WITHOUT ROWID`,
];
