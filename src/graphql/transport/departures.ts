/** The most answers that wait for each other. */
export const ANSWERS_TOGETHER_MAX = 64;

/**
 * Answers that are ready in the same turn of the event loop leave at its end, one right after the other. Whoever
 * waits for several of them, such as a proxy, is then woken once for all, which is much of what a write costs.
 */
export class Departures {
  private ready: (() => void)[] = [];

  add(leave: () => void): void {
    this.ready.push(leave);
    if (this.ready.length === 1) setImmediate(() => this.leaveAll());
    else if (this.ready.length >= ANSWERS_TOGETHER_MAX) this.leaveAll();
  }

  private leaveAll(): void {
    const { ready } = this;
    this.ready = [];
    for (const leave of ready) leave();
  }
}
