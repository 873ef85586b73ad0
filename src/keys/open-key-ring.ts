import { EnsureQueue } from './ensure-queue';
import { KeyCache } from './key-cache';
import { KeyFault } from './key-fault';
import { type KeyFileOptions, openKeyFile } from './key-file';
import type { KeyFinder, KeyRing, SubjectKey } from './key-ring';
import { type KeyOrTombstone, KeyTable } from './key-table';
import { hashOf, keyUnknown } from './wrapped-keys';

/**
 * Opens the keys of the people in the log. Refuses with a `KeyFault` where the keys or the master key are missing
 * beside a log with events, or the master key is another one: nothing is ever made anew there.
 *
 * The file is backed up apart from the log. Restoring an old log brings nobody back: the tombstones stand here.
 * Restoring an old file of keys does bring keys back, so every erasure that the log tells of is repeated after that.
 */
export const openKeyRing = (options: KeyFileOptions): KeyRing & KeyFinder => {
  const file = openKeyFile(options);
  return new SqliteKeyRing(new KeyTable(file), file.indexKey, file.path);
};

class SqliteKeyRing implements KeyRing, KeyFinder {
  private readonly cache = new KeyCache();
  private readonly queue = new EnsureQueue((subjects) => this.ensureAll(subjects));
  private failed: KeyFault | undefined;
  private closed = false;

  constructor(
    private readonly table: KeyTable,
    private readonly indexKey: Buffer,
    private readonly path: string,
  ) {}

  ensure(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKey>> {
    if (this.closed) return Promise.reject(new KeyFault('BUSY', `the keys in ${this.path} are closed`));
    const known = new Map<string, SubjectKey>();
    for (const subject of subjects) {
      const key = this.cache.get(subject);
      if (key === undefined) return this.queue.ensure(subjects);
      known.set(subject, key);
    }
    return Promise.resolve(known);
  }

  find(subject: string): SubjectKey | undefined {
    const cached = this.cache.get(subject);
    if (cached !== undefined) return cached;
    const key = this.table.find(subject);
    if (key === 'destroyed') return undefined;
    if (key !== undefined) {
      this.cache.put(subject, key);
      return key;
    }
    throw keyUnknown(subject, this.path);
  }

  load(): KeyFinder {
    return this;
  }

  async destroy(subject: string): Promise<void> {
    this.requireWritable();
    // Out of memory first: from here on the key may be gone from the disk, whatever the answer.
    this.cache.drop(subject);
    this.table.destroy(subject, new Date().toISOString());
  }

  hash(value: string): string {
    return hashOf(this.indexKey, value);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.queue.flush();
    this.table.close();
  }

  private ensureAll(subjects: Iterable<string>): ReadonlyMap<string, KeyOrTombstone> {
    this.requireWritable();
    try {
      const found = this.table.ensure(subjects);
      for (const [subject, key] of found) if (key !== 'destroyed') this.cache.put(subject, key);
      return found;
    } catch (error) {
      // Whether the keys are on the disk is unknown now; handing out one of them could lose what it seals.
      if (error instanceof KeyFault && error.reason === 'WRITE_FAILED') this.failed = error;
      throw error;
    }
  }

  private requireWritable(): void {
    if (this.failed === undefined) return;
    const why = `${this.failed.message}; no key is made until the process is started again`;
    throw new KeyFault('WRITE_FAILED', why, { cause: this.failed });
  }
}
