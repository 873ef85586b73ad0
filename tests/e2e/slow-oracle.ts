import type { StoredEvent } from '../../src/store/event-store';

/** What a contact is and may do, as somebody would work it out who reads the whole log with a pencil. */
export interface Standing {
  readonly flavor: string;
  readonly canSignIn: boolean;
}

interface Person {
  partner?: string | undefined;
  /** `organization role` */
  readonly roles: Set<string>;
  access?: { organization: string; status: string };
  isLinked: boolean;
}

/**
 * What every contact is at the end of the log. Knows nothing of the product's own folds; it knows no dates either, for
 * logs in which nothing begins or ends later than it is recorded.
 */
export const standingsIn = (log: readonly StoredEvent[]): ReadonlyMap<string, Standing> => {
  const people = new Map<string, Person>();
  const organizations = new Map<string, string>();
  for (const { stream, type, data } of log) {
    const organization = String(data.partnerOrganizationId);
    if (stream.startsWith('partnerOrganization-')) noteStatus(organizations, organization, type);
    if (!stream.startsWith('contact-')) continue;
    const id = stream.slice('contact-'.length);
    const person = people.get(id) ?? { roles: new Set(), isLinked: false };
    people.set(id, person);
    note(person, type, data, organization);
  }
  return new Map(Array.from(people, ([id, person]) => [id, standingOf(person, organizations)]));
};

const noteStatus = (organizations: Map<string, string>, id: string, type: string): void => {
  const [, word] = /^PartnerOrganization(Activated|Reactivated|Suspended|Terminated)$/.exec(type) ?? [];
  if (word !== undefined) organizations.set(id, word === 'Reactivated' ? 'Activated' : word);
};

const note = (person: Person, type: string, data: StoredEvent['data'], organization: string): void => {
  if (type === 'ContactAffiliated' && data.organizationKind === 'PARTNER')
    person.partner = String(data.organizationId);
  if (type === 'ContactAffiliationEnded' && data.organizationId === person.partner)
    person.partner = undefined;
  if (type === 'PartnerRoleAssigned') person.roles.add(`${organization} ${data.roleCode}`);
  if (type === 'PartnerRoleRevoked') person.roles.delete(`${organization} ${data.roleCode}`);
  if (type === 'IdentityLinked') person.isLinked = true;
  if (type === 'IdentityUnlinked') person.isLinked = false;
  const [, word] = /^PartnerUserAccess(Granted|Suspended|Restored|Revoked)$/.exec(type) ?? [];
  if (word === 'Granted') person.access = { organization, status: 'active' };
  else if (word !== undefined && person.access !== undefined) {
    person.access.status = { Suspended: 'suspended', Restored: 'active', Revoked: 'none' }[word] ?? word;
  }
};

const standingOf = (
  { partner, roles, access, isLinked }: Person,
  organizations: ReadonlyMap<string, string>,
): Standing => {
  const hasRole = [...roles].some((role) => partner !== undefined && role.startsWith(`${partner} `));
  const isActive = access?.status === 'active';
  const hasAccess = isActive || access?.status === 'suspended';
  if (partner === undefined) return { flavor: 'ACCOUNT_CONTACT', canSignIn: false };
  if (!hasRole) return { flavor: 'PARTNER_CONTACT', canSignIn: false };
  return {
    flavor: hasAccess ? 'PARTNER_USER' : 'PARTNER_RESOURCE',
    canSignIn:
      isActive && isLinked && access?.organization === partner && organizations.get(partner) === 'Activated',
  };
};
