import type { PartnerUserAccessSuspended } from '../../../events';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';

export interface SuspendPartnerUserAccess {
  readonly contactId: string;
}

/** Blocks a user for the time being; restoring brings back exactly what was there. */
export const suspendPartnerUserAccess =
  ({ contactId }: SuspendPartnerUserAccess) =>
  ({ standing: { access } }: Contact): Decision<PartnerUserAccessSuspended> => {
    if (access?.status !== 'ACTIVE' && access?.status !== 'SUSPENDED') return refuse('ACCESS_NOT_ACTIVE');
    if (access.status === 'SUSPENDED') return [];
    const { partnerOrganizationId } = access;
    return [{ type: 'PartnerUserAccessSuspended', data: { contactId, partnerOrganizationId } }];
  };
