import { createHash } from 'node:crypto';
import './compile-once';
import {
  getCedarVersion,
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  preparseSchema,
  statefulIsAuthorized,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { ActorKind } from '../../../events';
import type { Right } from './operations';
import { RELATIONS, type Relation } from './relations';

/** What the policy says of one cell: allowed, or denied, by a rule of its own where that names a code. */
export interface Ruling {
  readonly allowed: boolean;
  readonly code?: string;
}

/** A policy that has passed its validation. */
export interface PolicyEngine {
  /** Changes whenever a rule changes; recorded with every event. */
  readonly version: string;
  rule(kind: ActorKind, right: Right, relation: Relation): Ruling;
}

/**
 * Validates policy and schema strictly and answers decisions by table look-up: there are finitely many
 * cells, each is evaluated once. Throws where the policy is not valid, so that nothing starts with it.
 */
export const openPolicyEngine = (policyText: string, schemaText: string): PolicyEngine => {
  const parts = policySetTextToParts(policyText);
  if (parts.type === 'failure') throw new Error(`expected a Cedar policy, got ${messagesOf(parts.errors)}`);
  const policies = Object.fromEntries(parts.policies.map((text, index) => [`policy${index}`, text]));
  const validated = validate({
    schema: schemaText,
    policies: { staticPolicies: policies },
    validationSettings: { mode: 'strict' },
  });
  if (validated.type === 'failure')
    throw new Error(`expected a valid access policy, got ${messagesOf(validated.errors)}`);
  const complaints = [...validated.validationErrors, ...validated.validationWarnings];
  if (complaints.length > 0) {
    const texts = complaints.map(({ policyId, error }) => `${policyId}: ${error.message}`);
    throw new Error(`expected a valid access policy, got ${texts.join('; ')}`);
  }
  const version = createHash('sha256')
    .update(JSON.stringify([getCedarVersion(), schemaText, policyText, RELATIONS]))
    .digest('hex')
    .slice(0, VERSION_CHARACTERS);
  return tableOf(version, policies, schemaText);
};

/** Enough of the digest that no two policies share it. */
const VERSION_CHARACTERS = 32;

const tableOf = (
  version: string,
  policies: Readonly<Record<string, string>>,
  schemaText: string,
): PolicyEngine => {
  preparsed(preparseSchema(version, schemaText));
  preparsed(preparsePolicySet(version, { staticPolicies: { ...policies } }));
  const codes = new Map(Object.entries(policies).flatMap(([id, text]) => codeOf(id, text)));
  const table = new Map<ActorKind, Map<Right, Map<Relation, Ruling>>>();
  const rule: PolicyEngine['rule'] = (kind, right, relation) => {
    const known = table.get(kind)?.get(right)?.get(relation);
    if (known !== undefined) return known;
    const ruling = evaluated(version, codes, kind, right, relation);
    rowOf(rowOf(table, kind), right).set(relation, ruling);
    return ruling;
  };
  return { version, rule };
};

const rowOf = <Key, Inner, Value>(table: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> => {
  const row = table.get(key) ?? new Map<Inner, Value>();
  table.set(key, row);
  return row;
};

const evaluated = (
  version: string,
  codes: ReadonlyMap<string, string>,
  kind: ActorKind,
  right: Right,
  relation: Relation,
): Ruling => {
  const answer = statefulIsAuthorized({
    principal: { type: 'Actor', id: kind },
    action: { type: 'Action', id: right },
    resource: { type: 'Subject', id: 'subject' },
    context: { ...RELATIONS[relation] },
    entities: [],
    validateRequest: true,
    preparsedSchemaName: version,
    preparsedPolicySetId: version,
  });
  if (answer.type === 'failure')
    throw new Error(`expected a decision on ${kind} ${right} ${relation}, got ${messagesOf(answer.errors)}`);
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0)
    throw new Error(`expected rules that can be evaluated, got an error on ${kind} ${right} ${relation}`);
  if (decision === 'allow') return { allowed: true };
  // In the order of the text, so that the first rule that forbids names the code.
  const code = [...diagnostics.reason].sort(byNumber).flatMap((id) => codes.get(id) ?? [])[0];
  return code === undefined ? { allowed: false } : { allowed: false, code };
};

const byNumber = (a: string, b: string): number => Number(a.slice(6)) - Number(b.slice(6));

const codeOf = (id: string, text: string): readonly (readonly [string, string])[] => {
  const parsed = policyToJson(text);
  const code = parsed.type === 'success' ? parsed.json.annotations?.code : undefined;
  return typeof code === 'string' ? [[id, code]] : [];
};

const preparsed = (answer: ReturnType<typeof preparseSchema>): void => {
  if (answer.type === 'failure')
    throw new Error(`expected a policy that parses, got ${messagesOf(answer.errors)}`);
};

const messagesOf = (errors: readonly { readonly message: string }[]): string =>
  errors.map(({ message }) => message).join('; ');
