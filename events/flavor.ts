import type { Access, ContactStanding, HeldRole } from './standing';

export const FLAVORS = ['ACCOUNT_CONTACT', 'PARTNER_CONTACT', 'PARTNER_RESOURCE', 'PARTNER_USER'] as const;
export type Flavor = (typeof FLAVORS)[number];

export type OrganizationStatus = 'REGISTERED' | 'ACTIVE' | 'SUSPENDED' | 'TERMINATED';

/** The partner organization a contact belongs to; at most one at a time. */
export const partnerOf = (standing: ContactStanding): string | undefined =>
  standing.affiliations.find(({ organizationKind }) => organizationKind === 'PARTNER')?.organizationId;

/** Whether the role holds at the instant: its first day has come and its last has not passed (UTC days). */
export const roleHolds = ({ from, to }: HeldRole, instant: string): boolean => {
  const day = instant.slice(0, 10);
  return from <= day && (to === undefined || day <= to);
};

/** The roles a contact holds at its partner organization at the instant. */
export const activeRoles = (standing: ContactStanding, instant: string): readonly HeldRole[] => {
  const partner = partnerOf(standing);
  return standing.roles.filter((role) => role.partnerOrganizationId === partner && roleHolds(role, instant));
};

/** The access as it counts at the instant: one whose end has passed is EXPIRED even before the clock said so. */
export const accessStatusAt = (access: Access | undefined, instant: string): Access['status'] | 'NONE' => {
  if (access === undefined) return 'NONE';
  const live = access.status === 'ACTIVE' || access.status === 'SUSPENDED';
  return live && access.expiresAt !== undefined && access.expiresAt <= instant ? 'EXPIRED' : access.status;
};

/**
 * What a contact is to the brand owner at an instant (domain.md, section 1). Derived, never stored: an active role
 * with live access makes a user, an active role a resource, a partner affiliation a partner contact.
 */
export const flavorAt = (standing: ContactStanding, instant: string): Flavor => {
  if (partnerOf(standing) === undefined) return 'ACCOUNT_CONTACT';
  if (activeRoles(standing, instant).length === 0) return 'PARTNER_CONTACT';
  const access = accessStatusAt(standing.access, instant);
  return access === 'ACTIVE' || access === 'SUSPENDED' ? 'PARTNER_USER' : 'PARTNER_RESOURCE';
};

/** What the contact is to one organization: somebody it sold with may still be only sold to elsewhere. */
export const flavorFor = (standing: ContactStanding, organizationId: string, instant: string): Flavor =>
  partnerOf(standing) === organizationId ? flavorAt(standing, instant) : 'ACCOUNT_CONTACT';

/**
 * Whether the contact may log on at the instant: a conjunction evaluated when it is asked, so that one event on the
 * organization blocks all its users at once (domain.md, section 1).
 */
export const canSignIn = (
  standing: ContactStanding,
  organizationStatus: OrganizationStatus | undefined,
  instant: string,
): boolean =>
  organizationStatus === 'ACTIVE' &&
  activeRoles(standing, instant).length > 0 &&
  accessStatusAt(standing.access, instant) === 'ACTIVE' &&
  standing.access?.partnerOrganizationId === partnerOf(standing) &&
  standing.identityKey !== undefined;

/** The next instant at which the passing of time alone changes the standing; the clock records it then. */
export const nextDue = (standing: ContactStanding): string | undefined => {
  const due = [
    ...standing.roles.flatMap(({ from, to, inEffect }) => [
      ...(inEffect ? [] : [startOf(from)]),
      ...(to === undefined ? [] : [startOf(dayAfter(to))]),
    ]),
    ...(isLive(standing.access) && standing.access?.expiresAt !== undefined
      ? [standing.access.expiresAt]
      : []),
    ...(standing.invitation?.status === 'PENDING' ? [standing.invitation.expiresAt] : []),
  ];
  return due.sort()[0];
};

const isLive = (access: Access | undefined): boolean =>
  access?.status === 'ACTIVE' || access?.status === 'SUSPENDED';

const startOf = (day: string): string => `${day}T00:00:00.000Z`;

const dayAfter = (day: string): string =>
  new Date(Date.parse(startOf(day)) + 86_400_000).toISOString().slice(0, 10);
