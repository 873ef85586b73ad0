import { type ContactStanding, partnerOf } from '../../events';
import type { Contact } from '../../src/domain/contact/contact';

/** What is wrong with a contact after any one event, whatever led to it. Empty where nothing is. */
export const inconsistencies = ({ standing }: Contact, instant: string): readonly string[] =>
  RULES.filter(([, isKept]) => !isKept(standing, instant)).map(([rule]) => rule);

type Rule = readonly [string, (standing: ContactStanding, instant: string) => boolean];

const isLive = ({ access }: ContactStanding): boolean =>
  access?.status === 'ACTIVE' || access?.status === 'SUSPENDED';

const RULES: readonly Rule[] = [
  [
    'belongs to one partner at most',
    ({ affiliations }) => affiliations.filter((one) => one.organizationKind === 'PARTNER').length <= 1,
  ],
  [
    'holds roles of its own partner only, and each once',
    (standing) =>
      standing.roles.every((role) => role.partnerOrganizationId === partnerOf(standing)) &&
      new Set(standing.roles.map(({ roleCode }) => roleCode)).size === standing.roles.length,
  ],
  [
    'has live access at its own partner only',
    (standing) => !isLive(standing) || standing.access?.partnerOrganizationId === partnerOf(standing),
  ],
  [
    'has live access only with a role in effect',
    (standing) => !isLive(standing) || standing.roles.some((r) => r.inEffect),
  ],
  [
    'reports to somebody only as a resource',
    ({ managerId, roles }) => managerId === undefined || roles.length > 0,
  ],
  [
    'is invited only while its identity is not linked',
    ({ invitation, identityKey }) => invitation?.status !== 'PENDING' || identityKey === undefined,
  ],
];
