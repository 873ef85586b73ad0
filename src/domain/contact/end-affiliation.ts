import type { ContactEvent, ContactStanding } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';
import { endAccess } from './end-access';
import { endRoles, isHead } from './end-role';
import { liveSince, refusedBefore, roleSince } from './not-before';

export interface EndAffiliation {
  readonly contactId: string;
  readonly organizationId: string;
}

/**
 * Whoever leaves a partner loses access and roles there first, so that every event leaves a consistent
 * contact.
 */
export const endAffiliation =
  ({ contactId, organizationId }: EndAffiliation) =>
  (contact: Contact, around: Circumstances): Decision<ContactEvent> => {
    const { standing } = contact;
    const ending = standing.affiliations.find((known) => known.organizationId === organizationId);
    if (ending === undefined) return refuse('NOT_AFFILIATED', { organizationId });
    const { organizationKind } = ending;
    const refused = refusedBefore(
      [ending.from, ...(organizationKind === 'PARTNER' ? endingSince(standing, around) : [])],
      around,
    );
    if (refused !== undefined) return refused;
    const ended = {
      type: 'ContactAffiliationEnded' as const,
      data: { contactId, organizationId, organizationKind },
    };
    if (organizationKind === 'ACCOUNT') return [ended];
    if (isHead(contactId, contact, around)) return refuse('HIERARCHY_HEAD_MUST_BE_REPLACED', { contactId });
    const accessEnd = endAccess('PartnerUserAccessRevoked', contactId, standing);
    return [...accessEnd, ...endRoles(contactId, standing.roles), ended];
  };

/** The days since which there is what ends with the affiliation to a partner. */
const endingSince = (standing: ContactStanding, around: Circumstances): readonly (string | undefined)[] => [
  liveSince(standing),
  ...standing.roles.map((role) => roleSince(role, around)),
];
