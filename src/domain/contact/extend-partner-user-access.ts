import type { PartnerUserAccessExtended } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import { stated } from '../stated';
import type { Contact } from './contact';
import { refusedGrantor } from './grant-policies';
import { refusedBefore } from './not-before';

export interface ExtendPartnerUserAccess {
  readonly contactId: string;
  /** When access ends by itself (ISO instant, UTC, milliseconds); absent: never. */
  readonly expiresAt?: string;
}

/**
 * Moves the end of access that has not come yet. Nobody prolongs its own, and a partner administrator none that
 * has more scopes than its own.
 */
export const extendPartnerUserAccess =
  ({ contactId, expiresAt }: ExtendPartnerUserAccess) =>
  ({ standing: { access } }: Contact, around: Circumstances): Decision<PartnerUserAccessExtended> => {
    if (access === undefined) return refuse('ACCESS_NOT_GRANTED');
    if (access.status === 'EXPIRED') return refuse('ACCESS_EXPIRED');
    if (access.status === 'REVOKED') return refuse('ACCESS_NOT_ACTIVE');
    if (around.actor.contactId === contactId) return refuse('SELF_GRANT_FORBIDDEN');
    if (expiresAt !== undefined && expiresAt <= around.now) return refuse('INVALID_PERIOD', { expiresAt });
    const refused = refusedGrantor(access.scopes, around) ?? refusedBefore([access.from], around);
    if (refused !== undefined) return refused;
    if (expiresAt === access.expiresAt) return [];
    const { partnerOrganizationId } = access;
    return [
      { type: 'PartnerUserAccessExtended', data: stated({ contactId, partnerOrganizationId, expiresAt }) },
    ];
  };
