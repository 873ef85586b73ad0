import type { Database, Statement } from '../../sqlite/database';

/** The longest that changes wait for their commit, so that those of several pages share it. */
const LATE_MS_MAX = 250;
/**
 * For so long after such a commit each change has its own: another process that waits for the file, and tries ten times
 * a second, finds it free one time in six.
 */
export const FREE_MS = 50;

/** Told that changes were lost after all, as they would be in a crash. */
export type OnLost = (error: unknown) => void;

/**
 * A transaction that stays open for a moment: a commit writes every page of the file that was touched, and most are
 * touched again by the next event. Reads over the same connection see what is in it. What a crash takes away is made
 * again from the log.
 */
export class LateCommit {
  private readonly begin: Statement;
  private readonly commit: Statement;
  private timer: NodeJS.Timeout | undefined;
  private onLost: OnLost | undefined;
  private freeUntil = 0;

  constructor(
    private readonly database: Database,
    private readonly place: string,
    private readonly lateMs = LATE_MS_MAX,
  ) {
    this.begin = database.prepare('BEGIN IMMEDIATE');
    this.commit = database.prepare('COMMIT');
  }

  /** Commits what is open at this place: another connection of the same thread would wait for it in vain. */
  static settle(place: string): void {
    for (const late of [...OPEN]) if (late.place === place) late.settle();
  }

  /** Begins a transaction, or goes on with the one that is open. */
  enter(): void {
    // Some faults end a transaction by themselves, also those of a read: what follows needs one of its own.
    if (this.timer !== undefined && !this.database.isTransaction)
      this.undo(new Error('expected the transaction to be open still, a fault has ended it'));
    if (this.timer === undefined) this.begin.run();
  }

  /** Ends the transaction soon. */
  leave(onLost: OnLost): void {
    if (this.timer !== undefined) return;
    if (Date.now() < this.freeUntil) {
      this.commit.run();
      return;
    }
    this.onLost = onLost;
    OPEN.add(this);
    this.timer = setTimeout(() => {
      this.settle();
      this.freeUntil = Date.now() + FREE_MS;
    }, this.lateMs);
  }

  /** Undoes the transaction, with what earlier changes have in it. */
  undo(error: unknown): void {
    const { onLost } = this;
    this.forget();
    if (this.database.isTransaction) this.database.exec('ROLLBACK');
    onLost?.(error);
  }

  /** Commits what is open. Where that fails it is lost: who wrote it is told, and nobody else. */
  settle(): void {
    if (this.timer === undefined) return;
    try {
      this.commit.run();
      this.forget();
    } catch (error) {
      this.undo(error);
    }
  }

  private forget(): void {
    OPEN.delete(this);
    clearTimeout(this.timer);
    this.timer = undefined;
    this.onLost = undefined;
  }
}

/** Those of this process whose transaction is open. */
const OPEN = new Set<LateCommit>();
