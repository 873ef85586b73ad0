import type { ModelState, Stop } from '../rows/model-state';

/** How a model is, for health, metrics and the `stale` mark of answers. */
export interface ModelReport {
  readonly name: string;
  readonly checkpoint: number;
  /**
   * `stopped`: at an event it cannot apply. `held-up`: log or rows cannot be reached or read; it goes on by
   * itself.
   */
  readonly status: 'running' | 'stopped' | 'held-up';
  readonly why?: Stop;
  readonly fault?: string;
}

/** How a read model stands, for those who watch over it. */
export const reportOf = (
  { name, checkpoint, stopped }: ModelState,
  fault: string | undefined,
): ModelReport => {
  if (stopped !== undefined) return { name, checkpoint, status: 'stopped', why: stopped };
  return fault === undefined
    ? { name, checkpoint, status: 'running' }
    : { name, checkpoint, status: 'held-up', fault };
};
