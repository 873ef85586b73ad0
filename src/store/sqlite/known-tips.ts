/** The most streams whose last revision is remembered. */
export const TIPS_KNOWN_MAX = 50_000;

/**
 * Last revisions of streams, -1 where there is none: what the one process that writes to a log knows without asking
 * it. A read that begins behind the tip has nothing to find, and most reads of a command do. The stream that was used
 * longest ago makes room.
 */
export class KnownTips {
  private readonly tips = new Map<string, number>();

  constructor(private readonly tipsMax: number = TIPS_KNOWN_MAX) {}

  /** The last revision of the stream, where it is known. */
  of(stream: string): number | undefined {
    return this.tips.get(stream);
  }

  /** True where a read from this revision on finds nothing. */
  isBeyond(stream: string, from: number): boolean {
    const tip = this.of(stream);
    return tip !== undefined && from > tip;
  }

  /** Notes where the stream ends now. */
  note(stream: string, revision: number): void {
    this.tips.delete(stream);
    this.tips.set(stream, revision);
    if (this.tips.size <= this.tipsMax) return;
    for (const oldest of this.tips.keys()) {
      this.tips.delete(oldest);
      return;
    }
  }

  /** Forgets everything: what is on the disk is not known any more. */
  clear(): void {
    this.tips.clear();
  }
}
