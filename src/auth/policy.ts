import type { ActorKind } from '../../events';
import type { Actor } from '../domain/actor';
import type { RefusalCode } from '../domain/decision';
import { ACTOR_KINDS } from './actor-kinds';
import { openPolicyEngine } from './policy/engine';
import { type Right, rightOf, type SubjectKind, subjectKindOf } from './policy/operations';
import { POLICY_TEXT } from './policy/policy-text';
import { possibleRelations, type Relation } from './policy/relations';
import { SCHEMA_TEXT } from './policy/schema-text';

export { OPERATIONS, type Operation, RIGHTS, type Right } from './policy/operations';
export { isPartnersOwn, type Relation } from './policy/relations';

// Validated when this is loaded: nothing starts with a policy that is not valid.
const engine = openPolicyEngine(POLICY_TEXT, SCHEMA_TEXT);

/** Recorded with every event: the version of the rules that allowed its command. Follows from their text. */
export const POLICY_VERSION = engine.version;

export type Verdict = 'ALLOW' | 'UNAUTHENTICATED' | 'FORBIDDEN';

/**
 * Whether the actor's kind may do the operation in any relation at all. An operation the policy does not
 * know is our fault.
 */
export const allowed = (actor: Pick<Actor, 'kind'> | undefined, operation: string): Verdict => {
  const right = rightOf(operation);
  if (actor === undefined) return 'UNAUTHENTICATED';
  return mayAnywhere(knownKind(actor.kind), right) ? 'ALLOW' : 'FORBIDDEN';
};

/** Whether an actor of the kind may do it to a subject it stands so to. */
export const permits = (kind: ActorKind, right: Right, relation: Relation): boolean =>
  engine.rule(knownKind(kind), right, relation).allowed;

/**
 * Why an actor of the kind may not do it to a subject it stands so to; undefined where it may. What it may
 * not see is for it not there, so the refusal says the same as of something missing.
 */
export const denial = (kind: ActorKind, right: Right, relation: Relation): RefusalCode | undefined => {
  const ruling = engine.rule(knownKind(kind), right, relation);
  if (ruling.allowed) return undefined;
  // The codes in the policy are refusal codes, which a test makes sure of.
  if (ruling.code !== undefined) return ruling.code as RefusalCode;
  if (!mayAnywhere(kind, right)) return 'FORBIDDEN';
  return permits(kind, SEEN_BY[subjectKindOf(right)], relation) ? 'FORBIDDEN' : 'NOT_FOUND';
};

/** The relations in which the kind may do it: what a list filter is made from. Found once for each kind and right. */
export const relationsPermitted = (kind: ActorKind, right: Right): readonly Relation[] => {
  const known = permitted.get(kind)?.get(right);
  if (known !== undefined) return known;
  const relations = possibleRelations(kind, subjectKindOf(right)).filter((relation) =>
    permits(kind, right, relation),
  );
  permitted.set(kind, new Map(permitted.get(kind)).set(right, relations));
  return relations;
};

const permitted = new Map<ActorKind, ReadonlyMap<Right, readonly Relation[]>>();

const mayAnywhere = (kind: ActorKind, right: Right): boolean => relationsPermitted(kind, right).length > 0;

/** Who may do this sees the subject. */
const SEEN_BY: Readonly<Record<SubjectKind, Right>> = {
  person: 'contact',
  organization: 'partnerOrganization',
  team: 'account',
  member: 'teamMember',
  everybody: 'resourceRoles',
};

const knownKind = (kind: ActorKind): ActorKind => {
  if (!ACTOR_KINDS.includes(kind))
    throw new Error(`Expected an actor kind of the access policy, got ${kind}`);
  return kind;
};
