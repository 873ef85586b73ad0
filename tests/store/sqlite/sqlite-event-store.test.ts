import { join } from 'node:path';
import { ARRIVALS_MAX } from '../../../src/store/sqlite/arrivals';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { eventStoreContract } from '../event-store-contract';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

// What is read comes from two places: all of it from the arrivals, all from the streams, or some here and some there.
const STATES: readonly (readonly [name: string, arrivalsMax: number])[] = [
  ['the event store in SQLite', ARRIVALS_MAX],
  ['the event store in SQLite, sorted in at each commit', 1],
  ['the event store in SQLite, sorted in now and then', 3],
];

const openFresh = async (arrivalsMax: number) => {
  const path = join(newFolder(), 'log.db');
  let store = await openSqliteEventStore({ path, arrivalsMax });
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openSqliteEventStore({ path, arrivalsMax });
      return store;
    },
    close: () => store.close(),
  };
};

for (const [name, arrivalsMax] of STATES) eventStoreContract(name, () => openFresh(arrivalsMax));
