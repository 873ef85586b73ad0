import { sqliteError } from '../store/sqlite/database';
import { KeyFault } from './key-fault';
import type { KeyFile } from './key-file';
import type { SubjectKey } from './key-ring';
import { KEY_VERSION, makeKey, unwrapKey } from './wrapped-keys';

/** A key, or the tombstone in its place. */
export type KeyOrTombstone = SubjectKey | 'destroyed';

/** The keys on disk, one row for each subject. Everything here is durable when it returns. */
export class KeyTable {
  private readonly select;
  private readonly insert;
  private readonly bury;

  constructor(private readonly file: KeyFile) {
    const { database } = file;
    this.select = database.prepare('SELECT version, wrapped FROM subject_keys WHERE subject = ?');
    this.insert = database.prepare('INSERT INTO subject_keys (subject, version, wrapped) VALUES (?, ?, ?)');
    this.bury = database.prepare(
      `INSERT INTO subject_keys (subject, version, destroyed_at) VALUES (?, ?, ?)
       ON CONFLICT (subject) DO UPDATE SET wrapped = NULL, destroyed_at = excluded.destroyed_at
       WHERE wrapped IS NOT NULL`,
    );
  }

  find(subject: string): KeyOrTombstone | undefined {
    const row = this.select.get(subject);
    if (row === undefined) return undefined;
    const version = Number(row.version);
    if (!(row.wrapped instanceof Uint8Array)) return 'destroyed';
    const kept = { version, wrapped: Buffer.from(row.wrapped) };
    return unwrapKey(this.file.masterKey, subject, kept, this.file.path);
  }

  /** What stands for each subject, after making the keys that were missing in one transaction. */
  ensure(subjects: Iterable<string>): ReadonlyMap<string, KeyOrTombstone> {
    return this.transaction(
      () => new Map(Array.from(subjects, (subject) => [subject, this.find(subject) ?? this.make(subject)])),
    );
  }

  /**
   * Puts a tombstone in the place of the key, where there was one or not. Repeating it finishes what a fault cut short.
   */
  destroy(subject: string, destroyedAt: string): void {
    this.transaction(() => this.bury.run(subject, KEY_VERSION, destroyedAt));
    // The write-ahead log still holds the page with the wrapped key: move it to the file and empty it.
    const moved = this.file.database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    if (moved?.busy === 0) return;
    throw new KeyFault(
      'WRITE_FAILED',
      `the key of subject ${subject} is destroyed, but ${this.file.path}-wal still holds it while another process ` +
        'reads the file; end that and repeat',
    );
  }

  /** Leaves one file that holds everything, fit to be copied. */
  close(): void {
    try {
      this.file.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      this.file.database.close();
    }
  }

  private make(subject: string): SubjectKey {
    const { key, wrapped } = makeKey(this.file.masterKey, subject);
    this.insert.run(subject, KEY_VERSION, wrapped);
    return key;
  }

  private transaction<Result>(work: () => Result): Result {
    const { database, path } = this.file;
    try {
      database.exec('BEGIN IMMEDIATE');
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      if (error instanceof KeyFault) throw error;
      throw new KeyFault(
        'WRITE_FAILED',
        `the keys in ${path} cannot be written: ${sqliteError(error).words}`,
        {
          cause: error,
        },
      );
    }
  }
}
