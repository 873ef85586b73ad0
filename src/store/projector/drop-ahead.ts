import { dropModelsAhead } from '../rows/prepare-models';
import type { ProjectorParts } from './projector';

/** The log may have been replaced by an older one; answers whether it was. */
export const dropAhead = async ({ log, rows, projections, logger }: ProjectorParts): Promise<boolean> => {
  const dropped = await dropModelsAhead(rows, projections, log);
  for (const model of dropped) logger?.warn({ model }, 'read model was ahead of the log and is made anew');
  return dropped.length > 0;
};
