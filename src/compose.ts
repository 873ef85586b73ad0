import { projections } from '../projections';
import type { ReadModels } from '../projections/read-models';
import { RETENTION_DAYS_DEFAULT } from './audit/use-records/bounds';
import { UseLog } from './audit/use-records/use-log';
import { forbids } from './auth/forbids';
import { POLICY_VERSION } from './auth/policy';
import { type EmbeddedOptions, openEmbeddedParts } from './compose/embedded-parts';
import { type ModelKeeper, projectBeside } from './compose/project-beside';
import { openServerParts } from './compose/server-parts';
import {
  type Closers,
  closeAll,
  openedWith,
  type PartsOptions,
  type StoreParts,
} from './compose/store-parts';
import { openStoreReader } from './compose/store-reader';
import { createLiaison } from './handling/create-liaison';
import type { Liaison } from './handling/liaison';
import { type OnFault, startProcesses } from './handling/processes';
import type { EventLog } from './store/event-log';
import { instantText } from './store/instant-text';
import { progressBeside } from './store/projector/progress-beside';
import { type Projector, type ProjectorLogger, startProjector } from './store/projector/projector';
import { sqlReadModels } from './store/rows/sql-read-models';
import { sealedLog } from './store/sealed-log';
import type { StoreChoice } from './store/store-choice';

/** Memory for pages of the log, in KiB, for who writes much: new streams lie together, and old ones are seldom read. */
const WRITING_CACHE_KIB = 24 * 1024;

/** How the product is opened. */
export interface OpenOptions extends PartsOptions {
  /** The embedded store where absent. */
  readonly store?: StoreChoice;
  readonly onFault: OnFault;
  /** Told when a read model stops or cannot go on for now. */
  readonly projectorLogger?: ProjectorLogger;
  /** How long records of use are kept; `RETENTION_DAYS_DEFAULT` where absent. */
  readonly useRecordsDays?: number;
}

/** The product running on a store, without its edges. */
export interface Product<Keeper extends ModelKeeper = Projector> {
  readonly liaison: Liaison;
  /** Keeps the read models level with the log. */
  readonly projector: Keeper;
  readonly log: EventLog;
  /** Who was denied what, and who was shown personal data. */
  readonly useLog: UseLog;
  /** Ends the processes, lets what runs finish, and gives the store back. */
  close(): Promise<void>;
}

/**
 * Opens log, keys and read models, and starts projector and process managers. An embedded store then belongs to this
 * process; others are shared with whoever opens them too. Throws a `StoreFault` or `KeyFault` that says what is
 * wrong and what to do; nothing is left open.
 */
export const openProduct = (options: OpenOptions): Promise<Product> =>
  openedWith((closers) =>
    openParts(options, closers, ({ rows }, log) => startProjector({ ...projecting(options), log, rows })),
  );

/**
 * The same for who writes much and reads little: of an embedded store a thread of its own keeps the read models.
 */
export const openToWrite = (options: OpenOptions): Promise<Product<ModelKeeper>> =>
  openedWith((closers) =>
    openParts<ModelKeeper>({ ...options, logCacheKib: WRITING_CACHE_KIB }, closers, ({ rows }, log) =>
      isEmbedded(options)
        ? projectBeside(options, rows)
        : startProjector({ ...projecting(options), log, rows }),
    ),
  );

const isEmbedded = ({ store }: OpenOptions): boolean => store === undefined || store.kind === 'sqlite';

const projecting = ({ projectorLogger: logger }: OpenOptions) => ({
  projections,
  ...(logger === undefined ? {} : { logger }),
});

const openParts = async <Keeper extends ModelKeeper>(
  options: OpenOptions & EmbeddedOptions,
  closers: Closers,
  keepModels: (parts: StoreParts, log: EventLog) => Keeper | Promise<Keeper>,
): Promise<Product<Keeper>> => {
  const { clock = Date.now, onFault, store: choice = { kind: 'sqlite' } } = options;
  const parts = await (choice.kind === 'sqlite'
    ? openEmbeddedParts({ ...options, clock }, closers)
    : openServerParts(choice, { ...options, clock }, closers));
  const { store, keys, rows, useTable, locks, lead } = parts;
  const log = sealedLog(store, keys);
  const retentionDays = options.useRecordsDays ?? RETENTION_DAYS_DEFAULT;
  const useLog = new UseLog(useTable, { retentionDays, clock, onFault });
  closers.push(() => useLog.close());
  const projector = await keepModels(parts, log);
  closers.push(() => projector.stop());
  const models = sqlReadModels({ rows, progress: projector });
  const liaison = createLiaison({
    log,
    models,
    locks,
    now: () => instantText(clock()),
    policyVersion: POLICY_VERSION,
    forbids,
  });
  const processes = startProcesses(liaison, onFault, (signal, work) =>
    lead('process managers', signal, work),
  );
  closers.push(() => processes.stop());
  return { liaison, projector, log, useLog, close: () => closeAll(closers) };
};

/** Read models beside the process that keeps them, or of a store that nobody serves. */
export interface ModelsReader {
  readonly models: ReadModels;
  /** Position of the last event in the log: how far the read models must have come to be complete. */
  readonly head: number;
  close(): Promise<void>;
}

/** Opens the read models for reading; they are as far as the last server has brought them. */
export const openModelsReader = async (options: Omit<OpenOptions, 'onFault'>): Promise<ModelsReader> => {
  const reader = await openStoreReader(options);
  try {
    const progress = progressBeside(reader.rows, projections);
    const models = sqlReadModels({ rows: reader.rows, progress });
    return { models, head: await reader.store.head(), close: () => reader.close() };
  } catch (error) {
    await reader.close();
    throw error;
  }
};
