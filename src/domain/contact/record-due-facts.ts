import { activeRoles, type ContactEvent, type ContactStanding, nextDue } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';
import { endAccess, hasLiveAccess } from './end-access';
import { evolveBy } from './evolve-by';

export interface RecordDueFacts {
  readonly contactId: string;
}

/** Records what the passing of time has made true. Sent by the clock. */
export const recordDueFacts =
  ({ contactId }: RecordDueFacts) =>
  (contact: Contact, around: Circumstances): Decision<ContactEvent> =>
    contact.registered ? dueFacts(contactId, contact, around) : refuse('NOT_FOUND');

/**
 * Everything that has fallen due and is not recorded yet, in order of time, each with what follows from it.
 */
export const dueFacts = (
  contactId: string,
  contact: Contact,
  around: Circumstances,
): readonly ContactEvent[] => {
  const due = nextDue(contact.standing);
  if (due === undefined || due > around.now) return [];
  const facts = factsDueAt(due, contactId, contact.standing);
  return [...facts, ...dueFacts(contactId, evolveBy(contact, facts, around), around)];
};

/**
 * A role that begins comes before one that ends at the same instant, so that there is no gap between the two.
 */
const factsDueAt = (due: string, contactId: string, standing: ContactStanding): readonly ContactEvent[] =>
  roleBegun(due, contactId, standing) ??
  invitationExpired(due, contactId, standing) ??
  accessExpired(due, contactId, standing) ??
  roleExpired(due, contactId, standing);

const roleBegun = (
  due: string,
  contactId: string,
  { roles }: ContactStanding,
): ContactEvent[] | undefined => {
  const begun = roles.find(({ inEffect, from }) => !inEffect && from <= due.slice(0, 10));
  if (begun === undefined) return undefined;
  const { partnerOrganizationId, roleCode } = begun;
  return [{ type: 'PartnerRoleTookEffect', data: { contactId, partnerOrganizationId, roleCode } }];
};

const invitationExpired = (
  due: string,
  contactId: string,
  { invitation }: ContactStanding,
): ContactEvent[] | undefined => {
  if (invitation?.status !== 'PENDING' || invitation.expiresAt > due) return undefined;
  return [
    { type: 'PartnerUserInvitationExpired', data: { contactId, invitationId: invitation.invitationId } },
  ];
};

const accessExpired = (due: string, contactId: string, standing: ContactStanding) => {
  const end = hasLiveAccess(standing) ? standing.access?.expiresAt : undefined;
  return end === undefined || end > due
    ? undefined
    : endAccess('PartnerUserAccessExpired', contactId, standing);
};

/** With the last role that holds goes the access: it follows a role. */
const roleExpired = (due: string, contactId: string, standing: ContactStanding): readonly ContactEvent[] => {
  const ended = standing.roles.find(({ to }) => to !== undefined && to < due.slice(0, 10));
  // The next due time is that of a role, an access or an invitation (nextDue), and only roles are left here.
  if (ended === undefined) throw new Error(`expected a fact that is due at ${due}, got none`);
  const { partnerOrganizationId, roleCode } = ended;
  return [
    ...(activeRoles(standing, due).length > 0
      ? []
      : endAccess('PartnerUserAccessRevoked', contactId, standing)),
    { type: 'PartnerRoleExpired', data: { contactId, partnerOrganizationId, roleCode } },
  ];
};
