import { join } from 'node:path';
import { openSqliteEventStore } from '../../src/store/sqlite/sqlite-event-store';
import type { EventWorkOptions } from '../stores/event-work';
import { storeWork } from './store-work';

/** The embedded event store of the product. */
export const open = async ({ folder }: EventWorkOptions) =>
  storeWork(await openSqliteEventStore({ path: join(folder, 'liaison.db') }));
