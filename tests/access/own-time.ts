/** What one look at the clock counts for at most. */
const STEP_MS = 10;

let passedMs = 0;
let lookedAt = performance.now();
setInterval(() => {
  const now = performance.now();
  passedMs += Math.min(STEP_MS, now - lookedAt);
  lookedAt = now;
}, STEP_MS).unref();

/**
 * The time in which this process could work. It stands still while the machine lets the process wait, so that what is
 * promised within a second is not broken by a machine that is slow; client and server are this one process here.
 */
export const ownMs = (): number => passedMs;
