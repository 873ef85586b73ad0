import type { PartnerOrganizationTerminated } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import type { PartnerOrganization } from './partner-organization';

export interface TerminatePartnerOrganization {
  readonly partnerOrganizationId: string;
  /** What becomes of active users: REJECT refuses while there are any, REVOKE_ACCESS ends their access. */
  readonly policy?: 'REJECT' | 'REVOKE_ACCESS';
}

/** The partnership ends for good: a cascade ends the roles and the access of its people. */
export const terminatePartnerOrganization =
  ({ partnerOrganizationId, policy = 'REJECT' }: TerminatePartnerOrganization) =>
  ({ status }: PartnerOrganization, around: Circumstances): Decision<PartnerOrganizationTerminated> => {
    // First, because the cascade of a termination may still be under way with users left.
    if (status === 'TERMINATED') return [];
    const activeUsers = policy === 'REJECT' ? around.activeUsersOf(partnerOrganizationId) : 0;
    if (activeUsers > 0) return refuse('PARTNER_HAS_ACTIVE_USERS', { activeUsers: String(activeUsers) });
    return [{ type: 'PartnerOrganizationTerminated', data: { partnerOrganizationId } }];
  };
