import type { ProgressOutput } from './files/progress';

const STEP_PERCENT = 10;

/** Says how far a replay has come, in steps; nothing for one that is over at once. */
export const stepsTo = (output: ProgressOutput, what: string) => {
  let said = 0;
  return (position: number, until: number): void => {
    const percent = until === 0 ? 100 : Math.floor((100 * position) / until);
    if (percent < said + STEP_PERCENT || percent === 100) return;
    said = percent;
    output.write(`${what}: ${percent} %\n`);
  };
};
