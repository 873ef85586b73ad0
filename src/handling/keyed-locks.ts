import { type Held, inOrder, type Lock, type Locks } from '../store/locks';

interface Waiting {
  readonly mode: Lock['mode'];
  readonly begin: () => void;
}

/** Who holds a key now: so many that share it, or one alone (-1); and who waits, first come, first served. */
interface State {
  holders: number;
  readonly waiting: Waiting[];
}

/**
 * Locks within this process, each by a key. Taken in the order of their keys, so that no two wait for each other.
 * How many may wait is bounded by who comes here: the commands that wait for a stream (`KeyedQueue`).
 */
export class KeyedLocks implements Locks {
  private readonly states = new Map<string, State>();

  /** Does the work while it holds every lock. */
  async run<Result>(wanted: readonly Lock[], work: (held: Held) => Promise<Result>): Promise<Result> {
    const locks = inOrder(wanted);
    const held: Lock[] = [];
    try {
      for (const lock of locks) {
        if (!this.takeFree(lock)) await this.waitFor(lock);
        held.push(lock);
      }
      return await work(NEVER_LOST);
    } finally {
      for (const lock of held.reverse()) this.giveBack(lock);
    }
  }

  /** Takes the lock where it is free and nobody waits for it. */
  private takeFree({ key, mode }: Lock): boolean {
    const state = this.states.get(key);
    if (state === undefined) this.states.set(key, { holders: holdersWith(0, mode), waiting: [] });
    else if (state.waiting.length > 0 || !isFree(state, mode)) return false;
    else state.holders = holdersWith(state.holders, mode);
    return true;
  }

  private waitFor({ key, mode }: Lock): Promise<void> {
    return new Promise((begin) => this.states.get(key)?.waiting.push({ mode, begin }));
  }

  private giveBack({ key, mode }: Lock): void {
    const state = this.states.get(key);
    if (state === undefined) throw new Error(`expected the lock ${key} to be held, got none`);
    state.holders = mode === 'exclusive' ? 0 : state.holders - 1;
    beginNext(state);
    if (state.holders === 0) this.states.delete(key);
  }
}

/** Lets in those in front of the queue, as far as who holds the lock allows. */
const beginNext = (state: State): void => {
  for (let next = state.waiting[0]; next !== undefined; next = state.waiting[0]) {
    if (!isFree(state, next.mode)) return;
    state.waiting.shift();
    state.holders = holdersWith(state.holders, next.mode);
    next.begin();
  }
};

const isFree = ({ holders }: State, mode: Lock['mode']): boolean =>
  mode === 'shared' ? holders >= 0 : holders === 0;

const holdersWith = (holders: number, mode: Lock['mode']): number => (mode === 'shared' ? holders + 1 : -1);

/** What a process holds by itself it cannot lose. */
const NEVER_LOST: Held = { check: () => undefined };
