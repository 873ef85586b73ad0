import { join } from 'node:path';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { eventStoreContract } from '../event-store-contract';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

eventStoreContract('the event store in SQLite', async () => {
  const path = join(newFolder(), 'log.db');
  let store = await openSqliteEventStore({ path });
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openSqliteEventStore({ path });
      return store;
    },
    close: () => store.close(),
  };
});
