import { StoreFault } from '../store/store-fault';

/** The most callers that may wait for one key; the next is told to come back later. */
export const WAITING_PER_KEY_MAX = 1_000;

/** Runs work for the same key one after the other, and for different keys side by side. */
export class KeyedQueue {
  private readonly tails = new Map<string, { last?: Promise<unknown>; waiting: number }>();

  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const tail = this.tails.get(key) ?? { waiting: 0 };
    if (tail.waiting >= WAITING_PER_KEY_MAX) {
      throw new StoreFault(
        'UNAVAILABLE',
        `${WAITING_PER_KEY_MAX} commands already wait for one stream; try again later`,
      );
    }
    this.tails.set(key, tail);
    tail.waiting += 1;
    try {
      // Who comes alone need not wait.
      const next = () => work();
      const turn = tail.last === undefined ? next() : tail.last.then(next, next);
      tail.last = turn;
      return await turn;
    } finally {
      tail.waiting -= 1;
      if (tail.waiting === 0) this.tails.delete(key);
    }
  }
}
