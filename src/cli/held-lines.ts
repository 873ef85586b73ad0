/** How much of the log is held back, and for how long: a write for each line took a sixth of a busy server's time. */
export const LOG_CHARACTERS_HELD_MAX = 15_000;
export const LOG_HELD_MS_MAX = 100;

/** Where text goes. */
export interface Writable {
  write(text: string): unknown;
}

/**
 * Holds lines back and writes them together: when they are many, when the first has waited long enough, or when it is
 * told to. The library can do so too, but walks all that it holds for each line.
 */
export class HeldLines implements Writable {
  private held = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly destination: Writable) {}

  write(line: string): void {
    this.held += line;
    if (this.held.length >= LOG_CHARACTERS_HELD_MAX) this.flush();
    // What is left when the process ends is written then: nothing has to wait for it.
    else this.timer ??= setTimeout(() => this.flush(), LOG_HELD_MS_MAX).unref();
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { held } = this;
    this.held = '';
    if (held !== '') this.destination.write(held);
  }
}
