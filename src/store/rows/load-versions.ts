import type { AnyProjection } from '../../../projections/projection';
import type { Version } from './fold-batch';
import { type Copy, tablesOf } from './model';
import type { RowStore, SqlRow } from './row-store';

/** The rows of a copy as they stand now, by key; keys without a row are left out. */
export const loadVersions = (
  rows: RowStore,
  projection: AnyProjection,
  copy: Copy,
  keys: Iterable<string>,
): ReadonlyMap<string, Version> => {
  const statement = rows.prepare(`SELECT * FROM ${tablesOf(projection, copy).live} WHERE key = ?`);
  const columns = Object.keys(projection.columns);
  const found = new Map<string, Version>();
  for (const key of keys) {
    const stored = statement.get(key) as SqlRow | undefined;
    if (stored === undefined) continue;
    const body = String(stored.body);
    found.set(key, {
      row: JSON.parse(body) as object,
      validFrom: Number(stored.valid_from),
      body,
      values: columns.map((name) => stored[name] ?? null),
    });
  }
  return found;
};
