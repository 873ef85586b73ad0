import { randomUUID } from 'node:crypto';
import { openKurrentdbEventStore } from '../../../src/store/kurrentdb/kurrentdb-event-store';
import { eventStoreContract } from '../event-store-contract';
import { openStandingIn } from './standing-in';

const { KURRENTDB_URL: url } = process.env;

eventStoreContract('the event store in KurrentDB, over a stand-in', openStandingIn());

// Each part of the contract then has a store of its own on the one server: it is known by another name.
if (url !== undefined) {
  eventStoreContract('the event store in KurrentDB, on the server that KURRENTDB_URL names', async () => {
    const options = { url, storeStream: `liaisonStore-${randomUUID()}` };
    let store = await openKurrentdbEventStore(options);
    return {
      store,
      reopen: async () => {
        await store.close();
        store = await openKurrentdbEventStore(options);
        return store;
      },
      close: () => store.close(),
    };
  });
}
