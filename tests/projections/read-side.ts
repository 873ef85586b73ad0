import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LiaisonEvent } from '../../events';
import { projections as allProjections } from '../../projections';
import type { AnyProjection } from '../../projections/projection';
import type { ReadModels } from '../../projections/read-models';
import type { EventLog } from '../../src/store/event-log';
import { openMemoryEventStore } from '../../src/store/memory/memory-event-store';
import { type Projector, type ProjectorLogger, startProjector } from '../../src/store/projector/projector';
import { openRowStore, type RowStore } from '../../src/store/rows/row-store';
import { sqliteReadModels } from '../../src/store/rows/sqlite-read-models';
import { sealedLog } from '../../src/store/sealed-log';
import { memoryKeyRing } from '../store/memory-key-ring';
import { metadata, streamOf } from './recorded';

/** How long a test waits for what must happen at once. */
export const WAIT_MS = 10_000;

/** A folder that is gone when the test is over. */
export const temporaryFolder = (): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'liaison-rows-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

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

/** The read side as it runs in the product, over a log in memory and rows in a file. */
export interface ReadSide {
  readonly log: EventLog;
  readonly rows: RowStore;
  readonly projector: Projector;
  readonly models: ReadModels;
  /** Records and waits until every model has it. */
  tell(...events: readonly LiaisonEvent[]): Promise<number>;
  close(): Promise<void>;
}

export const openReadSide = ({
  folder = temporaryFolder(),
  log = openLog(),
  projections = allProjections,
  logger,
}: {
  readonly folder?: ReturnType<typeof temporaryFolder>;
  readonly log?: EventLog;
  readonly projections?: readonly AnyProjection[];
  readonly logger?: ProjectorLogger;
} = {}): ReadSide => {
  const rows = openRowStore(join(folder.path, 'readmodels.db'));
  const projector = startProjector({ log, rows, projections, ...(logger === undefined ? {} : { logger }) });
  const models = sqliteReadModels({ rows, projections, progress: projector });
  return {
    log,
    rows,
    projector,
    models,
    tell: async (...events) => {
      const position = await record(log, ...events);
      if (!(await projector.reached(position, WAIT_MS))) throw new Error(`expected to reach ${position}`);
      return position;
    },
    close: async () => {
      await projector.stop();
      rows.close();
      folder.remove();
    },
  };
};
