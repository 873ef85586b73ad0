import type { Appended, Conflict, Health } from '../event-store';
import type { PreparedAppend, PreparedCopy } from '../prepared-append';
import { StoreFault } from '../store-fault';
import { AppendWriter, type WriterPlaces } from './append';
import type { Database } from './database';
import { sqliteError } from './driver-error';
import { IdleWork } from './idle-work';
import type { LogEnd } from './read';

/** The most appends that wait to be committed; the next is told that the store is busy. */
export const APPENDS_WAITING_MAX = 10_000;
/** The most bytes of JSON that wait to be committed. */
export const BYTES_WAITING_MAX = 128 * 1024 * 1024;
/** The most appends that share one commit. */
export const APPENDS_PER_COMMIT_MAX = 500;
/** The bytes of JSON after which a commit takes no further append. */
export const BYTES_PER_COMMIT_MAX = 8 * 1024 * 1024;

type Answer = Appended | Conflict;

interface Waiting {
  readonly append: PreparedAppend;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (fault: StoreFault) => void;
}

/** What the outside gives a group commit. */
export interface GroupCommitOptions extends WriterPlaces {
  readonly database: Database;
  readonly path: string;
  readonly clock: () => number;
  /** Ends the transaction; replaced in tests to let the disk fail. */
  readonly commit: (database: Database) => void;
  /** Told after each commit that has written events. */
  readonly onAppended: () => void;
}

/**
 * Appends that arrive together share one transaction and one fsync, each with its own answer. After a fault of the
 * disk nothing is written any more: what SQLite holds and what the disk holds may differ until the log is opened anew.
 */
export class GroupCommit {
  private readonly writer: AppendWriter;
  private queue: Waiting[] = [];
  private bytesWaiting = 0;
  private end: LogEnd;
  private failure: string | undefined;
  private readonly whenIdle = new IdleWork(() => this.sortOldestIn());

  constructor(private readonly options: GroupCommitOptions) {
    this.writer = new AppendWriter(options);
    this.end = options.reader.end();
  }

  append(append: PreparedAppend): Promise<Answer> {
    const refusal = this.refusal();
    if (refusal !== undefined) return Promise.reject(new StoreFault('UNAVAILABLE', refusal));
    return new Promise((resolve, reject) => {
      if (this.queue.length === 0) setImmediate(() => this.commitNext());
      this.queue.push({ append, resolve, reject });
      this.bytesWaiting += append.bytes;
    });
  }

  /** Adds events of another log in one transaction of their own; answers the position of the last of them. */
  copyIn(events: readonly PreparedCopy[]): number {
    if (this.failure !== undefined) throw new StoreFault('UNAVAILABLE', this.failure);
    const { database, path, onAppended, tips } = this.options;
    tips.clear();
    database.exec('BEGIN IMMEDIATE');
    let [end, last] = [this.end, 0];
    try {
      for (const event of events) ({ end, position: last } = this.writer.copy(event, end));
      this.commit();
    } catch (error) {
      if (error instanceof StoreFault) {
        this.rollBack();
        throw error;
      }
      this.fail([], error);
      const message = `${sqliteError(error).name} while writing to ${path}: repeat the copy after a restart`;
      throw new StoreFault('OUTCOME_UNKNOWN', message, { cause: error });
    }
    const grown = end.position > this.end.position;
    this.end = end;
    if (grown) onAppended();
    return last;
  }

  health(): Health {
    return this.failure === undefined ? { status: 'ready' } : { status: 'failed', why: this.failure };
  }

  /** Sorts into its stream what came in last, so that the file is in its final form when it is closed. */
  settle(): void {
    const { arrivals, database } = this.options;
    if (arrivals.last === undefined) return;
    database.exec('BEGIN IMMEDIATE');
    this.sortIn(arrivals.head);
  }

  /** Refuses what still waits, none of which was written, and everything that comes. */
  stop(why: string): void {
    this.failure ??= why;
    this.whenIdle.stop();
    const waiting = this.take(this.queue.length);
    for (const { reject } of waiting) reject(new StoreFault('UNAVAILABLE', why));
  }

