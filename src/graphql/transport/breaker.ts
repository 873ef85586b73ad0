/** Breaks an operation off, as an AbortController does. */
export interface Breakable {
  readonly signal: AbortSignal;
  abort(reason: Error): void;
}

/**
 * Breaks off an operation that answers once. Its signal is made when somebody asks for it: most are answered before
 * anybody does.
 */
export class Breaker implements Breakable {
  private controller: AbortController | undefined;
  private reason: Error | undefined;
  private tell: ((reason: Error) => void) | undefined;

  get isBroken(): boolean {
    return this.reason !== undefined;
  }

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.reason !== undefined) this.controller.abort(this.reason);
    return this.controller.signal;
  }

  abort(reason: Error): void {
    if (this.reason !== undefined) return;
    this.reason = reason;
    this.controller?.abort(reason);
    this.tell?.(reason);
  }

  /** Tells the one who waits for the operation, at once where it is broken off already. */
  whenBroken(tell: (reason: Error) => void): void {
    this.tell = tell;
    if (this.reason !== undefined) tell(this.reason);
  }
}
