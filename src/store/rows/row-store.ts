import type { Soon } from '../../../projections/soon';
import type { Dialect } from './dialect';
import type { Tables } from './model';
import type { SqlRow, Work } from './work';

/**
 * Where read models stand, apart from the log. It holds nothing that cannot be made anew from the log, so it may be
 * deleted whenever no process has it open.
 */
export interface RowStore {
  /** Names it in an error; never with a password. */
  readonly place: string;
  readonly dialect: Dialect;
  /** Whether what is read is there at once. */
  readonly isImmediate: boolean;
  /** Everything the work reads is of one moment, also while another process writes. It may be begun again. */
  read<Result>(work: () => Work<Result>): Soon<Result>;
  /** As `read`, for work of one statement: it sees one moment by itself. Absent where that saves nothing. */
  look?<Result>(work: () => Work<Result>): Promise<Result>;
  /**
   * Another number after each change, by whomever; undefined where only reading tells what has changed. Asking for it
   * is far cheaper than reading.
   */
  changes(): number | undefined;
  /** The same for the rows of one copy of a model; absent where only reading tells. */
  changesOf?(tables: Tables): number;
  /** Everything the work writes is there or nothing. */
  write<Result>(work: () => Work<Result>): Promise<Result>;
  /**
   * As `write`, and read at once by whoever reads through this, but kept only a moment later: a crash may take it away.
   * `onLost` is told where something else did. Absent where that saves nothing.
   */
  writeSoon?<Result>(work: () => Work<Result>, onLost: (error: unknown) => void): Promise<Result>;
  /** What stands there now, for as long as it is held, whatever others write. */
  hold(): Promise<HeldRows>;
  /** A connection of its own to the same rows, for work beside the one that serves. */
  reopen(): RowStore;
  /**
   * Tells which of the models this process keeps, whenever that changes: each is kept by one of the processes
   * that share the rows. Ends when the signal aborts.
   */
  lead(models: readonly string[], signal: AbortSignal, onChange: OnLead): Promise<void>;
  /** Tells that a process, this or another, has changed how the models stand; it may say so too often. */
  watch(onChange: () => void): Watch;
  close(): Promise<void>;
}

/** Told the models that this process keeps from now on. */
export type OnLead = (led: readonly string[]) => void;

/** Being told, until it is stopped. */
export interface Watch {
  stop(): void;
}

/** The rows of one moment. */
export interface HeldRows {
  read<Result>(work: () => Work<Result>): Soon<Result>;
  /** The rows of a statement, so many at a time as are worth a turn of the loop. */
  iterate(sql: string): AsyncIterable<readonly SqlRow[]>;
  close(): Promise<void>;
}
