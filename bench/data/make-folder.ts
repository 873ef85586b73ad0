import { openProduct } from '../../src/compose';
import { openKeyRing } from '../../src/keys/open-key-ring';
import { sealedLog } from '../../src/store/sealed-log';
import { openDataFolder } from '../../src/store/sqlite/data-folder';
import type { Database } from '../../src/store/sqlite/database';
import { openSqliteEventStore } from '../../src/store/sqlite/sqlite-event-store';
import { serveTasks } from '../harness/child';
import { recordTier } from './record-planned';
import { steadyClock } from './steady-clock';
import { TIERS, type TierName } from './tiers';

/** The longest the read models may take to reach the end of a log. */
const LEVEL_MS_MAX = 3_600_000;

/** What making the data took. */
export interface Made {
  readonly events: number;
  readonly recordMs: number;
  readonly projectMs: number;
}

const make = async ({
  folder,
  tier,
}: {
  readonly folder: string;
  readonly tier: TierName;
}): Promise<Made> => {
  const begin = performance.now();
  const events = await record(folder, tier);
  const recordMs = performance.now() - begin;
  return { events, recordMs, projectMs: await level({ folder, events }) };
};

/** Brings the read models to the end of the log, and answers how many milliseconds that took. */
const level = async ({
  folder,
  events,
}: {
  readonly folder: string;
  readonly events: number;
}): Promise<number> => {
  const begin = performance.now();
  const fault = (_process: string, cause: unknown) => {
    throw cause;
  };
  const product = await openProduct({ dataFolder: folder, onFault: fault });
  const isLevel = await product.projector.reached(events, LEVEL_MS_MAX);
  await product.close();
  if (!isLevel) throw new Error(`expected the read models of ${folder} to reach ${events}`);
  return performance.now() - begin;
};

const record = async (folder: string, tier: TierName): Promise<number> => {
  const owned = openDataFolder(folder);
  const clock = steadyClock();
  const { logPath: path, keysPath } = owned;
  // Nobody relies on this log until it is finished: from the first commit on it does not wait for the disk.
  const io = { commit: (database: Database) => database.exec('COMMIT; PRAGMA synchronous = OFF') };
  const store = await openSqliteEventStore({ path, keysPath, clock: clock.ms, io });
  const keys = openKeyRing({ path: keysPath, logHasEvents: false });
  try {
    return await recordTier(sealedLog(store, keys), TIERS[tier], clock.iso);
  } finally {
    keys.close();
    await store.close();
    owned.close();
  }
};

serveTasks({ make, level });
