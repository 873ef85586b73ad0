import type { ActorKind } from '../../events';
import type { Actor } from '../domain/actor';
import { ACTOR_KINDS } from './actor-kinds';

/**
 * Recorded with every event: the version of the rules that allowed its command. Raise it when a rule changes.
 */
export const POLICY_VERSION = '1';

export type Verdict = 'ALLOW' | 'UNAUTHENTICATED' | 'FORBIDDEN';

/** What a decision is about, where it is about one partner organization. */
export interface Relation {
  readonly partnerOrganizationId?: string | undefined;
}

/**
 * Who may do what: one row an operation, one mark an actor kind, in the order of ACTOR_KINDS. A =
 * administrator, C = channel manager, S = sales representative, V = service, U = auditor, N = analytics
 * subscriber, P = partner administrator, p = partner user; `.` = not allowed. A partner's people get no
 * further than their own organization (mayRead, mayCommand), so what cannot be bound to one organization is
 * not theirs.
 */
const TABLE = {
  registerPartnerOrganization: /*      */ 'AC.V....',
  activatePartnerOrganization: /*      */ 'AC......',
  suspendPartnerOrganization: /*       */ 'AC......',
  reactivatePartnerOrganization: /*    */ 'AC......',
  terminatePartnerOrganization: /*     */ 'AC......',
  setAllowedRoles: /*                  */ 'AC......',
  setEmailDomains: /*                  */ 'AC......',
  setParentOrganization: /*            */ 'AC.V....',
  assignChannelManager: /*             */ 'AC......',
  appointHierarchyHead: /*             */ 'AC....P.',
  defineRole: /*                       */ 'A.......',
  retireRole: /*                       */ 'A.......',
  registerAccount: /*                  */ 'ACSV....',
  registerContact: /*                  */ 'ACSV....',
  correctContactDetails: /*            */ 'ACSV..P.',
  affiliateContact: /*                 */ 'ACSV....',
  endAffiliation: /*                   */ 'AC.V..P.',
  assignPartnerRole: /*                */ 'AC.V..P.',
  changeResourceManager: /*            */ 'AC.V..P.',
  revokePartnerRole: /*                */ 'AC.V..P.',
  grantPartnerUserAccess: /*           */ 'AC.V..P.',
  suspendPartnerUserAccess: /*         */ 'AC.V..P.',
  restorePartnerUserAccess: /*         */ 'AC.V..P.',
  revokePartnerUserAccess: /*          */ 'AC.V..P.',
  extendPartnerUserAccess: /*          */ 'AC.V..P.',
  invitePartnerUser: /*                */ 'AC.V..P.',
  resendInvitation: /*                 */ 'AC.V..P.',
  cancelInvitation: /*                 */ 'AC.V..P.',
  acceptInvitation: /*                 */ 'A..V....',
  linkIdentity: /*                     */ 'A..V....',
  unlinkIdentity: /*                   */ 'A..V....',
  manageUserDetails: /*                */ 'AC.V..P.',
  contact: /*                          */ 'ACSVU.Pp',
  partnerContacts: /*                  */ 'ACSVU.Pp',
  contactSearch: /*                    */ 'ACSVU.Pp',
  contactFlavorHistory: /*             */ 'ACSVU...',
  partnerOrganization: /*              */ 'ACSVUNPp',
  partnerOrganizations: /*             */ 'ACSVUN..',
  partnerHierarchy: /*                 */ 'ACSVU.Pp',
  resourceRoles: /*                    */ 'ACSVUNPp',
  account: /*                          */ 'ACSVU...',
  accounts: /*                         */ 'ACSVU...',
  status: /*                           */ 'ACSVUN..',
  events: /*                           */ 'ACSVUN..',
} as const;

export type Operation = keyof typeof TABLE;

/** Every operation the policy knows: each mutation, query and subscription of the schema. */
export const OPERATIONS = Object.keys(TABLE) as readonly Operation[];

/**
 * Whether the actor's kind may do the operation at all. An operation the table does not know is our fault.
 */
export const allowed = (actor: Actor | undefined, operation: string): Verdict => {
  const row = rowOf(operation);
  if (actor === undefined) return 'UNAUTHENTICATED';
  return row[columnOf(actor.kind)] === '.' ? 'FORBIDDEN' : 'ALLOW';
};

/**
 * Whether the actor may see what belongs to the organization: a partner's people only what is of their own.
 */
export const mayRead = (actor: Actor, relation: Relation): boolean =>
  !isPartnersOwn(actor) || isOfOwnOrganization(actor, relation);

/** Whether the actor may change what belongs to the organization; the same rule as for reading, for now. */
export const mayCommand = (actor: Actor, relation: Relation): boolean => mayRead(actor, relation);

/** Whether the actor is one of a partner's people, not of the brand owner's. */
export const isPartnersOwn = ({ kind }: Pick<Actor, 'kind'>): boolean =>
  kind === 'PARTNER_ADMINISTRATOR' || kind === 'PARTNER_USER';

const isOfOwnOrganization = (actor: Actor, { partnerOrganizationId }: Relation): boolean =>
  partnerOrganizationId !== undefined && actor.partnerOrganizationId === partnerOrganizationId;

const rowOf = (operation: string): string => {
  if (!Object.hasOwn(TABLE, operation)) {
    throw new Error(`Expected an operation of the access policy, got ${operation}: add its row to policy.ts`);
  }
  return TABLE[operation as Operation];
};

const columnOf = (kind: ActorKind): number => {
  const column = ACTOR_KINDS.indexOf(kind);
  if (column < 0) throw new Error(`Expected an actor kind of the access policy, got ${kind}`);
  return column;
};
