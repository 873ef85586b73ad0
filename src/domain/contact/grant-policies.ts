import { activeRoles, partnerOf } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Refusal, refuse } from '../decision';
import { mainEmail } from './channels';
import type { Contact } from './contact';
import { firstSince, partnerSince, refusedBefore } from './not-before';

/**
 * Why nobody can be granted access here now: access follows a role, at an active organization, from somebody
 * else.
 */
export const refusedUser = (
  contactId: string,
  { standing }: Contact,
  around: Circumstances,
): Refusal | undefined => {
  const partner = partnerOf(standing);
  const roles = activeRoles(standing, around.now);
  if (partner === undefined || roles.length === 0) return refuse('ROLE_REQUIRED');
  if (around.organization(partner)?.status !== 'ACTIVE') return refuse('PARTNER_ORG_NOT_ACTIVE');
  if (around.actor.contactId === contactId) return refuse('SELF_GRANT_FORBIDDEN');
  return refusedBefore([partnerSince(standing), firstSince(roles, around)], around);
};

/**
 * Why the user cannot be reached: it needs an e-mail address, in a domain of its organization where that has
 * any.
 */
export const refusedEmail = ({ standing, channels }: Contact, around: Circumstances): Refusal | undefined => {
  const email = mainEmail(channels);
  if (email === undefined) return refuse('EMAIL_REQUIRED');
  const partner = partnerOf(standing);
  const domains = partner === undefined ? [] : (around.organization(partner)?.emailDomains ?? []);
  const domain = email
    .slice(email.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();
  return domains.length === 0 || domains.includes(domain)
    ? undefined
    : refuse('EMAIL_DOMAIN_NOT_ALLOWED', { allowed: domains });
};

/**
 * Why these scopes cannot be granted: no more than the grantor has, nor than the roles that hold today allow.
 */
export const refusedScopes = (
  scopes: readonly string[],
  { standing }: Contact,
  around: Circumstances,
): Refusal | undefined => {
  const refused = refusedGrantor(scopes, around);
  if (refused !== undefined) return refused;
  const { roles, now } = around;
  const allowed = activeRoles(standing, now).flatMap(({ roleCode }) => roles.get(roleCode)?.scopes ?? []);
  const beyondRoles = scopes.filter((scope) => !allowed.includes(scope));
  return beyondRoles.length > 0 ? refuse('SCOPE_NOT_IN_ROLE', { scopes: beyondRoles }) : undefined;
};

/** Why this actor cannot give, give back or prolong these scopes: a partner administrator has to have them itself. */
export const refusedGrantor = (scopes: readonly string[], { actor }: Circumstances): Refusal | undefined => {
  if (actor.kind !== 'PARTNER_ADMINISTRATOR') return undefined;
  const beyond = scopes.filter((scope) => actor.scopes?.includes(scope) !== true);
  return beyond.length === 0 ? undefined : refuse('SCOPE_EXCEEDS_GRANTOR', { scopes: beyond });
};
