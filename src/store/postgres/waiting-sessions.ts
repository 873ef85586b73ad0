import type { Lock } from '../locks';
import { StoreFault } from '../store-fault';
import type { PostgresDatabase, PostgresSession } from './database';
import { lockId } from './lock-session';

/** The longest a piece of work waits for a lock that another process has. */
export const LOCK_WAIT_MS_MAX = 10_000;
/** The most locks that this process may wait for, or hold after having waited, at the same time. */
export const WAITING_SESSIONS_MAX = 8;
/** The most connections that are kept for the next who waits. */
export const IDLE_SESSIONS_MAX = 2;

/**
 * Connections that wait for a lock in the order in which PostgreSQL was asked. Each has one lock at a time: while it
 * waits nothing else can be said over it.
 */
export class WaitingSessions {
  private readonly idle: PostgresSession[] = [];
  private readonly used = new Set<PostgresSession>();
  private opening = 0;
  private closed = false;
  private queue: (() => void)[] = [];

  constructor(private readonly database: PostgresDatabase) {}

  /** Takes the lock once whoever has it gives it back; a `StoreFault` where that takes too long. */
  async take({ key, mode }: Lock, until: number): Promise<PostgresSession> {
    const session = await this.session(until);
    const wait = Math.max(1, until - Date.now());
    try {
      await session.query("SELECT set_config('lock_timeout', $1, false)", [String(wait)]);
      const take = mode === 'shared' ? 'pg_advisory_lock_shared' : 'pg_advisory_lock';
      await session.query(`SELECT ${take}($1::bigint)`, [lockId(key)]);
      return session;
    } catch (fault) {
      this.release(session);
      throw fault;
    }
  }

  /** Gives back the one lock of the connection. */
  async giveBack({ key, mode }: Lock, session: PostgresSession): Promise<void> {
    try {
      const give = mode === 'shared' ? 'pg_advisory_unlock_shared' : 'pg_advisory_unlock';
      if (!session.lost.aborted) await session.query(`SELECT ${give}($1::bigint)`, [lockId(key)]);
    } catch (fault) {
      await session.close();
      throw fault;
    } finally {
      this.release(session);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const next of this.queue.splice(0)) next();
    await Promise.all([...this.idle, ...this.used].map((session) => session.close()));
  }

  private async session(until: number): Promise<PostgresSession> {
    while (Date.now() < until && !this.closed) {
      const kept = this.idle.pop();
      if (kept !== undefined && !kept.lost.aborted) return this.use(kept);
      if (this.used.size + this.opening < WAITING_SESSIONS_MAX) return this.use(await this.open());
      await this.nextFree(until);
    }
    throw new StoreFault(
      'UNAVAILABLE',
      'too many commands wait for locks of other processes; try again later',
    );
  }

  private async open(): Promise<PostgresSession> {
    this.opening += 1;
    try {
      return await this.database.session();
    } catch (fault) {
      this.queue.shift()?.();
      throw fault;
    } finally {
      this.opening -= 1;
    }
  }

  private use(session: PostgresSession): PostgresSession {
    this.used.add(session);
    return session;
  }

  private release(session: PostgresSession): void {
    this.used.delete(session);
    const isKept = !this.closed && !session.lost.aborted && this.idle.length < IDLE_SESSIONS_MAX;
    if (isKept) this.idle.push(session);
    else void session.close();
    this.queue.shift()?.();
  }

  private nextFree(until: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.queue = this.queue.filter((next) => next !== wake);
        resolve();
      }, until - Date.now());
      const wake = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.queue.push(wake);
    });
  }
}
