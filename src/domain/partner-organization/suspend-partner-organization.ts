import type { PartnerOrganizationSuspended } from '../../../events';
import { type Decision, refuse } from '../decision';
import type { PartnerOrganization } from './partner-organization';

export interface SuspendPartnerOrganization {
  readonly partnerOrganizationId: string;
}

/**
 * Blocks every user of an active organization with one event; reactivating brings back everything as it was.
 */
export const suspendPartnerOrganization =
  ({ partnerOrganizationId }: SuspendPartnerOrganization) =>
  ({ status }: PartnerOrganization): Decision<PartnerOrganizationSuspended> => {
    if (status === 'TERMINATED') return refuse('ORG_ALREADY_TERMINATED');
    if (status === 'REGISTERED') return refuse('PARTNER_ORG_NOT_ACTIVE', { status });
    if (status === 'SUSPENDED') return [];
    return [{ type: 'PartnerOrganizationSuspended', data: { partnerOrganizationId } }];
  };
