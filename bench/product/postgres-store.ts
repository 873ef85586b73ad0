import { openPostgresEventStore } from '../../src/store/postgres/postgres-event-store';
import type { EventWorkOptions } from '../stores/event-work';
import { storeWork } from './store-work';

/** The product's event store on PostgreSQL. */
export const open = async ({ url }: EventWorkOptions) =>
  storeWork(await openPostgresEventStore({ database: url }));
