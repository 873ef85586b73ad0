import type { ModelState } from './model-state';

/**
 * What every model in service has reached. A stopped model is not waited for: it answers with what it has,
 * and its state says so.
 */
export const currentPosition = (inService: readonly ModelState[]): number => {
  const running = inService.filter(({ stopped }) => stopped === undefined);
  if (running.length > 0) return Math.min(...running.map(({ checkpoint }) => checkpoint));
  return Math.max(0, ...inService.map(({ checkpoint }) => checkpoint));
};
