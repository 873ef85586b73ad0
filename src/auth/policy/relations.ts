import type { ActorKind } from '../../../events';
import type { SubjectKind } from './operations';

/** What the policy is told about actor and subject. Nothing else counts, so there are few distinct ones. */
export interface RelationFacts {
  readonly grantCurrent: boolean;
  readonly subjectHasPartner: boolean;
  readonly samePartner: boolean;
  readonly isSelf: boolean;
  readonly managesPartner: boolean;
  readonly hasTeam: boolean;
  readonly onTeam: boolean;
  /** Effective level on the team: 0 NONE, 1 READ, 2 EDIT, 3 FULL. */
  readonly effectiveLevel: number;
}

const stranger: RelationFacts = {
  grantCurrent: true,
  subjectHasPartner: false,
  samePartner: false,
  isSelf: false,
  managesPartner: false,
  hasTeam: false,
  onTeam: false,
  effectiveLevel: 0,
};
const ofPartner: RelationFacts = { ...stranger, subjectHasPartner: true };
const ofTeam: RelationFacts = { ...stranger, hasTeam: true, onTeam: true };

/** Every relation that an actor can have to a subject; docs/access.md explains each in a sentence. */
export const RELATIONS = {
  self: { ...ofPartner, samePartner: true, isSelf: true },
  own: { ...ofPartner, samePartner: true },
  managed: { ...ofPartner, managesPartner: true },
  foreign: ofPartner,
  unaffiliated: stranger,
  'off-team': { ...ofTeam, onTeam: false },
  'team-none': ofTeam,
  'team-read': { ...ofTeam, effectiveLevel: 1 },
  'team-edit': { ...ofTeam, effectiveLevel: 2 },
  'team-full': { ...ofTeam, effectiveLevel: 3 },
  'team-colleague': { ...ofTeam, effectiveLevel: 1, subjectHasPartner: true, samePartner: true },
  'team-stranger': { ...ofTeam, effectiveLevel: 1, subjectHasPartner: true },
  lapsed: {
    ...ofTeam,
    grantCurrent: false,
    subjectHasPartner: true,
    samePartner: true,
    isSelf: true,
    effectiveLevel: 3,
  },
} as const satisfies Readonly<Record<string, RelationFacts>>;

export type Relation = keyof typeof RELATIONS;

const TEAM: readonly Relation[] = ['off-team', 'team-none', 'team-read', 'team-edit', 'team-full'];
const OF_KIND: Readonly<Record<SubjectKind, readonly Relation[]>> = {
  person: ['self', 'own', 'managed', 'foreign', 'unaffiliated'],
  organization: ['own', 'managed', 'foreign', 'unaffiliated'],
  team: TEAM,
  member: ['off-team', 'team-colleague', 'team-stranger'],
  everybody: ['unaffiliated'],
};

/** The relations that an actor of the kind can have to such a subject; the others never occur. */
export const possibleRelations = (kind: ActorKind, subject: SubjectKind): readonly Relation[] => {
  const isPartners = isPartnersOwn({ kind });
  const possible = OF_KIND[subject].filter((relation) => {
    if (relation === 'self' || relation === 'own') return isPartners;
    return relation === 'managed' ? kind === 'CHANNEL_MANAGER' : true;
  });
  return isPartners ? [...possible, 'lapsed'] : possible;
};

/** Whether the actor is one of a partner's people, not of the brand owner's. */
export const isPartnersOwn = ({ kind }: { readonly kind: ActorKind }): boolean =>
  kind === 'PARTNER_ADMINISTRATOR' || kind === 'PARTNER_USER';
