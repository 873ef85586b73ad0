import type { JWTPayload } from 'jose';
import type { ActorKind } from '../../../events';
import type { IssuerSettings } from './issuer-schema';

/** The most characters of a subject; an actor's id is the issuer's name, `|` and the subject. */
export const SUBJECT_CHARACTERS_MAX = 175;
/** The most values of a claim that are looked at. */
export const CLAIM_VALUES_MAX = 500;

/** Visible ASCII without `@`: a subject is recorded for good, so it may be no address of a person. */
const SUBJECT = /^[!-?A-~]+$/;

/**
 * Whose token it is at its issuer; undefined where the claim holds nothing that can stand for a person for
 * good.
 */
export const subjectIn = (payload: JWTPayload, { subjectClaim }: IssuerSettings): string | undefined => {
  const subject = ownValue(payload, subjectClaim);
  return typeof subject === 'string' && subject.length <= SUBJECT_CHARACTERS_MAX && SUBJECT.test(subject)
    ? subject
    : undefined;
};

/**
 * The one kind of actor that the token's groups or roles mean; undefined where it is none or more than one.
 */
export const kindIn = (
  payload: JWTPayload,
  { rolesClaim, kinds }: Extract<IssuerSettings, { readonly rolesClaim: unknown }>,
): ActorKind | undefined => {
  const found = rolesClaim.reduce(ownValue, payload as unknown);
  const meant = new Set(wordsOf(found).flatMap((word) => ownValue(kinds, word) ?? []));
  const [kind] = meant;
  return meant.size === 1 ? (kind as ActorKind) : undefined;
};

/**
 * Whether the token is one that Liaison must not take for an access token, though its header does not say
 * so.
 */
export const isOfAnotherPurpose = (payload: JWTPayload): boolean =>
  ['nonce', 'at_hash', 'c_hash', 'events'].some((name) => Object.hasOwn(payload, name)) ||
  (Object.hasOwn(payload, 'typ') && !ACCESS_TYPES.has(String(payload.typ).toLowerCase()));

const ACCESS_TYPES: ReadonlySet<string> = new Set(['bearer', 'at+jwt', 'jwt']);

/** A claim is a list of texts, or one text of words with blanks between them, as `scope` is. */
const wordsOf = (value: unknown): readonly string[] => {
  const words: readonly unknown[] =
    typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value : [];
  return words.length > CLAIM_VALUES_MAX ? [] : words.filter((word) => typeof word === 'string');
};

const ownValue = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
