import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { projections } from '../../projections';
import { startProjector } from '../store/projector/projector';
import { LEVEL_AT_START_MS, type ProjectingOptions } from './project-beside';
import { openStoreReader } from './store-reader';

/** Memory for pages of the log: it is followed at its end, where few pages are read, and none twice. */
const LOG_CACHE_KIB = 8 * 1024;

/**
 * The thread that `projectBeside` starts. It has connections of its own to log, keys and read models; it tells when the
 * models can be read, and stops when it is told anything.
 */
const keepModels = async (): Promise<void> => {
  if (parentPort === null) throw new Error('expected to run in a thread of its own');
  // Given by `projectBeside`.
  const place = workerData as ProjectingOptions;
  const reader = await openStoreReader({ ...place, logCacheKib: LOG_CACHE_KIB });
  try {
    const log = await reader.openLog();
    const projector = await startProjector({ log, rows: reader.rows, projections });
    await projector.reached(await log.head(), LEVEL_AT_START_MS);
    parentPort.postMessage('ready');
    await once(parentPort, 'message');
    await projector.stop();
  } finally {
    await reader.close();
    parentPort.close();
  }
};

void keepModels();
