import { activeRoles, type ContactEvent } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';
import { endAccess, hasLiveAccess } from './end-access';
import { endRoles, refusedToHead } from './end-role';
import { liveSince, refusedBefore, roleSince } from './not-before';

/** What becomes of what hangs on a role: REJECT refuses while there is something, END_MEMBERSHIPS ends it. */
export type RevocationPolicy = 'REJECT' | 'END_MEMBERSHIPS';

export interface RevokePartnerRole {
  readonly contactId: string;
  readonly roleCode: string;
  readonly policy?: RevocationPolicy;
}

/** Ends a role. Access never outlives the last role that holds today. */
export const revokePartnerRole =
  ({ contactId, roleCode, policy = 'REJECT' }: RevokePartnerRole) =>
  (contact: Contact, around: Circumstances): Decision<ContactEvent> => {
    const { standing } = contact;
    const role = standing.roles.find((held) => held.roleCode === roleCode);
    if (role === undefined) return refuse('ROLE_NOT_ASSIGNED', { roleCode });
    const endsAccess =
      hasLiveAccess(standing) && !activeRoles(standing, around.now).some((held) => held !== role);
    const refused =
      refusedToHead(contactId, role, contact, around) ?? refusedBefore([roleSince(role, around)], around);
    if (refused !== undefined) return refused;
    if (endsAccess && policy === 'REJECT') return refuse('USER_ACCESS_MUST_BE_REVOKED', { roleCode });
    const tooEarly = endsAccess ? refusedBefore([liveSince(standing)], around) : undefined;
    if (tooEarly !== undefined) return tooEarly;
    return [
      ...(endsAccess ? endAccess('PartnerUserAccessRevoked', contactId, standing) : []),
      ...endRoles(contactId, [role]),
    ];
  };
