import type { ContactEvent } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';
import { type Identity, identityKeyOf, identityLinked } from './identity';
import { isOfActivePartner } from './invitable';

export interface AcceptInvitation extends Identity {
  readonly contactId: string;
  readonly invitationId: string;
}

/** Whoever holds the secret of an open invitation links the identity it logs on with, once. */
export const acceptInvitation =
  ({ contactId, invitationId, issuer, subject }: AcceptInvitation) =>
  ({ standing }: Contact, around: Circumstances): Decision<ContactEvent> => {
    const { invitation, identityKey: linkedKey } = standing;
    const identityKey = identityKeyOf({ issuer, subject }, around);
    if (invitation?.invitationId !== invitationId) return refuse('NO_PENDING_INVITATION');
    if (invitation.status === 'CANCELLED') return refuse('NO_PENDING_INVITATION');
    if (invitation.status === 'EXPIRED') return refuse('INVITATION_EXPIRED');
    if (invitation.status === 'ACCEPTED') {
      return linkedKey === identityKey ? [] : refuse('INVITATION_ALREADY_USED');
    }
    if (!isOfActivePartner(standing, around)) return refuse('PARTNER_ORG_NOT_ACTIVE');
    if (linkedKey !== undefined) return refuse('IDENTITY_ALREADY_LINKED');
    return [
      { type: 'PartnerUserInvitationAccepted', data: { contactId, invitationId } },
      identityLinked(contactId, { issuer, subject }, identityKey),
    ];
  };
