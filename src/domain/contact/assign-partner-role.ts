import { type ContactStanding, type HeldRole, type PartnerRoleAssigned, partnerOf } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, type Refusal, refuse } from '../decision';
import type { PartnerOrganization } from '../partner-organization/partner-organization';
import { stated } from '../stated';
import type { Contact } from './contact';
import { partnerSince } from './not-before';
import { refusedManager } from './reporting-line';

export interface AssignPartnerRole {
  readonly contactId: string;
  readonly roleCode: string;
  /** The resource of the same organization this one reports to. */
  readonly managerId?: string;
  /** First day of the role (ISO date); the day the command takes effect where absent. */
  readonly from?: string;
  /** Last day of the role (ISO date); until revoked where absent. */
  readonly to?: string;
}

/** A role makes a partner contact a partner resource. Only an active organization's people get one. */
export const assignPartnerRole =
  ({ contactId, roleCode, managerId, from: firstDay, to }: AssignPartnerRole) =>
  (contact: Contact, around: Circumstances): Decision<PartnerRoleAssigned> => {
    const { standing } = contact;
    const partnerOrganizationId = partnerOf(standing);
    if (partnerOrganizationId === undefined) return refuse('NOT_A_PARTNER_CONTACT');
    const held = standing.roles.find((known) => known.roleCode === roleCode);
    const from = firstDay ?? held?.from ?? around.effectiveOn;
    const refused =
      refusedRole(roleCode, around.organization(partnerOrganizationId), around) ??
      (held?.from === from ? undefined : refusedStart(from, standing, around)) ??
      refusedEnd(from, to, around) ??
      (managerId === undefined ? undefined : refusedManager(contactId, managerId, contact, around));
    if (refused !== undefined) return refused;
    if (held !== undefined) {
      return isSame(held, { from, to }) && (managerId === undefined || managerId === standing.managerId)
        ? []
        : refuse('ROLE_ALREADY_ASSIGNED', { roleCode });
    }
    const data = stated({ contactId, partnerOrganizationId, roleCode, managerId, from, to });
    return [{ type: 'PartnerRoleAssigned', data }];
  };

/** Why nobody of this organization gets the role, or not from this actor. */
const refusedRole = (
  roleCode: string,
  organization: PartnerOrganization | undefined,
  { roles, actor }: Circumstances,
): Refusal | undefined => {
  if (organization?.status !== 'ACTIVE') return refuse('PARTNER_ORG_NOT_ACTIVE');
  const role = roles.get(roleCode);
  if (role === undefined || role.retired) return refuse('ROLE_UNKNOWN', { roleCode });
  if (organization.allowedRoles?.includes(roleCode) === false)
    return refuse('ROLE_NOT_ALLOWED', { roleCode });
  if (actor.kind === 'PARTNER_ADMINISTRATOR' && !role.delegable)
    return refuse('ROLE_NOT_DELEGABLE', { roleCode });
  return undefined;
};

/** A role begins at the organization, not before; a past day is one that the command gives a reason for. */
const refusedStart = (
  from: string,
  standing: ContactStanding,
  { effectiveOn }: Circumstances,
): Refusal | undefined => {
  if (from < effectiveOn) return refuse('BACKDATE_REASON_REQUIRED', { from, effectiveOn });
  const since = partnerSince(standing);
  return since !== undefined && from < since
    ? refuse('INVALID_PERIOD', { from, affiliatedFrom: since })
    : undefined;
};

/** A role that would be over before it is recorded changes nothing. */
const refusedEnd = (from: string, to: string | undefined, { now }: Circumstances): Refusal | undefined =>
  to !== undefined && (to < from || to < now.slice(0, 10))
    ? refuse('INVALID_PERIOD', { from, to })
    : undefined;

const isSame = (held: HeldRole, asked: { readonly from: string; readonly to: string | undefined }): boolean =>
  held.from === asked.from && held.to === asked.to;
