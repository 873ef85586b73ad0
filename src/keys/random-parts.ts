import { randomFillSync } from 'node:crypto';

/**
 * Random bytes in parts of one length, drawn for many at a time: asking for twelve takes as long as asking for
 * thousands. Each part is handed out once.
 */
export class RandomParts {
  private readonly drawn: Buffer;
  private used: number;

  constructor(
    private readonly partBytes: number,
    partsAtOnce: number,
  ) {
    this.drawn = Buffer.alloc(partBytes * partsAtOnce);
    this.used = this.drawn.length;
  }

  /** To be used before the next draw writes over it. */
  next(): Buffer {
    if (this.used === this.drawn.length) {
      randomFillSync(this.drawn);
      this.used = 0;
    }
    this.used += this.partBytes;
    return this.drawn.subarray(this.used - this.partBytes, this.used);
  }

  /** To keep; nothing of it stays here. */
  take(): Buffer {
    const part = this.next();
    const taken = Buffer.from(part);
    part.fill(0);
    return taken;
  }
}
