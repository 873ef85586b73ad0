import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { closeDatabase, type Database, openDatabase, type Statement } from '../../sqlite/database';
import { databaseFault } from '../../sqlite/driver-error';
import { StoreFault } from '../../store-fault';
import type { Tables } from '../model';
import type { HeldRows, OnLead, RowStore, Watch } from '../row-store';
import { run, type SqlRow, type Work } from '../work';
import { KnownModels } from './known-models';
import { LateCommit, type OnLost } from './late-commit';
import { performStep } from './perform-step';
import { SeenChanges } from './seen-changes';
import { sqliteDialect } from './sqlite-dialect';
import { StatementCache } from './statement-cache';

/** How many changed pages gather before they are moved into the file, which waits for the disk. */
export const WAL_PAGES_MAX = 4_000;
/** How many rows are gone through in one turn of the loop. */
export const ROWS_PER_TURN = 500;

/** How the file is written. */
export interface SqliteRowsOptions {
  /** The longest that changes wait for their commit; a quarter of a second where absent. */
  readonly lateMs?: number;
}

/** Read models in a file of their own. A piece of work runs in one turn of the loop: nothing comes between. */
export class SqliteRowStore implements RowStore, HeldRows {
  readonly dialect = sqliteDialect;
  readonly isImmediate = true;
  private readonly statements: StatementCache;
  private readonly models = new KnownModels();
  private readonly late: LateCommit;
  private readonly begin: Statement;
  private readonly commit: Statement;
  private readonly seen: SeenChanges;

  private constructor(
    readonly place: string,
    private readonly database: Database,
    { lateMs }: SqliteRowsOptions,
  ) {
    this.statements = new StatementCache(database);
    this.begin = database.prepare('BEGIN');
    this.commit = database.prepare('COMMIT');
    this.late = new LateCommit(database, place, lateMs);
    this.seen = new SeenChanges(database.prepare('PRAGMA data_version'), () => this.models.forget());
  }

  /** Opens the file, or makes it; throws a `StoreFault` where it cannot be used. */
  static open(path: string, options: SqliteRowsOptions = {}): SqliteRowStore {
    const database = openDatabase(path, { durability: 'off' });
    // Survives a power cut undamaged, at the cost of the last batches: the log has them
    // (sqlite.org/pragma.html).
    database.exec('PRAGMA synchronous = NORMAL');
    database.exec(`PRAGMA wal_autocheckpoint = ${WAL_PAGES_MAX}`);
    const store = new SqliteRowStore(path, database, options);
    LateCommit.settle(path);
    store.transaction(store.statements.get('BEGIN IMMEDIATE'), bookkeeping);
    return store;
  }

  read<Result>(work: () => Work<Result>): Result {
    return this.transaction(this.database.isTransaction ? undefined : this.begin, work);
  }

  changes(): number {
    try {
      return this.seen.count();
    } catch (error) {
      throw databaseFault(error, this.place, REMEDY);
    }
  }

  changesOf(tables: Tables): number {
    return this.seen.countOf(tables);
  }

  /** Other processes wait meanwhile. */
  async write<Result>(work: () => Work<Result>): Promise<Result> {
    this.seen.noteWrite();
    LateCommit.settle(this.place);
    this.models.forget();
    return this.transaction(this.statements.get('BEGIN IMMEDIATE'), work);
  }

  async writeSoon<Result>(work: () => Work<Result>, onLost: OnLost): Promise<Result> {
    this.seen.noteWrite();
    try {
      this.late.enter();
      const result = this.drive(work());
      this.late.leave((error) => {
        this.seen.noteAnything();
        onLost(databaseFault(error, this.place, REMEDY));
      });
      return result;
    } catch (error) {
      this.late.undo(error);
      this.seen.noteAnything();
      throw databaseFault(error, this.place, REMEDY);
    }
  }

  async hold(): Promise<HeldRows> {
    const held = SqliteRowStore.open(this.place);
    held.begin.run();
    // A transaction sees the file as it is at its first statement that reads.
    held.statements.get('SELECT count(*) AS models FROM models').get();
    return held;
  }

  async *iterate(sql: string): AsyncGenerator<readonly SqlRow[]> {
    try {
      let some: SqlRow[] = [];
      for (const row of this.statements.get(sql).iterate()) {
        some.push(row as SqlRow);
        if (some.length < ROWS_PER_TURN) continue;
        yield some;
        some = [];
        await setImmediate();
      }
      yield some;
    } catch (error) {
      throw databaseFault(error, this.place, REMEDY);
    }
  }

  /** The process that owns the data folder keeps them all. */
  async lead(models: readonly string[], _signal: AbortSignal, onChange: OnLead): Promise<void> {
    onChange(models);
  }

  /** What another process does (a rebuild) shows at the next look. */
  watch(): Watch {
    return { stop: () => {} };
  }

  reopen(): SqliteRowStore {
    return SqliteRowStore.open(this.place);
  }

  async close(): Promise<void> {
    this.late.settle();
    if (this.database.isTransaction) this.statements.get('ROLLBACK').run();
    this.statements.clear();
    closeDatabase(this.database);
  }

  /** Without a beginning of its own it is part of the transaction that is held. */
  private transaction<Result>(begin: Statement | undefined, work: () => Work<Result>): Result {
    try {
      if (begin === undefined) return this.drive(work());
      begin.run();
      const result = this.drive(work());
      this.commit.run();
      return result;
    } catch (error) {
      if (begin !== undefined && this.database.isTransaction) this.statements.get('ROLLBACK').run();
      this.models.forget();
      throw databaseFault(error, this.place, REMEDY);
    }
  }

  private drive<Result>(work: Work<Result>): Result {
    let step = work.next();
    while (step.done !== true) {
      this.seen.noteStep(step.value);
      step = work.next(performStep(this.statements, this.models, step.value));
    }
    return step.value;
  }
}

const REMEDY = 'stop the server and delete the file: the next start makes it anew from the log';

/**
 * Opens the read models' file. A damaged one is removed and made anew: the log has everything that was in it.
 */
export const openSqliteRows = (path: string, options: SqliteRowsOptions = {}): SqliteRowStore => {
  try {
    return SqliteRowStore.open(path, options);
  } catch (error) {
    if (!(error instanceof StoreFault) || error.code !== 'CORRUPT') throw error;
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    return SqliteRowStore.open(path, options);
  }
};

function* bookkeeping(): Work<void> {
  yield* run('CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
  yield* run(`CREATE TABLE IF NOT EXISTS models (name TEXT PRIMARY KEY, version INTEGER NOT NULL, shape TEXT NOT NULL,
    copy TEXT NOT NULL, checkpoint INTEGER NOT NULL, stopped_by TEXT, stopped_at INTEGER, stopped_on TEXT,
    rebuild TEXT) WITHOUT ROWID`);
}
