/** The most characters of a position that is told; longer ones are no positions. */
const POSITION_CHARACTERS_MAX = 100;

/** How far the reader of a subscription has come, by the positions of the events it has been sent. */
export class Progress {
  private readonly underWay: (string | undefined)[] = [];
  private delivered: string | undefined;

  /** The position of the last event that has left; undefined where none has. */
  get position(): string | undefined {
    return this.delivered;
  }

  /** An event is on its way. */
  began(event: unknown): void {
    const position = (event as { readonly position?: unknown } | null | undefined)?.position;
    const isPosition = typeof position === 'string' && position.length <= POSITION_CHARACTERS_MAX;
    this.underWay.push(isPosition ? position : undefined);
  }

  /** The oldest of those on their way has left. */
  arrived(): void {
    this.delivered = this.underWay.shift() ?? this.delivered;
  }

  /** All that were on their way have left. */
  arrivedAll(): void {
    while (this.underWay.length > 0) this.arrived();
  }
}
