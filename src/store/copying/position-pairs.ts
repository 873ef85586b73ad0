/** The most positions that a copy remembers; older ones are looked up in the logs. */
export const PAIRS_MAX = 100_000;

/** Where the events copied last stand in the origin and in the target; the oldest pair makes room. */
export class PositionPairs {
  private readonly origins: Float64Array;
  private readonly targets: Float64Array;
  private added = 0;

  constructor(private readonly pairsMax: number = PAIRS_MAX) {
    this.origins = new Float64Array(pairsMax);
    this.targets = new Float64Array(pairsMax);
  }

  /** Both positions rise with each pair. */
  add(origin: number, target: number): void {
    this.origins[this.added % this.pairsMax] = origin;
    this.targets[this.added % this.pairsMax] = target;
    this.added += 1;
  }

  /** Where the event at this position of the origin stands in the target; `undefined` where that is not known. */
  targetOf(origin: number): number | undefined {
    let [low, high] = [Math.max(0, this.added - this.pairsMax), this.added - 1];
    while (low <= high) {
      const middle = Math.floor((low + high) / 2);
      const found = this.origins[middle % this.pairsMax] ?? 0;
      if (found === origin) return this.targets[middle % this.pairsMax];
      if (found < origin) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }
}
