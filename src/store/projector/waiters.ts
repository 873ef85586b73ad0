/** The most readers that wait at a time; further ones are told at once that the position was not reached. */
export const WAITERS_MAX = 10_000;

interface Waiter {
  readonly position: number;
  readonly answer: (reached: boolean) => void;
}

/** Those who wait for a position to be reached, each for a bounded time. */
export class Waiters {
  private readonly waiting = new Set<Waiter>();

  wait(position: number, timeoutMs: number): Promise<boolean> {
    if (this.waiting.size >= WAITERS_MAX || timeoutMs <= 0) return Promise.resolve(false);
    return new Promise((resolve) => {
      const waiter: Waiter = {
        position,
        answer: (reached) => {
          clearTimeout(timer);
          this.waiting.delete(waiter);
          resolve(reached);
        },
      };
      const timer = setTimeout(() => waiter.answer(false), timeoutMs);
      this.waiting.add(waiter);
    });
  }

  get isEmpty(): boolean {
    return this.waiting.size === 0;
  }

  /** Answers everybody who waits for this position or an earlier one. */
  settle(position: number): void {
    for (const waiter of this.waiting) if (waiter.position <= position) waiter.answer(true);
  }

  /** Nothing will be reached any more. */
  close(): void {
    for (const waiter of this.waiting) waiter.answer(false);
  }
}
