/** What a piece of work needs to hold: shared with others that only rely on it, or alone to change it. */
export interface Lock {
  readonly key: string;
  readonly mode: 'shared' | 'exclusive';
}

/** What a piece of work is told about its locks. */
export interface Held {
  /** Throws a `StoreFault` once a lock is known to be lost: what was decided under it must not be recorded. */
  check(): void;
}

/** Locks that hold over everybody who writes to the log. */
export interface Locks {
  /** Does the work while it holds every lock; they are taken in the order of their keys. */
  run<Result>(wanted: readonly Lock[], work: (held: Held) => Promise<Result>): Promise<Result>;
}

/** One lock for each key, in the order in which everybody takes them; where a key is wanted both ways, alone. */
export const inOrder = (wanted: readonly Lock[]): readonly Lock[] => {
  const locks = new Map<string, Lock>();
  for (const lock of wanted) {
    if (lock.mode === 'exclusive' || !locks.has(lock.key)) locks.set(lock.key, lock);
  }
  return [...locks.values()].sort(byKey);
};

const byKey = (one: Lock, other: Lock): number => (one.key < other.key ? -1 : 1);

/** True where the locks that are held are enough for what is wanted. */
export const covers = (held: readonly Lock[], wanted: readonly Lock[]): boolean =>
  wanted.every(({ key, mode }) =>
    held.some((lock) => lock.key === key && (lock.mode === 'exclusive' || mode === 'shared')),
  );
