import type { ContactEvent } from '../../../events';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';
import { endAccess } from './end-access';

export interface RevokePartnerUserAccess {
  readonly contactId: string;
}

/** Ends access for good; it can be granted anew at any time. */
export const revokePartnerUserAccess =
  ({ contactId }: RevokePartnerUserAccess) =>
  ({ standing }: Contact): Decision<ContactEvent> => {
    if (standing.access === undefined) return refuse('ACCESS_NOT_GRANTED');
    if (standing.access.status === 'EXPIRED') return refuse('ACCESS_EXPIRED');
    return endAccess('PartnerUserAccessRevoked', contactId, standing);
  };
