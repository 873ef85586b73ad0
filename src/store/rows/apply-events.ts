import type { RecordedEvent } from '../../../events';
import type { AnyProjection } from '../../../projections/projection';
import { foldBatch, keyEvents } from './fold-batch';
import { loadVersions } from './load-versions';
import type { Copy } from './model';
import type { Stop } from './model-state';
import type { Work } from './work';
import { writeChanges } from './write-changes';

/**
 * Brings one copy of a model forward by these events. Answers the event that could not be applied, if there is one:
 * the copy then holds what came before it.
 */
export function* applyEvents(
  projection: AnyProjection,
  copy: Copy,
  events: readonly RecordedEvent[],
): Work<Stop | undefined> {
  const { keyed, stop } = keyEvents(projection, events);
  if (keyed.length === 0) return stop;
  const keys = [...new Set(keyed.flatMap((one) => one.keys))];
  const changes = foldBatch(projection, keyed, yield* loadVersions(projection, copy, keys));
  yield* writeChanges(projection, copy, changes);
  return changes.stop ?? stop;
}
