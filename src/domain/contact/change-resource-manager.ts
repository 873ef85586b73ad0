import type { ResourceManagerChanged } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import { stated } from '../stated';
import type { Contact } from './contact';
import { firstSince, refusedBefore } from './not-before';
import { refusedManager } from './reporting-line';

export interface ChangeResourceManager {
  readonly contactId: string;
  /** Absent: the resource reports to nobody. */
  readonly managerId?: string;
}

/** A resource reports to another resource of its organization, or to nobody. */
export const changeResourceManager =
  ({ contactId, managerId }: ChangeResourceManager) =>
  (contact: Contact, around: Circumstances): Decision<ResourceManagerChanged> => {
    const [role] = contact.standing.roles;
    if (role === undefined) return refuse('NOT_A_RESOURCE', { contactId });
    const refused =
      refusedBefore([firstSince(contact.standing.roles, around)], around) ??
      (managerId === undefined ? undefined : refusedManager(contactId, managerId, contact, around));
    if (refused !== undefined) return refused;
    if (managerId === contact.standing.managerId) return [];
    const { partnerOrganizationId } = role;
    return [
      { type: 'ResourceManagerChanged', data: stated({ contactId, partnerOrganizationId, managerId }) },
    ];
  };
