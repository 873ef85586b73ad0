import type { ReadModels, Snapshot } from '../read-models';
import { type RoleEntry, roleCatalogue } from './project';

/** The most roles that are listed; a catalogue is made by hand. */
export const ROLES_MAX = 1_000;

/** The roles by code, with or without those that can no longer be assigned. */
export const roles = async (
  models: ReadModels,
  includeRetired: boolean,
  at: Snapshot,
): Promise<readonly RoleEntry[]> => {
  const found = await models.select(roleCatalogue, at, (rows) =>
    (includeRetired ? rows : rows.where('row.retired', '=', 0)).orderBy('row.key').limit(ROLES_MAX),
  );
  return found.map(({ row }) => row);
};
