import type { AccessLevel } from '../../events';
import type { Actor } from '../domain/actor';
import { isPartnersOwn, type Relation } from './policy/relations';

/** What an operation is about, as far as access depends on it. */
export interface SubjectFacts {
  /** The partner organization it is, or belongs to; absent where it belongs to none. */
  readonly partnerOrganizationId?: string | undefined;
  /** Whether the actor is the channel manager of that organization now. */
  readonly managed?: boolean | undefined;
  /** The contact it is, where it is one. */
  readonly contactId?: string | undefined;
  /** Whether it is about what the contact is to another organization than its partner. */
  readonly elsewhere?: boolean | undefined;
}

/** What a team lets somebody do, where the subject is an account, an opportunity or a row of their teams. */
export interface TeamFacts {
  readonly onTeam: boolean;
  /** NONE unless the member can sign in and is covered now (domain.md, section 4). */
  readonly effectiveLevel: AccessLevel;
  /** The company of the member, where the subject is a row of the team. */
  readonly memberPartnerId?: string;
}

/**
 * The one place that says how an actor stands to a subject: from what both are now, never from what a token
 * claims about the subject.
 */
export const relationOf = (actor: Actor, subject: SubjectFacts): Relation => {
  const { partnerOrganizationId, managed = false, contactId, elsewhere = false } = subject;
  if (partnerOrganizationId === undefined) return 'unaffiliated';
  if (isPartnersOwn(actor)) {
    // To which accounts its people belong is not a partner’s business.
    if (elsewhere) return 'unaffiliated';
    if (actor.partnerOrganizationId !== partnerOrganizationId) return 'foreign';
    return contactId !== undefined && contactId === actor.contactId ? 'self' : 'own';
  }
  return managed && actor.kind === 'CHANNEL_MANAGER' ? 'managed' : 'foreign';
};

/** The same for what has a team. Without a team there is nobody on it. */
export const teamRelationOf = (actor: Actor, team: TeamFacts | undefined): Relation => {
  if (team === undefined || !team.onTeam) return 'off-team';
  if (team.memberPartnerId === undefined) return LEVELS[team.effectiveLevel];
  if (team.effectiveLevel === 'NONE') return 'team-none';
  return team.memberPartnerId === actor.partnerOrganizationId ? 'team-colleague' : 'team-stranger';
};

/** Whether the actor is the one who looks after an organization with this channel manager. */
export const isManagedBy = (actor: Actor, channelManagerId: string | undefined): boolean =>
  actor.kind === 'CHANNEL_MANAGER' && channelManagerId === actor.id;

const LEVELS = {
  NONE: 'team-none',
  READ: 'team-read',
  EDIT: 'team-edit',
  FULL: 'team-full',
} as const satisfies Readonly<Record<AccessLevel, Relation>>;
