import type { Database, Statement } from '../../store/sqlite/database';
import { type ChainEnd, chained } from './chain';
import type { UseEntry } from './use-record';
import { endOfChain } from './verify';

/** Adds records behind the last one, many in one transaction. */
export class RecordWriter {
  private readonly insert: Statement;
  private end: ChainEnd;
  private lastAt: string;

  constructor(
    private readonly database: Database,
    private readonly commit: (database: Database) => void = (opened) => opened.exec('COMMIT'),
  ) {
    this.insert = database.prepare('INSERT INTO use_records (sequence, body, hash) VALUES (?, ?, ?)');
    this.end = endOfChain(database);
    this.lastAt = String(
      database.prepare('SELECT at FROM use_records ORDER BY sequence DESC LIMIT 1').get()?.at ?? '',
    );
  }

  /** All are on the disk when it returns; none is there when it throws. */
  write(entries: readonly UseEntry[], nowMs: number): void {
    const now = new Date(nowMs).toISOString();
    const at = now > this.lastAt ? now : this.lastAt;
    let end = this.end;
    this.database.exec('BEGIN IMMEDIATE');
    try {
      for (const entry of entries) {
        const sequence = end.sequence + 1;
        const body = JSON.stringify({ at, ...entry });
        const hash = chained(end.hash, sequence, body);
        this.insert.run(sequence, body, hash);
        end = { sequence, hash };
      }
      this.commit(this.database);
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
    this.end = end;
    this.lastAt = at;
  }
}
