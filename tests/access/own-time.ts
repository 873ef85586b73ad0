/** What one look at the clock counts for at most, besides the work that this process did meanwhile. */
const STEP_MS = 10;
const US_PER_MS = 1_000;

let passedMs = 0;
let lookedAt = performance.now();
let usedMs = cpuMs();
setInterval(() => {
  const [now, used] = [performance.now(), cpuMs()];
  passedMs += Math.min(now - lookedAt, STEP_MS + used - usedMs);
  [lookedAt, usedMs] = [now, used];
}, STEP_MS).unref();

/**
 * The time in which this process worked or could have worked. It stands still while the machine lets the process wait, so
 * that what is promised within a second is not broken by a machine that is slow; it goes on while the process is busy
 * with something else. Client and server are this one process here.
 */
export const ownMs = (): number => passedMs;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / US_PER_MS;
}
