import type { ContactEvent } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';
import { endAccess } from './end-access';
import { refusedBefore } from './not-before';

export interface RevokePartnerUserAccess {
  readonly contactId: string;
}

/** Ends access for good; it can be granted anew at any time. */
export const revokePartnerUserAccess =
  ({ contactId }: RevokePartnerUserAccess) =>
  ({ standing }: Contact, around: Circumstances): Decision<ContactEvent> => {
    if (standing.access === undefined) return refuse('ACCESS_NOT_GRANTED');
    if (standing.access.status === 'EXPIRED') return refuse('ACCESS_EXPIRED');
    const refused = refusedBefore([standing.access.from], around);
    if (refused !== undefined) return refused;
    return endAccess('PartnerUserAccessRevoked', contactId, standing);
  };
