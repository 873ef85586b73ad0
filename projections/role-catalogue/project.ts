import type { RoleDescription } from '../../events';
import type { Projection } from '../projection';

/** A role of the catalogue as a screen shows it. */
export interface RoleEntry extends RoleDescription {
  /** It is still held where it was assigned, and can no longer be assigned. */
  readonly retired: boolean;
  /** Revision of the catalogue's stream at the last change of this role. */
  readonly version: number;
}

/** Which roles there are, with those that were retired. */
export const roleCatalogue: Projection<RoleEntry> = {
  name: 'role-catalogue',
  version: 1,
  handles: ['RoleDefined', 'RoleRetired'],
  keysOf: (event) => (event.type === 'RoleDefined' || event.type === 'RoleRetired' ? [event.data.code] : []),
  project: (role, event) => {
    switch (event.type) {
      case 'RoleDefined':
        return { ...event.data, retired: false, version: event.revision };
      case 'RoleRetired':
        return role === undefined ? undefined : { ...role, retired: true, version: event.revision };
      default:
        return role;
    }
  },
  columns: { retired: { type: 'integer', of: ({ retired }) => (retired ? 1 : 0) } },
  indexes: [],
};
