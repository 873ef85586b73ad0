import type { Database, Statement } from '../../store/sqlite/database';
import { linked, type TimedEnd } from './chain';
import type { UseEntry } from './use-record';
import { endOfChain } from './verify';

/** Adds records behind the last one, many in one transaction. */
export class RecordWriter {
  private readonly insert: Statement;
  private end: TimedEnd;

  constructor(
    private readonly database: Database,
    private readonly commit: (database: Database) => void = (opened) => opened.exec('COMMIT'),
  ) {
    this.insert = database.prepare('INSERT INTO use_records (sequence, body, hash) VALUES (?, ?, ?)');
    const last = database.prepare('SELECT at FROM use_records ORDER BY sequence DESC LIMIT 1').get();
    this.end = { ...endOfChain(database), at: String(last?.at ?? '') };
  }

  /** All are on the disk when it returns; none is there when it throws. */
  write(entries: readonly UseEntry[], nowMs: number): void {
    const { records, end } = linked(entries, nowMs, this.end);
    this.database.exec('BEGIN IMMEDIATE');
    try {
      for (const { sequence, body, hash } of records) this.insert.run(sequence, body, hash);
      this.commit(this.database);
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
    this.end = end;
  }
}
