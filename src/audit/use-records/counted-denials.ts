import { COUNTED_KINDS_MAX, COUNTED_WINDOW_MS } from './bounds';
import type { UseEntry } from './use-record';

/**
 * Denials of those who were not let in at all, the same ones counted together for a moment: whoever sends requests
 * without a good token must not be able to fill the disk.
 */
export class CountedDenials {
  private readonly counted = new Map<string, { readonly entry: UseEntry; readonly count: number }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly give: (entry: UseEntry) => void) {}

  count(entry: UseEntry): void {
    const kind = `${entry.operation} ${entry.code ?? ''} ${entry.actor?.id ?? ''}`;
    if (!this.counted.has(kind) && this.counted.size >= COUNTED_KINDS_MAX) this.flush();
    const { count = 0 } = this.counted.get(kind) ?? {};
    this.counted.set(kind, { entry, count: count + 1 });
    this.timer ??= setTimeout(() => this.flush(), COUNTED_WINDOW_MS);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const { entry, count } of this.counted.values())
      this.give(count === 1 ? entry : { ...entry, count });
    this.counted.clear();
  }
}
