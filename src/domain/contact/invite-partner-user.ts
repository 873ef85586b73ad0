import type { PartnerUserInvited } from '../../../events';
import type { Circumstances } from '../circumstances';
import type { Decision } from '../decision';
import type { Contact } from './contact';
import { refusedInvitation } from './invitable';

export interface InvitePartnerUser {
  readonly contactId: string;
  readonly invitationId: string;
  /** ISO instant, UTC, with milliseconds. */
  readonly expiresAt: string;
}

/** Offers a user to link the identity it will log on with. There is one open invitation at most. */
export const invitePartnerUser =
  ({ contactId, invitationId, expiresAt }: InvitePartnerUser) =>
  (contact: Contact, around: Circumstances): Decision<PartnerUserInvited> => {
    const refused = refusedInvitation(contact, expiresAt, around);
    if (refused !== undefined) return refused;
    const { access, invitation } = contact.standing;
    if (access === undefined || invitation?.status === 'PENDING') return [];
    const { partnerOrganizationId } = access;
    return [
      { type: 'PartnerUserInvited', data: { contactId, partnerOrganizationId, invitationId, expiresAt } },
    ];
  };
