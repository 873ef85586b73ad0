import type { AnyProjection } from '../../../projections/projection';
import type { Found } from '../../../projections/read-models';
import { decodedRow } from './decoded-rows';
import { tablesOf } from './model';
import type { RowSource } from './row-source';
import { lookUp, type SqlRow, type Work } from './work';

const READ = ['key', 'valid_from', 'body'];

/**
 * Finds the rows of keys at the snapshot, in their order: the live one if it held already, else the former one that
 * held then.
 */
export function* foundByKey<Row extends object>(
  { projection, state, position, present }: RowSource,
  keys: readonly string[],
): Work<readonly (Found<Row> | undefined)[]> {
  const { live, history } = tablesOf(projection, state.copy);
  const current = yield* lookUp({ table: live, columns: READ, keys, holdsAt: position });
  const only = current[0];
  if (keys.length === 1 && only !== undefined) return [foundRow(projection, only)];
  const found = new Map<string, Found<Row>>();
  for (const row of current) found.set(String(row.key), foundRow(projection, row));
  if (!present) {
    const missing = keys.filter((key) => !found.has(key));
    for (const row of yield* lookUp({ table: history, columns: READ, keys: missing, holdsAt: position }))
      found.set(String(row.key), foundRow(projection, row));
  }
  return keys.map((key) => found.get(key));
}

/** The row that a model stored: only its own projection writes its tables. */
export const foundRow = <Row extends object>(
  model: AnyProjection,
  { key, valid_from, body }: SqlRow,
): Found<Row> => ({
  key: String(key),
  row: decodedRow(model, String(key), String(body)) as Row,
  validFrom: Number(valid_from),
});
