/** How long nothing must have come in before work is done that can wait. */
export const IDLE_MS = 20;

/** Work in small pieces that is done while nothing else comes in. */
export class IdleWork {
  private timer: NodeJS.Timeout | undefined;

  /** Does one piece, and tells whether there is more. */
  constructor(private readonly work: () => boolean) {}

  /** Something came in: the work waits anew. */
  postpone(): void {
    if (this.timer === undefined) this.timer = setTimeout(() => this.doOne(), IDLE_MS).unref();
    else this.timer.refresh();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private doOne(): void {
    this.timer = undefined;
    if (this.work()) this.postpone();
  }
}
