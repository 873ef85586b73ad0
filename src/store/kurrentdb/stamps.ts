/** The times of a process: none lies before one that it has given or seen. */
export class Stamps {
  private last = 0;

  constructor(private readonly clock: () => number) {}

  next(): number {
    this.see(Math.floor(this.clock()));
    return this.last;
  }

  /** Takes note of a time in the log, so that what is written after it does not look older. */
  see(milliseconds: number): void {
    this.last = Math.max(this.last, milliseconds);
  }
}
