import type { PartnerUserInvitationResent } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';
import { refusedInvitation } from './invitable';

export interface ResendInvitation {
  readonly contactId: string;
  /** ISO instant, UTC, with milliseconds. */
  readonly expiresAt: string;
}

/**
 * Gives an invitation that is open or has expired a new end; one that was used or taken back is made anew.
 */
export const resendInvitation =
  ({ contactId, expiresAt }: ResendInvitation) =>
  (contact: Contact, around: Circumstances): Decision<PartnerUserInvitationResent> => {
    const { invitation } = contact.standing;
    if (invitation === undefined || invitation.status === 'CANCELLED') return refuse('NO_PENDING_INVITATION');
    if (invitation.status === 'ACCEPTED') return refuse('INVITATION_ALREADY_USED');
    const refused = refusedInvitation(contact, expiresAt, around);
    if (refused !== undefined) return refused;
    const { invitationId } = invitation;
    if (invitation.status === 'PENDING' && invitation.expiresAt === expiresAt) return [];
    return [{ type: 'PartnerUserInvitationResent', data: { contactId, invitationId, expiresAt } }];
  };
