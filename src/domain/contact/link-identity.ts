import { type ContactEvent, partnerOf } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';
import { cancelPending } from './end-access';
import { type Identity, identityKeyOf, identityLinked } from './identity';
import { isOfActivePartner } from './invitable';

export interface LinkIdentity extends Identity {
  readonly contactId: string;
}

/** Says which identity a partner contact logs on with; an open invitation has served its purpose then. */
export const linkIdentity =
  ({ contactId, issuer, subject }: LinkIdentity) =>
  ({ standing }: Contact, around: Circumstances): Decision<ContactEvent> => {
    if (partnerOf(standing) === undefined) return refuse('NOT_A_PARTNER_CONTACT');
    if (!isOfActivePartner(standing, around)) return refuse('PARTNER_ORG_NOT_ACTIVE');
    const identityKey = identityKeyOf({ issuer, subject }, around);
    if (standing.identityKey === identityKey) return [];
    if (standing.identityKey !== undefined) return refuse('IDENTITY_ALREADY_LINKED');
    return [
      ...cancelPending(contactId, standing),
      identityLinked(contactId, { issuer, subject }, identityKey),
    ];
  };