  private refusal(): string | undefined {
    if (this.failure !== undefined) return this.failure;
    const full = this.queue.length >= APPENDS_WAITING_MAX || this.bytesWaiting >= BYTES_WAITING_MAX;
    return full ? `${this.queue.length} appends already wait for the disk; try again later` : undefined;
  }

  private commitNext(): void {
    const batch = this.take(batchLength(this.queue));
    if (batch.length === 0) return;
    if (this.begin(batch)) this.writeAndCommit(batch);
    if (this.queue.length > 0) setImmediate(() => this.commitNext());
  }

  private take(count: number): readonly Waiting[] {
    const taken = this.queue.splice(0, count);
    for (const { append } of taken) this.bytesWaiting -= append.bytes;
    return taken;
  }

  /** A transaction that did not begin has written nothing: that much is known, and the store goes on. */
  private begin(batch: readonly Waiting[]): boolean {
    try {
      this.options.database.exec('BEGIN IMMEDIATE');
      return true;
    } catch (error) {
      const message = `${this.options.path} cannot be written now (${sqliteError(error).name}); try again later`;
      for (const { reject } of batch) reject(new StoreFault('UNAVAILABLE', message, { cause: error }));
      return false;
    }
  }

  private writeAndCommit(batch: readonly Waiting[]): void {
    try {
      let end = this.end;
      const answers = batch.map(({ append }) => {
        const written = this.writer.write(append, this.options.clock(), end);
        end = written.end;
        return written.answer;
      });
      this.commit();
      const grown = end.position > this.end.position;
      this.end = end;
      this.noteTips(batch, answers);
      settle(batch, answers);
      if (grown) this.options.onAppended();
    } catch (error) {
      this.fail(batch, error);
    }
  }

  private commit(): void {
    this.sortIn(this.options.arrivals.surplusUntil);
    this.whenIdle.postpone();
  }

  /** Answers whether it has sorted in as many as are sorted in at once, so that there may be more. */
  private sortOldestIn(): boolean {
    const { oldestUntil, settledUntil } = this.options.arrivals;
    if (oldestUntil === settledUntil || this.failure !== undefined) return false;
    // What waits comes first; its commit puts this work off anyway.
    if (this.queue.length > 0 || !this.begin([])) return true;
    try {
      this.sortIn(oldestUntil);
      return true;
    } catch (error) {
      this.fail([], error);
      return false;
    }
  }

  /** Sorts in up to this position, and ends the transaction that is open. */
  private sortIn(until: number): void {
    const { database, commit, arrivals, table } = this.options;
    if (until > arrivals.settledUntil) table.settle(until);
    commit(database);
    arrivals.forget(until);
  }

  /** Only the disk's word counts: noted after the commit, in the order in which it was written. */
  private noteTips(batch: readonly Waiting[], answers: readonly Answer[]): void {
    const { tips } = this.options;
    batch.forEach(({ append }, index) => {
      const answer = answers[index];
      if (answer?.outcome === 'appended' && !answer.replayed) tips.note(append.stream, answer.revision);
    });
  }

  private fail(batch: readonly Waiting[], error: unknown): void {
    const { name } = sqliteError(error);
    this.options.tips.clear();
    this.failure = `writing to ${this.options.path} failed (${name}); repair the disk and start again`;
    const message = `${name} while writing to ${this.options.path}: repeat the same command after a restart`;
    for (const { reject } of batch) reject(new StoreFault('OUTCOME_UNKNOWN', message, { cause: error }));
    this.stop(this.failure);
    this.rollBack();
  }

  private rollBack(): void {
    const { database, table, arrivals } = this.options;
    try {
      if (database.isTransaction) database.exec('ROLLBACK');
      table.load(arrivals);
    } catch (error) {
      this.failure = `${this.failure}; rolling back failed too (${sqliteError(error).name})`;
    }
  }
}

const settle = (batch: readonly Waiting[], answers: readonly Answer[]): void =>
  answers.forEach((answer, index) => {
    batch[index]?.resolve(answer);
  });

const batchLength = (queue: readonly Waiting[]): number => {
  let bytes = 0;
  const past = queue.findIndex(({ append }, index) => {
    const full = index >= APPENDS_PER_COMMIT_MAX || bytes >= BYTES_PER_COMMIT_MAX;
    bytes += append.bytes;
    return full;
  });
  return past < 0 ? queue.length : past;
};
