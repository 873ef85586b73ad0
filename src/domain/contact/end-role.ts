import { type ContactEvent, type HeldRole, partnerOf } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Refusal, refuse } from '../decision';
import type { Contact } from './contact';

/** The end of roles, each its own event. */
export const endRoles = (contactId: string, roles: readonly HeldRole[]): readonly ContactEvent[] =>
  roles.map(({ partnerOrganizationId, roleCode }) => ({
    type: 'PartnerRoleRevoked',
    data: { contactId, partnerOrganizationId, roleCode },
  }));

/** Whether the contact heads the people of its partner. Nobody can replace the head of a terminated one. */
export const isHead = (contactId: string, { standing }: Contact, around: Circumstances): boolean => {
  const partner = partnerOf(standing);
  const organization = partner === undefined ? undefined : around.organization(partner);
  return organization?.headId === contactId && organization.status !== 'TERMINATED';
};

/**
 * Why a role cannot be taken from the head: the head keeps a manager's role until another head is appointed.
 */
export const refusedToHead = (
  contactId: string,
  role: HeldRole,
  contact: Contact,
  around: Circumstances,
): Refusal | undefined => {
  const isManaging = ({ roleCode }: HeldRole): boolean => around.roles.get(roleCode)?.kind === 'MANAGER';
  const losesLast =
    isManaging(role) && !contact.standing.roles.some((held) => held !== role && isManaging(held));
  return losesLast && isHead(contactId, contact, around)
    ? refuse('HIERARCHY_HEAD_MUST_BE_REPLACED', { contactId })
    : undefined;
};
