import { activeRoles, type HierarchyHeadAppointed, partnerOf } from '../../../events';
import type { Circumstances } from '../circumstances';
import { firstSince, refusedBefore } from '../contact/not-before';
import { type Decision, refuse } from '../decision';
import { stated } from '../stated';
import type { PartnerOrganization } from './partner-organization';

export interface AppointHierarchyHead {
  readonly partnerOrganizationId: string;
  readonly contactId: string;
}

/**
 * One resource with a manager's role heads the partner's people; the former head will report to the new one.
 */
export const appointHierarchyHead =
  ({ partnerOrganizationId, contactId }: AppointHierarchyHead) =>
  ({ headId }: PartnerOrganization, around: Circumstances): Decision<HierarchyHeadAppointed> => {
    const standing = around.contact(contactId)?.standing;
    if (standing === undefined || partnerOf(standing) !== partnerOrganizationId) {
      return refuse('MANAGER_NOT_IN_ORG', { contactId });
    }
    const roles = activeRoles(standing, around.now);
    if (roles.length === 0) return refuse('NOT_A_RESOURCE', { contactId });
    const managing = roles.filter(({ roleCode }) => around.roles.get(roleCode)?.kind === 'MANAGER');
    if (managing.length === 0) return refuse('HEAD_REQUIRES_MANAGER_ROLE', { contactId });
    const refused = refusedBefore([firstSince(managing, around)], around);
    if (refused !== undefined) return refused;
    if (headId === contactId) return [];
    const data = stated({ partnerOrganizationId, contactId, formerHeadId: headId });
    return [{ type: 'HierarchyHeadAppointed', data }];
  };
