import type { PartnerOrganizationAllowedRolesSet } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import { sameSet } from '../same';
import { stated } from '../stated';
import type { PartnerOrganization } from './partner-organization';

export interface SetAllowedRoles {
  readonly partnerOrganizationId: string;
  /** Absent: every role of the catalogue. */
  readonly roleCodes?: readonly string[];
}

/** Limits which roles people of this partner may get from now on; roles they hold stay. */
export const setAllowedRoles =
  ({ partnerOrganizationId, roleCodes }: SetAllowedRoles) =>
  (
    { allowedRoles }: PartnerOrganization,
    around: Circumstances,
  ): Decision<PartnerOrganizationAllowedRolesSet> => {
    const unknown = (roleCodes ?? []).filter((code) => !around.roles.has(code));
    if (unknown.length > 0) return refuse('ROLE_UNKNOWN', { roleCodes: unknown });
    if (roleCodes === allowedRoles || (roleCodes && allowedRoles && sameSet(roleCodes, allowedRoles)))
      return [];
    const data = stated({ partnerOrganizationId, roleCodes: roleCodes && [...new Set(roleCodes)] });
    return [{ type: 'PartnerOrganizationAllowedRolesSet', data }];
  };
