import { randomUUID } from 'node:crypto';
import { eventIdOf } from '../../src/store/event-id';
import type { EventStore } from '../../src/store/event-store';
import { type EventWork, SAMPLE } from '../stores/event-work';

/** The product's own store as the bench asks it: through the port, with ids that follow from the command. */
export const storeWork = (store: EventStore): EventWork => ({
  append: async (stream, revision, count) => {
    const commandId = randomUUID();
    const events = Array.from({ length: count }, (_, index) => ({
      ...SAMPLE,
      version: 1,
      eventId: eventIdOf(commandId, index),
    }));
    const expected = revision < 0 ? 'none' : revision;
    const appended = await store.append({ commandId, stream, events, expected });
    if (appended.outcome === 'conflict')
      throw new Error(`expected ${revision} of ${stream}, got ${appended.actual}`);
  },
  readStream: async (stream, from) => {
    const events = await store.readStream(stream, { from });
    return events.filter(({ data }) => 'contactId' in data).length;
  },
  close: () => store.close(),
});
