/** How much may be spent, by whom each in the same way. */
export interface TokenBuckets {
  /** What the spender has left at this moment. */
  left(spender: string): number;
  /** Spends as much as there is, never more. */
  spend(spender: string, amount: number): void;
  /** Milliseconds until the spender has so much. */
  waitMs(spender: string, amount: number): number;
}

/** How buckets fill, and how many are remembered. */
export interface BucketSettings {
  readonly perSecond: number;
  readonly burst: number;
  readonly spendersMax: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

interface Bucket {
  readonly level: number;
  readonly atMs: number;
}

/**
 * A bucket for each spender, full at first and filling at a steady pace. Beyond `spendersMax` the one that
 * has rested longest is forgotten, which is as if it were full again.
 */
export const createTokenBuckets = ({ perSecond, burst, spendersMax, now }: BucketSettings): TokenBuckets => {
  const buckets = new Map<string, Bucket>();
  const left = (spender: string): number => {
    const bucket = buckets.get(spender);
    if (bucket === undefined) return burst;
    return Math.min(burst, bucket.level + ((now() - bucket.atMs) / 1_000) * perSecond);
  };
  return {
    left,
    spend: (spender, amount) => {
      const level = Math.max(0, left(spender) - amount);
      buckets.delete(spender);
      buckets.set(spender, { level, atMs: now() });
      const longestRested = buckets.size > spendersMax ? buckets.keys().next().value : undefined;
      if (longestRested !== undefined) buckets.delete(longestRested);
    },
    waitMs: (spender, amount) => (Math.max(0, amount - left(spender)) / perSecond) * 1_000,
  };
};
