import type { RowStore } from './row-store';

/**
 * What every model in service has reached. A stopped model is not waited for: it answers with what it has,
 * and its state says so.
 */
export const currentPosition = (
  rows: RowStore,
  projections: readonly { readonly name: string }[],
): number => {
  const inService = new Set(projections.map(({ name }) => name));
  const models = rows
    .all('SELECT name, checkpoint, stopped_at FROM models')
    .filter(({ name }) => inService.has(String(name)));
  const running = models
    .filter(({ stopped_at }) => stopped_at === null)
    .map(({ checkpoint }) => Number(checkpoint));
  if (running.length > 0) return Math.min(...running);
  return Math.max(0, ...models.map(({ checkpoint }) => Number(checkpoint)));
};
