import { compareLogs } from '../store/copying/compare-logs';
import { copyLog } from '../store/copying/copy-log';
import type { LogContent, OnProgress } from '../store/copying/log-content';
import { carryKeys } from './carry-keys';
import { type KeysPlace, type LogPlace, openLogToRead, openLogToWrite } from './places';

/** A store that is copied into another one. */
export interface StoreCopy {
  readonly from: LogPlace;
  readonly to: LogPlace;
  /** Where the keys and records of use are and where they go; absent where they are left alone. */
  readonly keys?: { readonly from: KeysPlace; readonly to: KeysPlace };
  readonly onCopied?: OnProgress;
  readonly onCompared?: OnProgress;
  readonly signal?: AbortSignal;
}

export interface CopiedStore {
  /** How many events were copied now; the others were there already. */
  readonly copied: number;
  /** What both logs say. */
  readonly content: LogContent;
}

/**
 * Copies what the log held when this began, then keys and records of use, and compares both logs from the first event
 * to the last. Interrupted at any point, it is repeated and goes on; repeated later, it brings what came since.
 */
export const copyStore = async (copy: StoreCopy): Promise<CopiedStore> => {
  const origin = await openLogToRead(copy.from);
  try {
    const target = await openLogToWrite(copy.to);
    try {
      const [from, to, until] = [origin.store, target.store, await origin.store.head()];
      const { onCopied, onCompared, signal } = copy;
      const copied = await copyLog({
        from,
        to,
        until,
        dense: target.dense,
        ...(onCopied && { onProgress: onCopied }),
        ...(signal && { signal }),
      });
      if (copy.keys !== undefined) await carryKeys(copy.keys.from, copy.keys.to);
      const content = await compareLogs({ from, until, to, ...(onCompared && { onProgress: onCompared }) });
      return { copied, content };
    } finally {
      await target.close();
    }
  } finally {
    await origin.close();
  }
};
