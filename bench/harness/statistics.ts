/** Beyond this share of the median the middle half of the rounds lies too far apart to say anything. */
export const SPREAD_MAX = 0.25;

/** What many rounds say together. */
export interface Summary {
  readonly rounds: readonly number[];
  readonly median: number;
  /** How far the middle half of the rounds lies apart, as a share of the median. */
  readonly spread: number;
  readonly noisy: boolean;
}

/** The value that a share of the numbers does not exceed, between neighbours in proportion. */
export const quantile = (numbers: readonly number[], share: number): number => {
  if (numbers.length === 0) throw new Error('expected numbers to take a quantile of, got none');
  const sorted = [...numbers].sort((left, right) => left - right);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return below + (above - below) * (place - Math.floor(place));
};

/** Median and spread of the rounds; a spread beyond `SPREAD_MAX` makes them noise. */
export const summarize = (rounds: readonly number[]): Summary => {
  const median = quantile(rounds, 0.5);
  const apart = quantile(rounds, 0.75) - quantile(rounds, 0.25);
  const spread = median === 0 ? (apart === 0 ? 0 : Number.POSITIVE_INFINITY) : apart / Math.abs(median);
  return { rounds, median, spread, noisy: spread > SPREAD_MAX };
};

/** How many times as good as `other` one is. */
export const timesAsGood = (better: 'higher' | 'lower', one: number, other: number): number =>
  better === 'higher' ? one / other : other / one;
