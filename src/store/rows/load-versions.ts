import type { AnyProjection } from '../../../projections/projection';
import type { Version } from './fold-batch';
import { type Copy, tablesOf } from './model';
import { lookUp, type Work } from './work';

/** The rows of a copy as they stand now, by key; keys without a row are left out. */
export function* loadVersions(
  projection: AnyProjection,
  copy: Copy,
  keys: readonly string[],
): Work<ReadonlyMap<string, Version>> {
  const { live } = tablesOf(projection, copy);
  const declared = Object.keys(projection.columns);
  const found = yield* lookUp({ table: live, columns: live.columns.map(({ name }) => name), keys });
  return new Map(
    found.map((stored) => {
      const body = String(stored.body);
      const values = declared.map((name) => stored[name] ?? null);
      return [
        String(stored.key),
        { row: JSON.parse(body) as object, validFrom: Number(stored.valid_from), body, values },
      ];
    }),
  );
}
