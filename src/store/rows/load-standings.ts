import type { AnyProjection } from '../../../projections/projection';
import { type KeyedEvent, type Standing, standingOf } from './fold-batch';
import { type Copy, tablesOf } from './model';
import type { RowMemory } from './row-memory';
import { type LookUp, lookUps, type Work } from './work';

/** Events of a batch that one copy of a model is to be brought forward by. */
export interface Batch {
  readonly projection: AnyProjection;
  readonly copy: Copy;
  readonly keyed: readonly KeyedEvent[];
  /** What is remembered of the copy, where nobody else writes it. */
  readonly memory?: RowMemory | undefined;
}

/** The rows that each batch touches as they stand now, by key; keys without a row are left out. */
export function* loadStandings(batches: readonly Batch[]): Work<readonly ReadonlyMap<string, Standing>[]> {
  const known = batches.map(remembered);
  const found = yield* lookUps(batches.map((batch, index) => soughtOf(batch, known[index]?.others ?? [])));
  return batches.map(({ projection }, index) => {
    const standings = known[index]?.standings ?? new Map<string, Standing>();
    for (const { key, valid_from, body } of found[index] ?? []) {
      const version = { row: JSON.parse(String(body)) as object, validFrom: Number(valid_from) };
      standings.set(String(key), standingOf(projection, version));
    }
    return standings;
  });
}

/** What `loadStandings` asks for where nothing is remembered. */
export const lookUpsOf = (batches: readonly Batch[]): readonly LookUp[] =>
  batches.map((batch) => soughtOf(batch, remembered(batch).others));

const soughtOf = ({ projection, copy }: Batch, keys: readonly string[]): LookUp => ({
  table: tablesOf(projection, copy).live,
  columns: READ,
  keys,
});

/** What is remembered of the rows that a batch touches, and the keys of those of which nothing is. */
const remembered = ({ keyed, memory }: Batch) => {
  const standings = new Map<string, Standing>();
  const others = new Set<string>();
  for (const { keys } of keyed) {
    for (const key of keys) {
      const known = memory?.get(key);
      if (known === undefined) others.add(key);
      else standings.set(key, known);
    }
  }
  return { standings, others: [...others] };
};

const READ = ['key', 'valid_from', 'body'];
