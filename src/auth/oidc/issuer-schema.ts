import { z } from 'zod';
import { ACTOR_KINDS } from '../actor-kinds';
import { LOCAL_ISSUER } from '../local-tokens';
import { ALGORITHMS } from './algorithms';

/** The most issuers one product trusts. */
export const ISSUERS_MAX = 20;
/** The longest a token may be used after it was made, and what holds where nothing is said. */
export const TOKEN_AGE_MAX_S = 86_400;
export const TOKEN_AGE_DEFAULT_S = 7_200;
/** The most values of a claim that are given a meaning. */
export const KIND_VALUES_MAX = 100;
const CLAIM_PATH_MAX = 5;

const text = (max: number) => z.string().min(1).max(max);
const word = (max: number) => text(max).regex(/^\S+$/, 'expected no blanks');
const claim = text(200);

const PARTNERS_KINDS = ['PARTNER_ADMINISTRATOR', 'PARTNER_USER'] as const;
const employeesKind = z.enum(ACTOR_KINDS).exclude(PARTNERS_KINDS);
const servicesKind = z.enum(['SERVICE', 'ANALYTICS_SUBSCRIBER']);

const COMMON = {
  /** Stands before the subject in an actor's id, so that the same subject elsewhere is somebody else. */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,23}$/, 'expected 1 to 24 of a-z, 0-9 and -'),
  issuer: word(500).refine((issuer) => issuer !== LOCAL_ISSUER, 'expected no issuer of local tokens'),
  audience: word(500),
  algorithms: z.array(z.enum(ALGORITHMS)).min(1).max(ALGORITHMS.length),
  jwks: z.union([z.literal('discovery'), z.strictObject({ file: text(1_000) })], {
    error: 'expected "discovery" or {"file": "…"}',
  }),
  tokenType: z.enum(['at+jwt', 'JWT']).default('at+jwt'),
  maxAgeSeconds: z.int().min(60).max(TOKEN_AGE_MAX_S).default(TOKEN_AGE_DEFAULT_S),
  /** The claim that names the person for good. */
  subjectClaim: claim.default('sub'),
};

const meaning = <Kind extends z.ZodType<string>>(kind: Kind) => ({
  /** The claim that holds groups or roles; a list is the way into nested claims. */
  rolesClaim: z.union([claim.transform((name) => [name]), z.array(claim).min(1).max(CLAIM_PATH_MAX)], {
    error: `expected a claim’s name, or a list of 1 to ${CLAIM_PATH_MAX} names`,
  }),
  /** Which of its values means which kind of actor. */
  kinds: z.record(claim, kind).refine((kinds) => between(1, KIND_VALUES_MAX, Object.keys(kinds).length), {
    error: `expected 1 to ${KIND_VALUES_MAX} values`,
  }),
});

const ISSUER = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('employees'), ...COMMON, ...meaning(employeesKind) }),
  z.strictObject({ kind: z.literal('services'), ...COMMON, ...meaning(servicesKind) }),
  z.strictObject({ kind: z.literal('partners'), ...COMMON }),
]);

/** What the file of issuers must be. */
export const ISSUERS = z
  .array(ISSUER)
  .min(1)
  .max(ISSUERS_MAX)
  .superRefine((issuers, check) => {
    for (const field of ['name', 'issuer'] as const) {
      issuers.forEach((settings, index) => {
        const first = issuers.findIndex((other) => other[field] === settings[field]);
        if (first === index) return;
        check.addIssue({
          code: 'custom',
          path: [index, field],
          message: `expected another than [${first}] has`,
        });
      });
    }
  });

/** An identity provider whose tokens are taken, and what they mean. */
export type IssuerSettings = z.output<typeof ISSUER>;

const between = (least: number, most: number, value: number): boolean => value >= least && value <= most;
