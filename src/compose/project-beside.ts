import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { projections } from '../../projections';
import type { Soon } from '../../projections/soon';
import { progressBeside } from '../store/projector/progress-beside';
import type { RowStore } from '../store/rows/row-store';
import type { Progress } from '../store/rows/sql-read-models';
import type { PartsOptions } from './store-parts';
import { faultOfThread } from './thread-fault';

/** How long a start waits for read models that are behind the log; they catch up further on. */
export const LEVEL_AT_START_MS = 5_000;

/** What the thread needs to open the store by itself. */
export type ProjectingOptions = Pick<PartsOptions, 'dataFolder' | 'masterKey'>;

/** What keeps read models level with the log, until it is stopped. */
export interface ModelKeeper extends Progress {
  /** Resolves once the batch under way is written. */
  stop(): Promise<void>;
}

/**
 * Keeps the read models of an embedded store in a thread of their own, so that whoever writes much has a core for
 * itself. They are read here through `rows`. Who asks for them waits until the thread has begun, and is told where it
 * has failed.
 */
export const projectBeside = ({ dataFolder, masterKey }: ProjectingOptions, rows: RowStore): ModelKeeper => {
  const given: ProjectingOptions = { dataFolder, ...(masterKey === undefined ? {} : { masterKey }) };
  const thread = new Worker(require.resolve('./projecting-thread'), { workerData: given });
  const hear = (event: 'exit' | 'message') =>
    once(thread, event).catch((error: unknown) => {
      throw faultOfThread(error);
    });
  const ended = hear('exit');
  const failed = ended.then(() => {
    throw new Error('expected the thread that keeps the read models to run, but it has ended');
  });
  const begun = Promise.race([hear('message'), failed]);
  // Told to those who wait: until somebody does, a failure must not end the process as unhandled.
  for (const promise of [failed, begun]) promise.catch(() => undefined);
  const progress = progressBeside(rows, projections);
  const whileItRuns = async <Answer>(ask: () => Soon<Answer>): Promise<Answer> => {
    await begun;
    return Promise.race([ask(), failed]);
  };
  return {
    current: () => whileItRuns(() => progress.current()),
    reached: (position, timeoutMs) => whileItRuns(() => progress.reached(position, timeoutMs)),
    stop: async () => {
      thread.postMessage('stop');
      await ended;
    },
  };
};
