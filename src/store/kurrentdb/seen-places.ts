/** The most places of a generation; two are remembered. */
const PLACES_MAX = 20_000;

/** Positions at which an event is known to stand: the server reads on from such a place only. */
export class SeenPlaces {
  private latest = new Set<number>();
  private before = new Set<number>();

  note(position: number): void {
    this.latest.add(position);
    if (this.latest.size < PLACES_MAX) return;
    this.before = this.latest;
    this.latest = new Set();
  }

  /** Where to begin so that everything after a position comes: there or right behind it, the likelier first. */
  after(position: number): readonly number[] {
    const places = [position, position + 1];
    return this.has(position + 1) && !this.has(position) ? places.reverse() : places;
  }

  private has(position: number): boolean {
    return this.latest.has(position) || this.before.has(position);
  }
}
