import { randomUUID } from 'node:crypto';
import { DatabaseSync } from '@photostructure/sqlite';
import { StoreFault } from '../store-fault';
import { openDatabase } from './database';
import { databaseFault } from './driver-error';
import { damageIn } from './integrity';
import { requireSchema } from './schema';

/**
 * Writes one state of a database to a new file, also while another process writes to it: one statement in one read
 * transaction. Copying the file itself would lose what the write-ahead log holds, without a word. The new file needs
 * no write-ahead log, so it can be read from anywhere.
 */
export const copyDatabase = (path: string, to: string): void => {
  const database = openDatabase(path, { durability: 'full', readOnly: true });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } catch (error) {
    throw databaseFault(error, to);
  } finally {
    database.close();
  }
};

/** Gives a log that was copied an id of its own: it may go on otherwise than the log it was copied from. */
export const renewStoreId = (path: string): string => {
  const storeId = randomUUID();
  const database = new DatabaseSync(path);
  try {
    database.prepare("UPDATE meta SET value = ? WHERE name = 'store_id'").run(storeId);
    return storeId;
  } catch (error) {
    throw databaseFault(error, path);
  } finally {
    database.close();
  }
};

/** Reads every page and every row of a log; throws the fault that says what is damaged. */
export const requireSoundLog = (path: string): void => {
  const database = openDatabase(path, { durability: 'full', readOnly: true });
  try {
    requireSchema(database, path, true);
    const damage = damageIn(database, 'whole');
    if (damage.length > 0) throw new StoreFault('CORRUPT', `${path} is damaged: ${damage.join('; ')}`);
  } finally {
    database.close();
  }
};
