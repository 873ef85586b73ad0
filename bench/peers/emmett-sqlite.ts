import { join } from 'node:path';
import { getSQLiteEventStore } from '@event-driven-io/emmett-sqlite';
import { type EventWork, type EventWorkOptions, SAMPLE } from '../stores/event-work';

/** How often an append is tried: at times a statement of its own is still open when it commits. */
const ATTEMPTS_MAX = 3;

/** emmett on SQLite. It answers one caller at a time: a transaction of another one on its connection fails. */
export const open = async ({ folder }: EventWorkOptions): Promise<EventWork> => {
  const store = getSQLiteEventStore({
    fileName: join(folder, 'emmett.db'),
    schema: { autoMigration: 'CreateOrUpdate' },
  });
  return {
    append: async (stream, revision, count) => {
      const events = Array.from({ length: count }, () => ({ ...SAMPLE }));
      const expectedStreamVersion = revision < 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(revision + 1);
      for (let attempt = 1; ; attempt += 1) {
        try {
          await store.appendToStream(stream, events, { expectedStreamVersion });
          return;
        } catch (fault) {
          if (attempt === ATTEMPTS_MAX || !String(fault).includes('SQLITE_BUSY')) throw fault;
        }
      }
    },
    readStream: async (stream, from) => {
      // Its first event has version 1.
      const { events } = await store.readStream(stream, { from: BigInt(from + 1) });
      return events.filter(({ data }) => 'contactId' in data).length;
    },
    close: async () => undefined,
  };
};
