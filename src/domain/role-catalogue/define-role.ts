import type { RoleDefined, RoleDescription } from '../../../events';
import type { Decision } from '../decision';
import { same } from '../same';
import type { RoleCatalogue } from './role-catalogue';

export type DefineRole = RoleDescription;

/**
 * Describes a role, for the first time or anew; a retired role that is defined again can be assigned again.
 */
export const defineRole =
  ({ code, name, kind, delegable, levelCeiling, scopes }: DefineRole) =>
  (catalogue: RoleCatalogue): Decision<RoleDefined> => {
    const role = { code, name, kind, delegable, levelCeiling, scopes };
    if (same(catalogue.get(code), { ...role, retired: false })) return [];
    return [{ type: 'RoleDefined', data: role }];
  };
