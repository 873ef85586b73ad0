import { closeDatabase, type Database, openDatabase, sqliteError } from '../../store/sqlite/database';
import { StoreFault } from '../../store/store-fault';
import { TAIL_RECORDS_CHECKED } from './bounds';
import { type PageWanted, pageOfRecords, type UseFilter, type UsePage } from './queries';
import { removeOld } from './retention';
import { makeTables } from './schema';
import type { UseEntry } from './use-record';
import type { UseTable } from './use-table';
import { verifyUseRecords } from './verify';
import { RecordWriter } from './writer';

/** Records of use in a file. */
export class SqliteUseTable implements UseTable {
  private readonly database: Database;
  private readonly writer: RecordWriter;

  /**
   * Opens (or makes) the records; throws a `StoreFault` where they have been tampered with. `commit` ends a
   * transaction; it is replaced in tests to let the disk fail.
   */
  constructor(
    private readonly path: string,
    commit?: (database: Database) => void,
  ) {
    this.database = openDatabase(path, { durability: 'full' });
    try {
      makeTables(this.database);
      requireWhole(this.database, path);
      this.writer = new RecordWriter(this.database, commit);
    } catch (error) {
      this.database.close();
      throw error;
    }
  }

  write(entries: readonly UseEntry[], nowMs: number): void {
    this.writer.write(entries, nowMs);
  }

  page(filter: UseFilter, page: PageWanted): UsePage {
    return pageOfRecords(this.database, filter, page);
  }

  removeOld(nowMs: number, days: number): void {
    removeOld(this.database, nowMs, days);
  }

  /** A disk that is full or busy may pass. */
  faultOf(error: unknown): { readonly message: string; readonly lasts: boolean } {
    const { name } = sqliteError(error);
    return { message: `writing to ${this.path} failed (${name})`, lasts: !PASSING.has(name) };
  }

  close(): void {
    if (this.database.isOpen) closeDatabase(this.database);
  }
}

const PASSING: ReadonlySet<string> = new Set(['SQLITE_BUSY', 'SQLITE_FULL']);

const requireWhole = (database: Database, path: string): void => {
  const { findings } = verifyUseRecords(database, TAIL_RECORDS_CHECKED);
  if (findings.length === 0) return;
  throw new StoreFault(
    'CORRUPT',
    `${path} was tampered with or is damaged: ${findings.join('; ')}. Keep the file as evidence: move it ` +
      'aside, or restore it from a backup, and start again',
  );
};
