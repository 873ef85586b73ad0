import { tablesOf } from './model';
import type { RowSource } from './row-source';
import { one, type Work } from './work';

/** The value a counter had at the snapshot. */
export function* tallyAt({ projection, state, position }: RowSource, name: string): Work<number> {
  const found = yield* one(
    `SELECT value FROM ${tablesOf(projection, state.copy).tallies.name}
     WHERE name = ? AND valid_from <= ? ORDER BY valid_from DESC LIMIT 1`,
    [name, position],
  );
  return Number(found?.value ?? 0);
}
