import { isUtf8 } from 'node:buffer';

/** The most bytes of one content line that are kept; what is longer (a photo) is cut and marked. */
export const CONTENT_LINE_BYTES_MAX = 65_536;

/** A line of a vCard after unfolding. */
export interface ContentLine {
  readonly line: number;
  /** Of a line with a flaw only the beginning, enough to see its name. */
  readonly text: string;
  /** What was expected of the line and is not so. */
  readonly flaw?: string;
}

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/**
 * Cuts bytes into content lines (RFC 6350, section 3.2). Unfolds bytes, not characters: old writers fold in
 * the middle of one. /
 */
export async function* contentLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<ContentLine> {
  let open: Unfolding | undefined;
  let line = 0;
  let atLineStart = true;
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; ) {
      if (atLineStart) {
        line += 1;
        const folded = open !== undefined && (chunk[at] === SPACE || chunk[at] === TAB);
        if (open !== undefined && !folded) yield open.finished();
        open = folded && open !== undefined ? open : new Unfolding(line);
        at += folded ? 1 : 0;
        atLineStart = false;
      }
      const found = chunk.indexOf(LF, at);
      const end = found === -1 ? chunk.length : found;
      open?.add(chunk.subarray(at, end));
      if (found !== -1) {
        open?.endOfLine();
        atLineStart = true;
      }
      at = found === -1 ? chunk.length : found + 1;
    }
  }
  if (open !== undefined) yield open.finished();
}

class Unfolding {
  private readonly parts: Buffer[] = [];
  private size = 0;
  private cut = false;

  constructor(private readonly line: number) {}

  add(part: Buffer): void {
    const room = CONTENT_LINE_BYTES_MAX - this.size;
    if (part.length > room) this.cut = true;
    const kept = part.length > room ? part.subarray(0, room) : part;
    if (kept.length === 0) return;
    this.parts.push(kept);
    this.size += kept.length;
  }

  /** Drops the CR of a CRLF. */
  endOfLine(): void {
    const last = this.parts.at(-1);
    if (last === undefined || last[last.length - 1] !== CR) return;
    this.parts[this.parts.length - 1] = last.subarray(0, -1);
    this.size -= 1;
  }

  finished(): ContentLine {
    const { line, cut } = this;
    const whole = Buffer.concat(this.parts);
    if (!cut && isUtf8(whole)) return { line, text: whole.toString('utf8') };
    const flaw = cut ? `expected at most ${CONTENT_LINE_BYTES_MAX} bytes` : 'expected UTF-8 text';
    return { line, text: whole.toString('latin1', 0, NAME_BYTES_MAX), flaw };
  }
}

const NAME_BYTES_MAX = 200;
