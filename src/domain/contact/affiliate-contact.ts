import { type ContactAffiliated, type OrganizationKind, partnerOf } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';

export interface AffiliateContact {
  readonly contactId: string;
  readonly organizationId: string;
  readonly organizationKind: OrganizationKind;
}

/**
 * A person belongs to any number of accounts, and to one partner at most. A terminated partner may still get
 * contacts, never roles.
 */
export const affiliateContact =
  ({ contactId, organizationId, organizationKind }: AffiliateContact) =>
  ({ standing }: Contact, around: Circumstances): Decision<ContactAffiliated> => {
    if (!isKnown(organizationId, organizationKind, around))
      return refuse('ORG_NOT_FOUND', { organizationId });
    const partner = partnerOf(standing);
    if (organizationKind === 'PARTNER' && partner !== undefined && partner !== organizationId) {
      return refuse('ALREADY_IN_PARTNER_ORG', { organizationId: partner });
    }
    const known = standing.affiliations.find((affiliation) => affiliation.organizationId === organizationId);
    if (known !== undefined) {
      // A day before the known one would be lost without a word.
      return around.effectiveOn < known.from ? refuse('ALREADY_AFFILIATED', { from: known.from }) : [];
    }
    return [{ type: 'ContactAffiliated', data: { contactId, organizationId, organizationKind } }];
  };

const isKnown = (id: string, kind: OrganizationKind, around: Circumstances): boolean =>
  kind === 'PARTNER' ? around.organization(id) !== undefined : around.account(id)?.registered === true;
