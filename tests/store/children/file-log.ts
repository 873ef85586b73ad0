import { join } from 'node:path';
import { openKeyRing } from '../../../src/keys/open-key-ring';
import type { EventLog } from '../../../src/store/event-log';
import { sealedLog } from '../../../src/store/sealed-log';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';

/** The log of a folder, with its keys; for reading beside the process that writes it where it says so. */
export const openFileLog = async (folder: string, readOnly: boolean): Promise<EventLog> => {
  const keysPath = join(folder, 'keys.db');
  const store = await openSqliteEventStore({ path: join(folder, 'log.db'), keysPath, readOnly });
  const keys = openKeyRing({ path: keysPath, logHasEvents: readOnly });
  return sealedLog(store, keys);
};
