import { openMemoryEventStore } from '../../../src/store/memory/memory-event-store';
import { eventStoreContract } from '../event-store-contract';

const openFresh = (positionStep: number) => async () => {
  const store = openMemoryEventStore({ positionStep });
  return { store, close: () => store.close() };
};

eventStoreContract('the event store in memory', openFresh(1));
eventStoreContract('the event store in memory, its positions with gaps', openFresh(64));
