import type { RecordedEvent } from '../../../events';
import type { AnyProjection } from '../../../projections/projection';
import { type Changes, foldBatch, keyEvents } from './fold-batch';
import { loadVersions } from './load-versions';
import type { Copy } from './model';
import type { Stop } from './model-state';
import type { RowStore } from './row-store';
import { writeChanges } from './write-changes';

/**
 * Brings one copy of a model forward by these events, inside the caller's transaction. Answers the event that
 * could not be applied, if there is one: the copy then holds what came before it.
 */
export const applyEvents = (
  rows: RowStore,
  projection: AnyProjection,
  copy: Copy,
  events: readonly RecordedEvent[],
): Stop | undefined => {
  const { keyed, stop } = keyEvents(projection, events);
  if (keyed.length === 0) return stop;
  const keys = new Set(keyed.flatMap((one) => one.keys));
  const changes: Changes = foldBatch(projection, keyed, loadVersions(rows, projection, copy, keys));
  writeChanges(rows, projection, copy, changes);
  return changes.stop ?? stop;
};
