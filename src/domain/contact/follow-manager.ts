import type { ResourceManagerChanged } from '../../../events';
import type { Circumstances } from '../circumstances';
import type { Decision } from '../decision';
import { changeResourceManager } from './change-resource-manager';
import type { Contact } from './contact';
import { refusedManager } from './reporting-line';

export interface FollowManager {
  readonly contactId: string;
  readonly formerManagerId: string;
  /** The manager's own manager; absent where there is none. */
  readonly managerId?: string;
}

/**
 * The reports of a manager that is no longer a resource go to the manager's manager, and to nobody where that
 * one will not do by now. Sent by a process; whoever got another manager in the meantime keeps it.
 */
export const followManager =
  ({ contactId, formerManagerId, managerId }: FollowManager) =>
  (contact: Contact, around: Circumstances): Decision<ResourceManagerChanged> => {
    if (contact.standing.managerId !== formerManagerId) return [];
    const follows =
      managerId !== undefined && refusedManager(contactId, managerId, contact, around) === undefined;
    return changeResourceManager(follows ? { contactId, managerId } : { contactId })(contact, around);
  };
