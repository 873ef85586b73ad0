import type { PartnerOrganizationActivated } from '../../../events';
import { type Decision, refuse } from '../decision';
import type { PartnerOrganization } from './partner-organization';

export interface ActivatePartnerOrganization {
  readonly partnerOrganizationId: string;
}

/** The partnership begins. One that was stopped is taken up again by reactivating it. */
export const activatePartnerOrganization =
  ({ partnerOrganizationId }: ActivatePartnerOrganization) =>
  ({ status }: PartnerOrganization): Decision<PartnerOrganizationActivated> => {
    if (status === 'TERMINATED') return refuse('ORG_ALREADY_TERMINATED');
    if (status === 'SUSPENDED') return refuse('PARTNER_ORG_NOT_ACTIVE', { status });
    if (status === 'ACTIVE') return [];
    return [{ type: 'PartnerOrganizationActivated', data: { partnerOrganizationId } }];
  };
