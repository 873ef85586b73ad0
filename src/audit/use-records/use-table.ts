import type { PageWanted, UseFilter, UsePage } from './queries';
import type { UseEntry } from './use-record';

/** Where records of use are kept: at hand, or at a server that answers later. */
export interface UseTable {
  /** Adds the entries behind the last record; all are on the disk when it is done, none where it fails. */
  write(entries: readonly UseEntry[], nowMs: number): void | Promise<void>;
  page(filter: UseFilter, page: PageWanted): UsePage | Promise<UsePage>;
  /** Removes the oldest records whose time is over, some of them at once. */
  removeOld(nowMs: number, days: number): void | Promise<void>;
  /** What a fault in writing means, and whether nothing can be written until a restart. */
  faultOf(error: unknown): { readonly message: string; readonly lasts: boolean };
  close(): void | Promise<void>;
}
