import { ADMINISTER_SCOPE } from '../../events';
import { type Actor, referenceTo } from '../domain/actor';
import type { Identity, TokenVerifier } from './identity';
import { isPartnersOwn } from './policy';
import { refusedBecause } from './refused';

/** A partner's person who may log on at this moment. */
export interface PartnerUser {
  readonly contactId: string;
  readonly partnerOrganizationId: string;
  readonly scopes: readonly string[];
  /** When access ends by itself (ISO instant); absent: never. */
  readonly accessEndsAt?: string;
}

/** What is known of the partners' people, as of this moment. */
export interface PartnerPeople {
  contactOfIdentity(issuer: string, subject: string): Promise<string | undefined>;
  /** Undefined where the contact may not log on. */
  userOf(contactId: string): Promise<PartnerUser | undefined>;
}

/** The actor that a partner's person is: all of it from the facts, nothing from its token. */
export const partnerActor = (
  id: string,
  { contactId, partnerOrganizationId, scopes }: PartnerUser,
): Actor => ({
  kind: scopes.includes(ADMINISTER_SCOPE) ? 'PARTNER_ADMINISTRATOR' : 'PARTNER_USER',
  id,
  contactId,
  partnerOrganizationId,
  scopes,
});

/** When the identity ends: with its token or with its access, whichever comes first. */
export const endWithAccess = (expiresAtMs: number, { accessEndsAt }: PartnerUser): number =>
  accessEndsAt === undefined ? expiresAtMs : Math.min(expiresAtMs, Date.parse(accessEndsAt));

/**
 * Holds local tokens of partners' people against the facts: the contact must be able to log on, to that very
 * organization, and has the scopes it has; only its kind is what the token says, for trying out.
 */
export const heldAgainstFacts =
  (verify: TokenVerifier, people: PartnerPeople): TokenVerifier =>
  (token) => {
    const verified = verify(token);
    const held = (identity: Identity) =>
      isPartnersOwn(identity.actor) ? current(identity, people) : identity;
    return verified instanceof Promise ? verified.then(held) : held(verified);
  };

const current = async ({ actor, expiresAtMs }: Identity, people: PartnerPeople): Promise<Identity> => {
  const user = actor.contactId === undefined ? undefined : await people.userOf(actor.contactId);
  if (user === undefined || user.partnerOrganizationId !== actor.partnerOrganizationId)
    throw refusedBecause('NO_CURRENT_ACCESS', referenceTo(actor));
  return {
    actor: { ...actor, scopes: user.scopes },
    expiresAtMs: endWithAccess(expiresAtMs, user),
  };
};
