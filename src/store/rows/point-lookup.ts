import type { Found } from '../../../projections/read-models';
import { tablesOf } from './model';
import type { RowSource } from './row-source';
import type { RowStore, SqlRow } from './row-store';

/**
 * Finds the row of a key at the snapshot: the live one if it held already, else the former one that held
 * then.
 */
export const pointLookup = <Row extends object>(
  rows: RowStore,
  { projection, state, position, present }: RowSource,
): ((key: string) => Found<Row> | undefined) => {
  const { live, history } = tablesOf(projection, state.copy);
  const now = rows.prepare(`SELECT key, valid_from, body FROM ${live} WHERE key = ? AND valid_from <= ?`);
  const then = rows.prepare(
    `SELECT key, valid_from, body FROM ${history}
     WHERE key = ? AND valid_from <= ? AND valid_to > ? ORDER BY valid_from DESC LIMIT 1`,
  );
  return (key) => {
    const row = now.get(key, position) ?? (present ? undefined : then.get(key, position, position));
    return row === undefined ? undefined : foundRow<Row>(row as SqlRow);
  };
};

/** The row that a model stored: only its own projection writes its tables. */
export const foundRow = <Row extends object>({ key, valid_from, body }: SqlRow): Found<Row> => ({
  key: String(key),
  row: JSON.parse(String(body)) as Row,
  validFrom: Number(valid_from),
});
