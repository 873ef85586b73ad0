import type { PartnerOrganizationReactivated } from '../../../events';
import { type Decision, refuse } from '../decision';
import type { PartnerOrganization } from './partner-organization';

export interface ReactivatePartnerOrganization {
  readonly partnerOrganizationId: string;
}

/**
 * A suspended organization is as before; to a terminated one nothing returns by itself (domain.md, section
 * 5).
 */
export const reactivatePartnerOrganization =
  ({ partnerOrganizationId }: ReactivatePartnerOrganization) =>
  ({ status }: PartnerOrganization): Decision<PartnerOrganizationReactivated> => {
    if (status === 'REGISTERED') return refuse('ORG_NOT_SUSPENDED_OR_TERMINATED', { status });
    if (status === 'ACTIVE') return [];
    return [{ type: 'PartnerOrganizationReactivated', data: { partnerOrganizationId } }];
  };
