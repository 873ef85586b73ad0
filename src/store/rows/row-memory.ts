import type { Changes, Standing } from './fold-batch';

/** The most rows that are remembered from one batch to the next. */
export const ROWS_REMEMBERED_MAX = 10_000;

/**
 * Rows as the last batches have left them in a copy that nobody else writes: the next events are often about the same
 * ones. Says nothing about a row that it does not have.
 */
export class RowMemory {
  private readonly rows = new Map<string, Standing>();

  get(key: string): Standing | undefined {
    return this.rows.get(key);
  }

  note({ live }: Changes): void {
    for (const [key, { after }] of live) {
      this.rows.delete(key);
      if (after !== undefined) this.rows.set(key, after);
    }
    for (const [oldest] of this.rows) {
      if (this.rows.size <= ROWS_REMEMBERED_MAX) break;
      this.rows.delete(oldest);
    }
  }
}
