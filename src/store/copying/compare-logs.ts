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
    sum.add(target.position, await requireSame(origin, target, map));
  }
  const { value: more } = await targets.next();
  if (more !== undefined) throw holdsMore(more);
  return sum.value();
};

/** Where a copy that was interrupted goes on: behind these positions. */
export interface CopiedSoFar {
  readonly origin: number;
  readonly target: number;
}

/** Reads what the target holds beside the origin; throws where it is anything else than the origin's beginning. */
export const compareBeginning = async (
  { from, until, to }: ComparedLogs,
  map: PositionMap,
): Promise<CopiedSoFar> => {
  let soFar: CopiedSoFar = { origin: 0, target: 0 };
  const origins = eventsOf(from, until);
  for await (const target of eventsOf(to, await to.head())) {
    const { value: origin } = await origins.next();
    if (origin === undefined) throw holdsMore(target);
    await requireSame(origin, target, map);
    soFar = { origin: origin.position, target: target.position };
  }
  return soFar;
};

/** Answers what the events say; throws where they do not say the same, or name the positions of different events. */
const requireSame = async (origin: StoredEvent, target: StoredEvent, map: PositionMap): Promise<string> => {
  const content = contentOf(origin);
  if (contentOf(target) !== content) {
    throw differs(origin, `the target has another one at position ${target.position}`);
  }
  map.note(origin.position, target.position);
  const named = positionNamedIn(origin);
  if (named !== undefined && positionNamedIn(target) !== (await map.targetOf(named))) {
    throw differs(origin, 'it names another position in the target');
  }
  return content;
};

const holdsMore = ({ position }: StoredEvent): StoreFault =>
  new StoreFault(
    'INVALID',
    `the target holds more than the origin, from position ${position} on; name another one`,
  );

const differs = ({ stream, revision, position }: StoredEvent, why: string): StoreFault =>
  new StoreFault(
    'INVALID',
    `the logs differ at event ${revision} of stream ${stream} (position ${position}): ${why}; ` +
      'begin anew with an empty target',
  );
