import type { PartnerOrganizationParentSet } from '../../../events';
import type { Circumstances } from '../circumstances';
import type { Decision } from '../decision';
import { stated } from '../stated';
import { refusedParent } from './parent-line';
import type { PartnerOrganization } from './partner-organization';

export interface SetParentOrganization {
  readonly partnerOrganizationId: string;
  /** Absent: it belongs to no other organization. */
  readonly parentId?: string;
}

/** Places the organization below another one; the lines above never come back to it. */
export const setParentOrganization =
  ({ partnerOrganizationId, parentId }: SetParentOrganization) =>
  (organization: PartnerOrganization, around: Circumstances): Decision<PartnerOrganizationParentSet> => {
    const refused =
      parentId === undefined ? undefined : refusedParent(partnerOrganizationId, parentId, around);
    if (refused !== undefined) return refused;
    if (parentId === organization.parentId) return [];
    return [{ type: 'PartnerOrganizationParentSet', data: stated({ partnerOrganizationId, parentId }) }];
  };
