import type { PartnerUserAccessSuspended } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';
import { refusedBefore } from './not-before';

export interface SuspendPartnerUserAccess {
  readonly contactId: string;
}

/** Blocks a user for the time being; restoring brings back exactly what was there. */
export const suspendPartnerUserAccess =
  ({ contactId }: SuspendPartnerUserAccess) =>
  ({ standing: { access } }: Contact, around: Circumstances): Decision<PartnerUserAccessSuspended> => {
    if (access?.status !== 'ACTIVE' && access?.status !== 'SUSPENDED') return refuse('ACCESS_NOT_ACTIVE');
    const refused = refusedBefore([access.from], around);
    if (refused !== undefined) return refused;
    if (access.status === 'SUSPENDED') return [];
    const { partnerOrganizationId } = access;
    return [{ type: 'PartnerUserAccessSuspended', data: { contactId, partnerOrganizationId } }];
  };
