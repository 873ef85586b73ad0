import type { RecordedEvent } from '../../../events';
import type { AnyProjection } from '../../../projections/projection';
import { foldBatch, keyEvents } from './fold-batch';
import { type Batch, loadStandings, lookUpsOf } from './load-standings';
import type { Copy } from './model';
import type { Stop } from './model-state';
import type { RowMemory } from './row-memory';
import type { LookUp, Work } from './work';
import { writeChanges } from './write-changes';

/** A copy of a model, and the events that it is to be brought forward by. */
export interface Due {
  readonly projection: AnyProjection;
  readonly copy: Copy;
  readonly events: readonly RecordedEvent[];
  /** What is remembered of the copy, where nobody else writes it unnoticed. */
  readonly memory?: RowMemory | undefined;
}

/** What `applyEvents` asks for first, where nothing is remembered. */
export const soughtFirst = (due: readonly Due[]): readonly LookUp[] => lookUpsOf(touchedBy(due.map(keyedOf)));

const keyedOf = ({ projection, copy, events, memory }: Due) => ({
  projection,
  copy,
  memory,
  ...keyEvents(projection, events),
});

const touchedBy = (batches: readonly Batch[]): readonly Batch[] =>
  batches.filter(({ keyed }) => keyed.length > 0);

/**
 * Brings copies of models forward, all together: what they have is asked for at once, and what they become is written
 * at once. Answers for each the event that could not be applied, if there is one: the copy then holds what came before.
 */
export function* applyEvents(due: readonly Due[]): Work<readonly (Stop | undefined)[]> {
  const keyed = due.map(keyedOf);
  const touched = touchedBy(keyed);
  const stored = yield* loadStandings(touched);
  const stops = new Map<AnyProjection, Stop>();
  for (const [index, { projection, copy, memory, keyed: events }] of touched.entries()) {
    const changes = foldBatch(projection, events, stored[index] ?? new Map());
    yield* writeChanges(projection, copy, changes);
    memory?.note(changes);
    if (changes.stop !== undefined) stops.set(projection, changes.stop);
  }
  return keyed.map(({ projection, stop }) => stops.get(projection) ?? stop);
}
