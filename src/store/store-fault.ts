/**
 * A fault of the world at the event store.
 * - `OUTCOME_UNKNOWN`: the write may or may not be there; repeating the same command tells (it is idempotent).
 * - `UNAVAILABLE`: nothing was written; the store takes no writes now.
 * - `CORRUPT`: the data on disk is damaged; the message says where.
 * - `LOCKED`: another process owns the data folder; the message names it.
 * - `INVALID`: the store will not take this event or name; the message says what was expected.
 */
export type StoreFaultCode = 'OUTCOME_UNKNOWN' | 'UNAVAILABLE' | 'CORRUPT' | 'LOCKED' | 'INVALID';

/** The world, not the caller, is at fault; the code says how, the message what to do. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  constructor(
    readonly code: StoreFaultCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}
