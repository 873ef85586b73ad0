import type { ContactEvent } from '../../../events';
import type { Circumstances } from '../circumstances';
import type { Decision } from '../decision';
import { assignPartnerRole } from './assign-partner-role';
import { changeResourceManager } from './change-resource-manager';
import { changeUserAccess, type WantedAccess } from './change-user-access';
import type { Contact } from './contact';
import { about, inOrder, type Step } from './in-order';
import { type RevocationPolicy, revokePartnerRole } from './revoke-partner-role';

/** A role the contact shall have. A role it has already keeps the days that are not given. */
export interface WantedRole {
  readonly roleCode: string;
  readonly from?: string;
  readonly to?: string;
}

export interface ManageUserDetails {
  readonly contactId: string;
  /** The whole set: a role that is missing from it is revoked. Absent: roles stay as they are. */
  readonly roles?: readonly WantedRole[];
  /** `null`: reports to nobody. Absent: as it is. */
  readonly managerId?: string | null;
  readonly access?: WantedAccess;
  readonly policy?: RevocationPolicy;
}

/**
 * The one screen of roles, manager and access: what the single commands would do, in one append or not at
 * all. New roles come first, since access needs one; roles go last where access ends, and else before it is
 * granted, so that nobody is granted what only a role that goes would allow.
 */
export const manageUserDetails =
  (command: ManageUserDetails) =>
  (contact: Contact, around: Circumstances): Decision<ContactEvent> => {
    const revocations = rolesRevoked(command, contact);
    const access = accessChanged(command);
    return inOrder([
      ...rolesAssigned(command, contact),
      managerChanged(command),
      ...(command.access?.status === 'REVOKED' ? [access, ...revocations] : [...revocations, access]),
    ])(contact, around);
  };

const rolesAssigned = (
  { contactId, roles = [] }: ManageUserDetails,
  { standing }: Contact,
): readonly Step[] =>
  roles.flatMap((wanted, index) => {
    const held = standing.roles.find(({ roleCode }) => roleCode === wanted.roleCode);
    const isKept =
      held !== undefined && (wanted.from ?? held.from) === held.from && (wanted.to ?? held.to) === held.to;
    return isKept ? [] : [about(`roles.${index}`, assignPartnerRole({ ...wanted, contactId }))];
  });

const rolesRevoked = (
  { contactId, roles, policy }: ManageUserDetails,
  { standing }: Contact,
): readonly Step[] =>
  standing.roles
    .filter(({ roleCode }) => roles?.some((wanted) => wanted.roleCode === roleCode) === false)
    .map(({ roleCode }) =>
      about('roles', revokePartnerRole({ contactId, roleCode, ...(policy === undefined ? {} : { policy }) })),
    );

const managerChanged =
  ({ contactId, managerId }: ManageUserDetails): Step =>
  (contact, around) => {
    if (managerId === undefined || (managerId ?? undefined) === contact.standing.managerId) return [];
    const change = changeResourceManager(managerId === null ? { contactId } : { contactId, managerId });
    return about('managerId', change)(contact, around);
  };

const accessChanged = ({ contactId, access }: ManageUserDetails): Step =>
  access === undefined ? () => [] : changeUserAccess(contactId, access);
