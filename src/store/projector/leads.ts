/** Which models this process keeps for now. */
export interface Turn {
  readonly led: readonly string[];
  /** Aborts once they are others. */
  readonly ended: AbortSignal;
}

/** The models that this process keeps, turn by turn. */
export class Leads {
  private led: readonly string[] = [];
  private end = new AbortController();

  turn(): Turn {
    return { led: this.led, ended: this.end.signal };
  }

  /** Ends the turn under way. */
  change(led: readonly string[]): void {
    this.led = led;
    this.end.abort();
    this.end = new AbortController();
  }
}
