import { accessStatusAt, activeRoles, partnerOf } from './flavor';
import type { ContactStanding } from './standing';

/** The scope that makes a user the administrator of its own partner organization. */
export const ADMINISTER_SCOPE = 'partner:administer';

/**
 * The organization that the contact administers at the instant: its access there is active, has the scope,
 * and stands on a role. Undefined where it administers none.
 */
export const administeredAt = (standing: ContactStanding, instant: string): string | undefined => {
  const { access } = standing;
  if (access === undefined || !access.scopes.includes(ADMINISTER_SCOPE)) return undefined;
  if (accessStatusAt(access, instant) !== 'ACTIVE' || activeRoles(standing, instant).length === 0)
    return undefined;
  return access.partnerOrganizationId === partnerOf(standing) ? access.partnerOrganizationId : undefined;
};
