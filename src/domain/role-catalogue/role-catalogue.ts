import type { Recorded, RoleCatalogueEvent, RoleDescription } from '../../../events';

/** A role with whether it may no longer be assigned. */
export interface CatalogueRole extends RoleDescription {
  readonly retired: boolean;
}

/** All roles ever defined, by code. */
export type RoleCatalogue = ReadonlyMap<string, CatalogueRole>;

/** Before its first event. */
export const emptyCatalogue: RoleCatalogue = new Map();

/** The catalogue after one more event. */
export const evolveRoleCatalogue = (
  catalogue: RoleCatalogue,
  event: Recorded<RoleCatalogueEvent>,
): RoleCatalogue => {
  switch (event.type) {
    case 'RoleDefined':
      return new Map(catalogue).set(event.data.code, { ...event.data, retired: false });
    case 'RoleRetired': {
      const role = catalogue.get(event.data.code);
      return role === undefined ? catalogue : new Map(catalogue).set(role.code, { ...role, retired: true });
    }
  }
};
