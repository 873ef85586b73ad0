import type { AnyProjection } from '../../../projections/projection';
import type { Found } from '../../../projections/read-models';
import { decodedAgain, decodedRow } from './decoded-rows';
import { tablesOf } from './model';
import type { RowMemory } from './row-memory';
import type { RowSource } from './row-source';
import { lookUp, rowMemory, type SqlRow, type Work } from './work';

const READ = ['key', 'valid_from', 'body'];

/**
 * Finds the rows of keys at the snapshot, in their order: the live one if it held already, else the former one that
 * held then.
 */
export function* foundByKey<Row extends object>(
  { projection, state, position, present }: RowSource,
  keys: readonly string[],
): Work<readonly (Found<Row> | undefined)[]> {
  const tables = tablesOf(projection, state.copy);
  const found = rememberedRows<Row>(yield* rowMemory(tables), projection, keys, position);
  const sought = keys.filter((key) => !found.has(key));
  const current = yield* lookUp({ table: tables.live, columns: READ, keys: sought, holdsAt: position });
  for (const row of current) found.set(String(row.key), foundRow(projection, row, decodedRow));
  if (!present) {
    const missing = sought.filter((key) => !found.has(key));
    const former = { table: tables.history, columns: READ, keys: missing, holdsAt: position };
    for (const row of yield* lookUp(former))
      found.set(String(row.key), foundRow(projection, row, decodedRow));
  }
  return keys.map((key) => found.get(key));
}

/** Those that were written last, as long as they held at the position already: the live row is no other. */
const rememberedRows = <Row extends object>(
  memory: RowMemory | undefined,
  model: AnyProjection,
  keys: readonly string[],
  position: number,
): Map<string, Found<Row>> => {
  const found = new Map<string, Found<Row>>();
  if (memory === undefined) return found;
  for (const key of keys) {
    const { row, body, validFrom = Number.POSITIVE_INFINITY } = memory.get(key)?.version ?? {};
    if (row === undefined || body === undefined || validFrom > position) continue;
    // What was written as this text is what it says.
    found.set(key, { key, row: decodedRow(model, key, body, () => row) as Row, validFrom });
  }
  return found;
};

/** The row that a model stored: only its own projection writes its tables. */
export const foundRow = <Row extends object>(
  model: AnyProjection,
  { key, valid_from, body }: SqlRow,
  decode: typeof decodedAgain = decodedAgain,
): Found<Row> => ({
  key: String(key),
  row: decode(model, String(key), String(body)) as Row,
  validFrom: Number(valid_from),
});
