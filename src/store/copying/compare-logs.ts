import type { EventStore, StoredEvent } from '../event-store';
import { StoreFault } from '../store-fault';
import { ContentSum, contentOf, eventsOf, type LogContent, type OnProgress } from './log-content';
import { positionNamedIn } from './named-positions';
import { PositionMap } from './position-map';

/** Two logs, one of which should hold what the other one holds. */
export interface ComparedLogs {
  readonly from: EventStore;
  /** How much of `from` counts: up to this position. */
  readonly until: number;
  readonly to: EventStore;
  readonly onProgress?: OnProgress;
}

/**
 * Reads both logs side by side; throws the `StoreFault` that names the first place where they differ, never what
 * stands there. Answers what the target says, which is what the origin says.
 */
export const compareLogs = async ({ from, until, to, onProgress }: ComparedLogs): Promise<LogContent> => {
  const map = new PositionMap(from, to);
  const sum = new ContentSum();
  const targets = eventsOf(to, await to.head());
  for await (const origin of eventsOf(from, until, onProgress)) {
    const { value: target } = await targets.next();
    if (target === undefined) throw differs(origin, 'the target ends before it');
    const content = contentOf(origin);
    if (contentOf(target) !== content)
      throw differs(origin, `the target has another one at ${target.position}`);
    map.note(origin.position, target.position);
    await requireSameName(origin, target, map);
    sum.add(target.position, content);
  }
  const { value: more } = await targets.next();
  if (more !== undefined) throw new StoreFault('INVALID', `the target holds more, from ${more.position} on`);
  return sum.value();
};

/** A position that an event names is that of the same event in both. */
const requireSameName = async (origin: StoredEvent, target: StoredEvent, map: PositionMap): Promise<void> => {
  const named = positionNamedIn(origin);
  if (named === undefined) return;
  const expected = await map.targetOf(named);
  if (positionNamedIn(target) !== expected) throw differs(origin, 'it names another position in the target');
};

const differs = ({ stream, revision, position }: StoredEvent, why: string): StoreFault =>
  new StoreFault(
    'INVALID',
    `the logs differ at event ${revision} of stream ${stream} (position ${position}): ${why}; ` +
      'begin anew with an empty target',
  );
