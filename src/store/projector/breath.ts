import { pause } from './pause';

/** How long a rebuild works at a stretch before it leaves the rows to the process that serves. */
export const WORK_MS_MAX = 20;
/** For how long it then does so, at least. */
export const BREATH_MS = 2;

/** Waits between two steps of a long work, where the last wait is long enough ago. */
export class Breath {
  private since = performance.now();

  async take(): Promise<void> {
    if (performance.now() - this.since < WORK_MS_MAX) return;
    await pause(BREATH_MS);
    this.since = performance.now();
  }
}
