import type { Changes, MadeStanding } from './fold-batch';

/** The most rows that a rebuild remembers from one batch to the next. */
export const ROWS_REMEMBERED_MAX = 10_000;

/**
 * Rows as the last batches have left them in a copy, as long as nobody else is known to have written it: the next
 * events are often about the same ones, and who sent a command reads them. Says nothing about a row that it does not
 * have.
 */
export class RowMemory {
  private readonly rows = new Map<string, MadeStanding>();

  constructor(private readonly rowsMax = ROWS_REMEMBERED_MAX) {}

  get(key: string): MadeStanding | undefined {
    return this.rows.get(key);
  }

  note({ live }: Changes): void {
    for (const [key, { after }] of live) {
      this.rows.delete(key);
      if (after !== undefined) this.rows.set(key, after);
    }
    for (const [oldest] of this.rows) {
      if (this.rows.size <= this.rowsMax) break;
      this.rows.delete(oldest);
    }
  }

  drop(key: string): void {
    this.rows.delete(key);
  }
}
