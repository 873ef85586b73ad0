import { openPostgresEventStore } from '../../../src/store/postgres/postgres-event-store';
import { freshDatabase } from '../../postgres/fresh-database';
import { eventStoreContract } from '../event-store-contract';

eventStoreContract('the event store in PostgreSQL', async () => {
  const { url, drop } = await freshDatabase();
  let store = await openPostgresEventStore({ database: url });
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openPostgresEventStore({ database: url });
      return store;
    },
    close: async () => {
      await store.close();
      await drop();
    },
  };
});
