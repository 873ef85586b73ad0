import { openKurrentdbEventStore } from '../../../src/store/kurrentdb/kurrentdb-event-store';
import { eventStoreContract } from '../event-store-contract';
import { StandIn } from './stand-in/stand-in';

const openFresh = (hasFeatures: boolean) => async () => {
  const server = await new StandIn({ hasFeatures }).start();
  let store = await openKurrentdbEventStore({ url: server.url });
  return {
    store,
    reopen: async () => {
      await store.close();
      server.stop();
      await server.start();
      store = await openKurrentdbEventStore({ url: server.url });
      return store;
    },
    close: async () => {
      await store.close();
      server.stop();
    },
  };
};

eventStoreContract('the event store in KurrentDB, over a stand-in', openFresh(true));
