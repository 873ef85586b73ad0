import type { RoleRetired } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import type { RoleCatalogue } from './role-catalogue';

export interface RetireRole {
  readonly code: string;
}

/** A role that nobody holds can be taken out of use: it is assigned no more. */
export const retireRole =
  ({ code }: RetireRole) =>
  (catalogue: RoleCatalogue, around: Circumstances): Decision<RoleRetired> => {
    const role = catalogue.get(code);
    if (role === undefined) return refuse('ROLE_UNKNOWN', { roleCode: code });
    if (role.retired) return [];
    const holders = around.holdersOf(code);
    if (holders > 0) return refuse('ROLE_IN_USE', { roleCode: code, holders: String(holders) });
    return [{ type: 'RoleRetired', data: { code } }];
  };
