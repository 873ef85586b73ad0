import { createHash } from 'node:crypto';

/** A hash in the form of those that name reservations. */
export const keyOf = (kind: string, value: string): string =>
  createHash('sha256').update(`${kind} ${value}`).digest('hex');
