import { createHash } from 'node:crypto';
import { FINDINGS_MAX } from './bounds';
import type { UseEntry } from './use-record';

/** The hash that stands before the first record. */
export const NO_HASH = '0'.repeat(64);

/** The end of the chain: the next record goes behind it. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: string;
}

/** The hash of a record: it follows from the record before it, its own place and every letter of it. */
export const chained = (before: string, sequence: number, body: string): string =>
  createHash('sha256').update(`${before}\n${sequence}\n${body}`).digest('hex');

/** The end of the chain with the time of its record: none is recorded before it. */
export interface TimedEnd extends ChainEnd {
  /** Empty where there is no record. */
  readonly at: string;
}

/** A record as it is kept. */
export interface KeptRecord extends ChainEnd {
  readonly body: string;
}

/** The entries as records behind the end, and the end that they make. */
export const linked = (
  entries: readonly UseEntry[],
  nowMs: number,
  before: TimedEnd,
): { readonly records: readonly KeptRecord[]; readonly end: TimedEnd } => {
  const now = new Date(nowMs).toISOString();
  const at = now > before.at ? now : before.at;
  let { sequence, hash }: ChainEnd = before;
  const records = entries.map((entry) => {
    sequence += 1;
    const body = JSON.stringify({ at, ...entry });
    hash = chained(hash, sequence, body);
    return { sequence, body, hash };
  });
  return { records, end: { sequence, hash, at } };
};

/** What a check of the records has found: nothing where the chain is whole. */
export interface UseVerdict {
  readonly records: number;
  readonly end: ChainEnd;
  readonly findings: readonly string[];
}

/** Follows the chain from where it starts, one record after the other, and says where it is broken. */
export class ChainCheck {
  private records = 0;
  private readonly findings: string[] = [];

  constructor(private end: ChainEnd) {}

  add({ sequence, body, hash }: KeptRecord): void {
    if (sequence !== this.end.sequence + 1) {
      this.find(`records ${this.end.sequence + 1} to ${sequence - 1} are missing`);
    } else if (chained(this.end.hash, sequence, body) !== hash) {
      this.find(`record ${sequence} is not what was recorded, or the one before it is not`);
    }
    this.end = { sequence, hash };
    this.records += 1;
  }

  find(finding: string): void {
    if (this.findings.length < FINDINGS_MAX) this.findings.push(finding);
  }

  verdict(): UseVerdict {
    return { records: this.records, end: this.end, findings: this.findings };
  }
}
