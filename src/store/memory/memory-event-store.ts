import { randomUUID } from 'node:crypto';
import { AppendedSignal } from '../appended-signal';
import type { EventStore } from '../event-store';
import { prepareAppend, prepareCopies } from '../prepared-append';
import { StoreFault } from '../store-fault';
import { subscribe } from '../subscribe';
import { MemoryLog } from './memory-log';

export interface MemoryEventStoreOptions {
  /** Milliseconds since 1970; the system's where absent. */
  readonly clock?: () => number;
  /** Distance between positions: more than 1 makes a log with gaps, as some stores have. */
  readonly positionStep?: number;
}

/** A log in the memory of the process: for tests, and the second proof that the port can be kept. */
export const openMemoryEventStore = ({
  clock = Date.now,
  positionStep = 1,
}: MemoryEventStoreOptions = {}): EventStore => {
  const log = new MemoryLog(positionStep);
  const appended = new AppendedSignal();
  // Every answer comes in a later turn, as from a store that is further away.
  const whileOpen = async <Answer>(work: () => Answer): Promise<Answer> => {
    await Promise.resolve();
    if (appended.closed) throw new StoreFault('UNAVAILABLE', 'the event store was closed');
    return work();
  };
  const readAll: EventStore['readAll'] = (range) => whileOpen(() => log.all(range));
  return {
    append: async (request) => {
      const append = prepareAppend(request);
      const answer = await whileOpen(() => log.append(append, Math.floor(clock())));
      if (answer.outcome === 'appended' && !answer.replayed) appended.raise();
      return answer;
    },
    copyIn: async (events) => {
      const copies = prepareCopies(events);
      const position = await whileOpen(() => log.copyIn(copies));
      appended.raise();
      return { position };
    },
    readStream: (stream, range = {}) => whileOpen(() => log.stream(stream, range)),
    readCommand: (commandId) => whileOpen(() => log.command(commandId)),
    readAll,
    subscribe: (subscription) => subscribe({ readAll, appended }, subscription),
    head: () => whileOpen(() => log.head()),
    positionAt: (recordedAt) => whileOpen(() => log.positionAt(recordedAt)),
    storeId: randomUUID(),
    health: () =>
      appended.closed ? { status: 'failed', why: 'the event store was closed' } : { status: 'ready' },
    close: async () => appended.close(),
  };
};
