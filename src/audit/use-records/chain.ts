import { createHash } from 'node:crypto';

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
