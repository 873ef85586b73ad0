import { partnerOf } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Refusal, refuse } from '../decision';
import type { Contact } from './contact';
import { hasLiveAccess } from './end-access';
import { refusedBefore } from './not-before';

/**
 * Why nobody can be invited now: an invitation offers live access at an active organization to somebody not
 * linked.
 */
export const refusedInvitation = (
  { standing }: Contact,
  expiresAt: string,
  around: Circumstances,
): Refusal | undefined => {
  if (standing.access?.status === 'EXPIRED') return refuse('ACCESS_EXPIRED');
  if (!hasLiveAccess(standing)) return refuse('ACCESS_NOT_GRANTED');
  if (!isOfActivePartner(standing, around)) return refuse('PARTNER_ORG_NOT_ACTIVE');
  if (standing.identityKey !== undefined) return refuse('IDENTITY_ALREADY_LINKED');
  if (expiresAt <= around.now) return refuse('INVALID_PERIOD', { expiresAt });
  return refusedBefore([standing.access?.from], around);
};

/** Whether the contact belongs to a partner whose people may work now. */
export const isOfActivePartner = (standing: Contact['standing'], around: Circumstances): boolean => {
  const partner = partnerOf(standing);
  return partner !== undefined && around.organization(partner)?.status === 'ACTIVE';
};
