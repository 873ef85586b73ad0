import { randomUUID } from 'node:crypto';
import type { LiaisonEvent } from '../../events';
import { projections as allProjections } from '../../projections';
import type { AnyProjection } from '../../projections/projection';
import type { ReadModels } from '../../projections/read-models';
import type { EventLog } from '../../src/store/event-log';
import { openMemoryEventStore } from '../../src/store/memory/memory-event-store';
import { type Projector, type ProjectorLogger, startProjector } from '../../src/store/projector/projector';
import type { RowStore } from '../../src/store/rows/row-store';
import { sqlReadModels } from '../../src/store/rows/sql-read-models';
import { sealedLog } from '../../src/store/sealed-log';
import { memoryKeyRing } from '../store/memory-key-ring';
import { type RowPlace, sqlitePlace } from '../store/row-places';
import { HANG_MS } from '../until';
import { metadata, streamOf } from './recorded';

/** A log whose clock goes on by a second with each look at it. */
export const openLog = (positionStep = 1): EventLog => {
  let now = Date.UTC(2026, 2, 1, 9);
  const clock = (): number => {
    now += 1_000;
    return now;
  };
  return sealedLog(openMemoryEventStore({ clock, positionStep }), memoryKeyRing());
};

/** Records events, neighbours of one stream by one command; answers the last position. */
export const record = async (log: EventLog, ...events: readonly LiaisonEvent[]): Promise<number> => {
  let position = 0;
  for (let from = 0; from < events.length; ) {
    const stream = streamOf(at(events, from));
    let to = from + 1;
    while (to < events.length && streamOf(at(events, to)) === stream) to += 1;
    const command = { commandId: randomUUID(), stream, events: events.slice(from, to), metadata };
    const appended = await log.append({ ...command, expected: 'any' });
    if (appended.outcome === 'conflict')
      throw new Error('expected the events to be recorded, got a conflict');
    position = appended.position;
    from = to;
  }
  return position;
};

const at = (events: readonly LiaisonEvent[], index: number): LiaisonEvent => {
  const event = events[index];
  if (event === undefined) throw new Error(`expected an event at ${index}, got none`);
  return event;
};

/** The read side as it runs in the product, over a log in memory. */
export interface ReadSide {
  readonly log: EventLog;
  readonly rows: RowStore;
  readonly projector: Projector;
  readonly models: ReadModels;
  /** Records and waits until every model has it. */
  tell(...events: readonly LiaisonEvent[]): Promise<number>;
  /** Ends it, and removes its rows unless it was told where they stand. */
  close(): Promise<void>;
}

export const openReadSide = async ({
  place,
  newPlace = sqlitePlace,
  log = openLog(),
  projections = allProjections,
  logger,
}: {
  /** Where its rows stand; a new place that is removed with it where absent. */
  readonly place?: RowPlace;
  readonly newPlace?: () => Promise<RowPlace>;
  readonly log?: EventLog;
  readonly projections?: readonly AnyProjection[];
  readonly logger?: ProjectorLogger;
} = {}): Promise<ReadSide> => {
  const stand = place ?? (await newPlace());
  const rows = await stand.open();
  const projector = await startProjector({
    log,
    rows,
    projections,
    ...(logger === undefined ? {} : { logger }),
  });
  const models = sqlReadModels({ rows, progress: projector });
  return {
    log,
    rows,
    projector,
    models,
    tell: async (...events) => {
      const position = await record(log, ...events);
      if (!(await projector.reached(position, HANG_MS))) throw new Error(`expected to reach ${position}`);
      return position;
    },
    close: async () => {
      await projector.stop();
      await rows.close();
      if (place === undefined) await stand.remove();
    },
  };
};
