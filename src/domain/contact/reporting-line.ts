import { type ContactStanding, partnerOf } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Refusal, refuse } from '../decision';
import type { Contact } from './contact';

/** The most managers one above the other; a longer line is refused as a cycle. */
export const REPORTING_LINE_MAX = 100;

/**
 * Why this manager will not do: it must be a resource of the same organization, and not report to the
 * contact.
 */
export const refusedManager = (
  contactId: string,
  managerId: string,
  contact: Contact,
  around: Circumstances,
): Refusal | undefined => {
  if (managerId === contactId) return refuse('HIERARCHY_CYCLE', { managerId });
  const manager = around.contact(managerId)?.standing;
  if (
    manager === undefined ||
    !isResource(manager, around) ||
    partnerOf(manager) !== partnerOf(contact.standing)
  ) {
    return refuse('MANAGER_NOT_IN_ORG', { managerId });
  }
  let next = manager.managerId;
  for (let above = 1; next !== undefined; above += 1) {
    if (next === contactId || above === REPORTING_LINE_MAX) return refuse('HIERARCHY_CYCLE', { managerId });
    next = around.contact(next)?.standing.managerId;
  }
  return undefined;
};

/**
 * Somebody with a role now or from a later day on: the people of a new team may be put in order before it
 * starts.
 */
const isResource = ({ roles }: ContactStanding, { now }: Circumstances): boolean =>
  roles.some(({ to }) => to === undefined || to >= now.slice(0, 10));
