import { setTimeout } from 'node:timers/promises';
import { type Held, inOrder, type Lock, type Locks } from '../locks';
import { StoreFault } from '../store-fault';
import type { PostgresDatabase, PostgresSession } from './database';
import { LockSession } from './lock-session';
import { LOCK_WAIT_MS_MAX, WaitingSessions } from './waiting-sessions';

/**
 * How long those who come later may share a lock that is held already. Then they wait until it was given back, so that
 * another process that wants it alone gets its turn.
 */
export const SHARED_MS_MAX = 50;

type Taken = 'held' | 'refused' | { readonly fault: unknown };

/** A lock that this process asks for or holds, for so many pieces of work. */
interface Hold {
  readonly lock: Lock;
  state: 'asked' | 'waiting' | 'held' | 'closed';
  sharers: number;
  sharedUntil: number;
  session?: PostgresSession;
  readonly taken: Promise<Taken>;
  readonly gone: Promise<void>;
  giveBack(): Promise<void>;
}

/**
 * Locks over all processes at one PostgreSQL database, as its advisory locks. Work of this process that shares a lock
 * shares one hold of it; that work which excludes each other within the process does not meet here is for the caller to
 * see to (`LocksOverProcesses`). A lock that is free costs a part of a statement over one connection; a
 * connection of its own is needed only to wait for one that another process has.
 */
export class AdvisoryLocks implements Locks {
  private readonly holds = new Map<string, Hold>();
  private readonly free: LockSession;
  private readonly waiting: WaitingSessions;

  constructor(database: PostgresDatabase) {
    this.free = new LockSession(database);
    this.waiting = new WaitingSessions(database);
  }

  async run<Result>(wanted: readonly Lock[], work: (held: Held) => Promise<Result>): Promise<Result> {
    const held: Hold[] = [];
    try {
      await this.takeAll(inOrder(wanted), held);
      return await work({ check: () => requireHeld(held) });
    } finally {
      for (const hold of held) this.leave(hold);
    }
  }

  /** Gives everything back at once. */
  async close(): Promise<void> {
    await Promise.all([this.free.close(), this.waiting.close()]);
  }

  /**
   * All that are free at once. Before it waits for one, everything behind that is given back: who waits holds only
   * what comes before it in the order, so that no two processes wait for each other.
   */
  private async takeAll(locks: readonly Lock[], held: Hold[]): Promise<void> {
    for (let rest = locks; rest.length > 0; ) {
      const tried = rest.map((lock) => this.tryOne(lock));
      const taken = await Promise.all(tried.map((hold) => hold?.taken ?? 'refused'));
      const refused = taken.findIndex((each) => each !== 'held');
      const kept = refused < 0 ? tried.length : refused;
      for (const [index, hold] of tried.entries()) {
        if (hold === undefined || taken[index] !== 'held') continue;
        if (index < kept) held.push(hold);
        else this.leave(hold);
      }
      for (const each of taken) if (typeof each === 'object') throw each.fault;
      const missing = rest[kept];
      if (missing === undefined) return;
      held.push(await this.waitFor(missing, tried[kept] !== undefined));
      rest = rest.slice(kept + 1);
    }
  }

  /** Shares what is there, or asks whether the lock is free; undefined where it must be waited for. */
  private tryOne(lock: Lock): Hold | undefined {
    const standing = this.holds.get(lock.key);
    if (standing === undefined) return this.begin(lock, 'asked', () => this.ifFree(lock));
    return standing.state === 'waiting' ? undefined : this.share(standing, lock);
  }

  /** Waits for who has the lock here, and where it was not free elsewhere for who has it there. */
  private async waitFor(lock: Lock, wasRefused: boolean): Promise<Hold> {
    const until = Date.now() + LOCK_WAIT_MS_MAX;
    for (let isTaken = wasRefused; Date.now() < until; ) {
      const standing = this.holds.get(lock.key);
      const hold =
        standing === undefined
          ? this.begin(lock, isTaken ? 'waiting' : 'asked', () =>
              isTaken ? this.inTurn(lock, until) : this.ifFree(lock),
            )
          : this.share(standing, lock);
      if (hold === undefined) await goneBefore(standing, until);
      const taken = await hold?.taken;
      if (typeof taken === 'object') throw taken.fault;
      if (hold !== undefined && taken === 'held') return hold;
      isTaken = taken === 'refused';
    }
    throw new StoreFault('UNAVAILABLE', `a lock was not free within ${LOCK_WAIT_MS_MAX} ms; try again later`);
  }

  private share(hold: Hold, { mode }: Lock): Hold | undefined {
    const isShared = mode === 'shared' && hold.lock.mode === 'shared';
    const isOpen = hold.state !== 'closed' && Date.now() < hold.sharedUntil && !hold.session?.lost.aborted;
    if (!isShared || !isOpen) return undefined;
    hold.sharers += 1;
    return hold;
  }

  private leave(hold: Hold): void {
    hold.sharers -= 1;
    if (hold.sharers > 0) return;
    hold.state = 'closed';
    void hold.giveBack();
  }

  private begin(lock: Lock, state: Hold['state'], take: () => Promise<Owned | undefined>): Hold {
    let end = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      end = resolve;
    });
    const forget = (): void => {
      this.holds.delete(lock.key);
      end();
    };
    const taken = take().then(
      (owned): Taken => {
        if (owned === undefined) return refuse('refused');
        hold.state = 'held';
        hold.sharedUntil = Date.now() + SHARED_MS_MAX;
        hold.session = owned.session;
        // A connection that fails to give a lock back is closed, and the lock with it.
        hold.giveBack = () => owned.giveBack().then(forget, forget);
        return 'held';
      },
      (fault: unknown): Taken => refuse({ fault }),
    );
    const refuse = (why: Taken): Taken => {
      hold.state = 'closed';
      forget();
      return why;
    };
    const giveBack = async (): Promise<void> => undefined;
    const hold: Hold = { lock, state, sharers: 1, sharedUntil: Infinity, taken, gone, giveBack };
    this.holds.set(lock.key, hold);
    return hold;
  }

  private async ifFree(lock: Lock): Promise<Owned | undefined> {
    const { done, session } = await this.free.take(lock);
    return done ? { session, giveBack: () => this.free.giveBack(lock, session) } : undefined;
  }

  private async inTurn(lock: Lock, until: number): Promise<Owned> {
    const session = await this.waiting.take(lock, until);
    return { session, giveBack: () => this.waiting.giveBack(lock, session) };
  }
}

/** A lock as it was taken over a connection. */
interface Owned {
  readonly session: PostgresSession;
  giveBack(): Promise<void>;
}

const requireHeld = (held: readonly Hold[]): void => {
  if (held.every(({ session }) => session?.lost.aborted === false)) return;
  throw new StoreFault(
    'UNAVAILABLE',
    'a lock was lost with its connection before anything was recorded; repeat the same command',
  );
};

const goneBefore = async (hold: Hold | undefined, until: number): Promise<void> => {
  const timer = new AbortController();
  const tooLate = setTimeout(Math.max(0, until - Date.now()), undefined, { signal: timer.signal });
  await Promise.race([hold?.gone, tooLate.catch(() => undefined)]);
  timer.abort();
};
