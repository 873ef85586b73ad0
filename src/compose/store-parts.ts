import type { UseTable } from '../audit/use-records/use-table';
import type { KeyRing } from '../keys/key-ring';
import type { EventStore } from '../store/event-store';
import type { Locks } from '../store/locks';
import type { RowStore } from '../store/rows/row-store';

/** Runs work in one process at a time until the signal aborts; the work's own signal aborts where it leads no more. */
export type Lead = (
  name: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
) => Promise<void>;

/** What a store brings to the product: everything that differs between one store and another. */
export interface StoreParts {
  readonly store: EventStore;
  readonly keys: KeyRing;
  readonly rows: RowStore;
  readonly useTable: UseTable;
  /** Hold over every process that writes to the log. */
  readonly locks: Locks;
  readonly lead: Lead;
}

/** How the parts of a store are opened. */
export interface PartsOptions {
  /** The folder that holds log, keys and read models of an embedded store; of every store, the master key. */
  readonly dataFolder: string;
  /** 32 bytes in base64 that wrap the keys of the people in the log; the file `master.key` where absent. */
  readonly masterKey?: string;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** What has to be done to close everything that is open, in the order of opening. */
export type Closers = (() => unknown)[];

/** Closes in the reverse order of opening, all of it, and then tells the first fault. */
export const closeAll = async (closers: Closers): Promise<void> => {
  const faults: unknown[] = [];
  for (let close = closers.pop(); close !== undefined; close = closers.pop()) {
    try {
      await close();
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
};

/** What `open` gives, with everything closed again where it fails. */
export const openedWith = async <Opened>(open: (closers: Closers) => Promise<Opened>): Promise<Opened> => {
  const closers: Closers = [];
  try {
    return await open(closers);
  } catch (error) {
    // Why it could not be opened is to be told, not what else came of that.
    await closeAll(closers).catch(() => undefined);
    throw error;
  }
};
