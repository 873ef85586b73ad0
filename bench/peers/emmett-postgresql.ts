import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { type EventWork, type EventWorkOptions, SAMPLE } from '../stores/event-work';

/** emmett on PostgreSQL as its documentation starts it, with a pool as large as there are callers. */
export const open = async ({ url }: EventWorkOptions): Promise<EventWork> => {
  const store = getPostgreSQLEventStore(url);
  await store.schema.migrate();
  return {
    append: async (stream, revision, count) => {
      const events = Array.from({ length: count }, () => ({ ...SAMPLE }));
      const expectedStreamVersion = revision < 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(revision + 1);
      await store.appendToStream(stream, events, { expectedStreamVersion });
    },
    readStream: async (stream, from) => {
      // Its first event has version 1.
      const { events } = await store.readStream(stream, { from: BigInt(from + 1) });
      return events.filter(({ data }) => 'contactId' in data).length;
    },
    close: () => store.close(),
  };
};
