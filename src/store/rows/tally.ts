import { tablesOf } from './model';
import type { RowSource } from './row-source';
import type { RowStore } from './row-store';

/** The value a counter had at the snapshot. */
export const tallyAt = (rows: RowStore, { projection, state, position }: RowSource, name: string): number => {
  const found = rows.get(
    `SELECT value FROM ${tablesOf(projection, state.copy).tallies}
     WHERE name = ? AND valid_from <= ? ORDER BY valid_from DESC LIMIT 1`,
    [name, position],
  );
  return Number(found?.value ?? 0);
};
