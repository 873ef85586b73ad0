import type { PartnerUserAccessRestored } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';
import { refusedGrantor } from './grant-policies';
import { refusedBefore } from './not-before';

export interface RestorePartnerUserAccess {
  readonly contactId: string;
}

/**
 * Gives a suspended user back exactly what it had. Access that ended meanwhile is granted anew instead. A partner
 * administrator gives back no more than it has itself.
 */
export const restorePartnerUserAccess =
  ({ contactId }: RestorePartnerUserAccess) =>
  ({ standing: { access } }: Contact, around: Circumstances): Decision<PartnerUserAccessRestored> => {
    if (access === undefined) return refuse('ACCESS_NOT_GRANTED');
    if (access.status === 'EXPIRED') return refuse('ACCESS_EXPIRED');
    if (access.status === 'REVOKED') return refuse('ACCESS_NOT_SUSPENDED');
    const refused = refusedGrantor(access.scopes, around) ?? refusedBefore([access.from], around);
    if (refused !== undefined) return refused;
    if (access.status === 'ACTIVE') return [];
    const { partnerOrganizationId } = access;
    return [{ type: 'PartnerUserAccessRestored', data: { contactId, partnerOrganizationId } }];
  };
