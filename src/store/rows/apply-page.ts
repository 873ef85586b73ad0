import type { RecordedEvent } from '../../../events';
import type { AnyProjection } from '../../../projections/projection';
import type { EventPage } from '../event-log';
import { StoreFault } from '../store-fault';
import { applyEvents, type Due, soughtFirst } from './apply-events';
import type { Dialect } from './dialect';
import { type Copy, shapeOf, tablesOf } from './model';
import { claimedStates, type ModelState, type Stop, stateIn, stopModel } from './model-state';
import type { RowStore } from './row-store';
import { rowMemory, setCheckpoint, type Work } from './work';

/** A copy for each model, by its name. */
export type Copies = ReadonlyMap<string, Copy>;

/** What may be left out. */
export interface PageOptions {
  /** The page may be kept a moment later, and this is told where it is not. */
  readonly onLost?: (error: unknown) => void;
  /** The copies that were in service before, and probably still are: the rows in question are asked for at once. */
  readonly copies?: Copies;
}

/** What became of a page. */
export interface PageApplied {
  /** Models that stopped at an event of this page. */
  readonly stopped: readonly { readonly name: string; readonly stop: Stop }[];
  /** Models that lack events from before this page: they were not touched. */
  readonly behind: readonly AnyProjection[];
  /** How many have come to the end of the page. */
  readonly level: number;
  /** Which copy of each model is in service. */
  readonly copies: Copies;
}

/**
 * Applies the events after `after` to every model that has come that far, rows and checkpoints in one
 * transaction. What a model has already, from a rebuild or another process, is not applied to it again.
 */
export const applyPage = (
  rows: RowStore,
  projections: readonly AnyProjection[],
  after: number,
  page: Pick<EventPage, 'events' | 'position'>,
  { onLost, copies = NO_COPIES }: PageOptions = {},
): Promise<PageApplied> => {
  // Where nothing is waited for, nothing is gained.
  const expected = rows.isImmediate ? NO_COPIES : copies;
  const work = () => applied(rows.dialect, projections, after, page, expected);
  return (onLost && rows.writeSoon?.(work, onLost)) ?? rows.write(work);
};

function* applied(
  dialect: Dialect,
  projections: readonly AnyProjection[],
  after: number,
  page: Pick<EventPage, 'events' | 'position'>,
  expected: Copies,
): Work<PageApplied> {
  const behind: AnyProjection[] = [];
  const due: Due[] = [];
  let level = 0;
  const states = yield* claimedStates(projections, soughtFirst(dueIn(projections, expected, page)));
  for (const projection of projections) {
    const state = stateIn(states, projection);
    requireOwn(dialect, projection, state);
    if (state.stopped !== undefined) continue;
    if (state.checkpoint >= page.position) level += 1;
    else if (state.checkpoint < after) behind.push(projection);
    else {
      const events = eventsAfter(state.checkpoint, page.events);
      const memory = yield* rowMemory(tablesOf(projection, state.copy));
      due.push({ projection, copy: state.copy, events, memory });
    }
  }
  const stops = yield* applyEvents(due);
  const moved = due.filter((_, index) => stops[index] === undefined);
  yield* setCheckpoint(
    moved.map(({ projection }) => projection.name),
    page.position,
  );
  const stopped = due.flatMap(({ projection: { name } }, index) => {
    const stop = stops[index];
    return stop === undefined ? [] : [{ name, stop }];
  });
  for (const { name, stop } of stopped) yield* stopModel(name, stop);
  const copies = new Map(
    projections.map((projection) => [projection.name, stateIn(states, projection).copy]),
  );
  return { stopped, behind, level: level + moved.length, copies };
}

/** What is to be applied where all models have come to the page, and nothing else has become of them. */
const dueIn = (
  projections: readonly AnyProjection[],
  copies: Copies,
  { events }: Pick<EventPage, 'events'>,
): readonly Due[] =>
  projections.flatMap((projection) => {
    const copy = copies.get(projection.name);
    return copy === undefined ? [] : [{ projection, copy, events }];
  });

const NO_COPIES: Copies = new Map();

/** Another version of the program may have made the model anew while this one still runs. */
const requireOwn = (dialect: Dialect, projection: AnyProjection, { version, shape }: ModelState): void => {
  if (version === projection.version && shape === shapeOf(dialect, projection)) return;
  throw new StoreFault(
    'UNAVAILABLE',
    `expected the read model ${projection.name} in version ${projection.version} and its shape, got version ` +
      `${version}: another version of the program has made it anew`,
  );
};

const eventsAfter = (checkpoint: number, events: readonly RecordedEvent[]): readonly RecordedEvent[] =>
  events[0] === undefined || events[0].position > checkpoint
    ? events
    : events.filter(({ position }) => position > checkpoint);
