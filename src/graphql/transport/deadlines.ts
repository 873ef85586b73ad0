import type { Breakable } from './breaker';
import { Interrupted } from './interrupted';

/**
 * Breaks off what runs longer than it may. All may run equally long, so what began first ends first, and one timer is
 * enough for all of them.
 */
export class Deadlines {
  private readonly beganAtMs = new Map<Breakable, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly deadlineMs: number) {}

  begin(operation: Breakable): void {
    this.beganAtMs.set(operation, performance.now());
    this.timer ??= this.wakeIn(this.deadlineMs);
  }

  end(operation: Breakable): void {
    this.beganAtMs.delete(operation);
  }

  private wakeIn(ms: number): NodeJS.Timeout {
    // What it waits for keeps the process alive, not the waiting.
    return setTimeout(() => this.look(), ms).unref();
  }

  private look(): void {
    this.timer = undefined;
    const now = performance.now();
    for (const [operation, beganAtMs] of this.beganAtMs) {
      const leftMs = beganAtMs + this.deadlineMs - now;
      if (leftMs > 0) {
        this.timer = this.wakeIn(Math.ceil(leftMs));
        return;
      }
      this.beganAtMs.delete(operation);
      operation.abort(new Interrupted('DEADLINE_EXCEEDED'));
    }
  }
}
