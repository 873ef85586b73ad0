import type { ContactEvent, ContactStanding } from '../../../events';

/** Whether there is access that works now or after it is restored. */
export const hasLiveAccess = ({ access }: ContactStanding): boolean =>
  access?.status === 'ACTIVE' || access?.status === 'SUSPENDED';

/**
 * Ends the access, where there is any, and with it an invitation nobody has accepted (domain.md, section 5).
 */
export const endAccess = (
  type: 'PartnerUserAccessRevoked' | 'PartnerUserAccessExpired',
  contactId: string,
  standing: ContactStanding,
): readonly ContactEvent[] => {
  const { access } = standing;
  if (access === undefined || !hasLiveAccess(standing)) return [];
  const { partnerOrganizationId } = access;
  return [{ type, data: { contactId, partnerOrganizationId } }, ...cancelPending(contactId, standing)];
};

/** Takes back an invitation that nobody has accepted. */
export const cancelPending = (contactId: string, { invitation }: ContactStanding): readonly ContactEvent[] =>
  invitation?.status === 'PENDING'
    ? [{ type: 'PartnerUserInvitationCancelled', data: { contactId, invitationId: invitation.invitationId } }]
    : [];
