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
  const alone = new Set(wanted.filter(({ mode }) => mode === 'exclusive').map(({ key }) => key));
  return [...new Set(wanted.map(({ key }) => key))]
    .sort()
    .map((key) => ({ key, mode: alone.has(key) ? 'exclusive' : 'shared' }));
};

/** True where the locks that are held are enough for what is wanted. */
export const covers = (held: readonly Lock[], wanted: readonly Lock[]): boolean =>
  wanted.every(({ key, mode }) =>
    held.some((lock) => lock.key === key && (lock.mode === 'exclusive' || mode === 'shared')),
  );
