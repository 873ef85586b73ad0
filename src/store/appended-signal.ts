/** Tells readers of the log that it has grown; what was missed while not waiting is not lost. */
export class AppendedSignal {
  private waiting = new Set<() => void>();
  private growth = 0;
  private ended = false;

  /** How often the log has grown: read it before reading the log, then wait for more. */
  get count(): number {
    return this.growth;
  }

  /** True once no growth will come any more. */
  get closed(): boolean {
    return this.ended;
  }

  raise(): void {
    this.growth += 1;
    this.wakeAll();
  }

  close(): void {
    this.ended = true;
    this.wakeAll();
  }

  /** Resolves once the log has grown past `seen`, the signal aborts, this is closed, or `withinMs` have passed. */
  async next(seen: number, signal: AbortSignal, withinMs?: number): Promise<void> {
    if (this.growth > seen || this.ended || signal.aborted) return;
    let timer: NodeJS.Timeout | undefined;
    let wake = (): void => undefined;
    try {
      await new Promise<void>((resolve) => {
        wake = resolve;
        this.waiting.add(resolve);
        signal.addEventListener('abort', resolve as () => void, { once: true });
        if (withinMs !== undefined) timer = setTimeout(resolve, withinMs);
      });
    } finally {
      clearTimeout(timer);
      this.waiting.delete(wake);
      signal.removeEventListener('abort', wake);
    }
  }

  private wakeAll(): void {
    const woken = this.waiting;
    this.waiting = new Set();
    for (const wake of woken) wake();
  }
}
