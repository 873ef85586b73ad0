import type { AnyProjection } from '../../../projections/projection';
import type { KeyedEvent, Version } from './fold-batch';
import { type Copy, tablesOf } from './model';
import { lookUps, type Work } from './work';

/** Events of a batch that one copy of a model is to be brought forward by. */
export interface Batch {
  readonly projection: AnyProjection;
  readonly copy: Copy;
  readonly keyed: readonly KeyedEvent[];
}

/** The rows that each batch touches as they stand now, by key; keys without a row are left out. */
export function* loadVersions(batches: readonly Batch[]): Work<readonly ReadonlyMap<string, Version>[]> {
  const sought = batches.map(({ projection, copy, keyed }) => ({
    table: tablesOf(projection, copy).live,
    columns: READ,
    keys: [...new Set(keyed.flatMap(({ keys }) => keys))],
  }));
  return (yield* lookUps(sought)).map(
    (found) =>
      new Map(
        found.map(({ key, valid_from, body }) => [
          String(key),
          { row: JSON.parse(String(body)) as object, validFrom: Number(valid_from) },
        ]),
      ),
  );
}

const READ = ['key', 'valid_from', 'body'];
