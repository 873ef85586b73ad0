import { setTimeout } from 'node:timers/promises';

/**
 * How long a test waits for what comes in a moment. It tells a hang from a slow machine and nothing about speed, so it is
 * shorter than the time of a whole test, for the sake of the message, and longer than any machine takes.
 */
export const HANG_MS = 60_000;
const LOOK_AGAIN_MS = 10;

/** Waits until it is so; fails where it does not come to be. */
export const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + HANG_MS;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`expected ${isSo.toString()} within ${HANG_MS} ms`);
    await setTimeout(LOOK_AGAIN_MS);
  }
};
