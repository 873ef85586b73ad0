/**
 * Values by name, of which those that nobody has used for long are let go: at most `valuesMax` are kept, and at least
 * the half of them that was used last. Two maps that follow each other cost less than one that is put in order at each
 * use.
 */
export class RecentlyUsed<Value> {
  private recent = new Map<string, Value>();
  private before = new Map<string, Value>();

  constructor(private readonly valuesMax: number) {}

  get(name: string): Value | undefined {
    const recent = this.recent.get(name);
    if (recent !== undefined) return recent;
    const before = this.before.get(name);
    if (before !== undefined) this.set(name, before);
    return before;
  }

  set(name: string, value: Value): void {
    this.recent.set(name, value);
    if (this.recent.size < this.valuesMax / 2) return;
    this.before = this.recent;
    this.recent = new Map();
  }
}
