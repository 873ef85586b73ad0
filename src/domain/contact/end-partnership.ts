import { activeRoles, type ContactEvent, partnerOf } from '../../../events';
import type { Circumstances } from '../circumstances';
import type { Decision } from '../decision';
import type { Contact } from './contact';
import { endAccess } from './end-access';
import { endRoles } from './end-role';
import { evolveBy } from './evolve-by';

export interface EndPartnership {
  readonly contactId: string;
  readonly partnerOrganizationId: string;
  /** When the organization was terminated: what it got after that (once reactivated) stays. */
  readonly recordedUntil: string;
}

/** A terminated organization's people lose roles and access, and remain its contacts. Sent by the cascade. */
export const endPartnership =
  ({ contactId, partnerOrganizationId, recordedUntil }: EndPartnership) =>
  (contact: Contact, around: Circumstances): Decision<ContactEvent> => {
    const { standing } = contact;
    if (partnerOf(standing) !== partnerOrganizationId) return [];
    const rolesEnd = endRoles(
      contactId,
      standing.roles.filter(({ recordedAt }) => recordedAt <= recordedUntil),
    );
    const without = evolveBy(contact, rolesEnd, around).standing;
    const isMeant = standing.access !== undefined && standing.access.recordedAt <= recordedUntil;
    // Access that was granted later, on a role that ends now, would be left without one.
    const endsAccess = isMeant || activeRoles(without, around.now).length === 0;
    return [...(endsAccess ? endAccess('PartnerUserAccessRevoked', contactId, standing) : []), ...rolesEnd];
  };
