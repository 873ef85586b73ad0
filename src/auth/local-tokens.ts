import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Actor } from '../domain/actor';
import { ACTOR_KINDS } from './actor-kinds';
import { type Identity, IdentityError, type TokenVerifier } from './identity';
import { isPartnersOwn } from './policy';
import { RememberedTokens } from './remembered-tokens';

/** Who signs local development tokens, and for whom. */
export const LOCAL_ISSUER = 'liaison-local';
export const AUDIENCE = 'liaison';
/** The longest a local token may be used after it was made. */
export const LOCAL_TOKEN_AGE_MAX_S = 7 * 24 * 60 * 60;
/** How far the clocks of issuer and server may differ. */
const CLOCK_TOLERANCE_S = 5;
const ALGORITHM = 'HS256';
const TYPE = 'at+jwt';

/** A partner's person without a partner would be bound to nothing. */
function isOfSomePartner({
  kind,
  partnerOrganizationId,
}: Pick<Actor, 'kind'> & { readonly partnerOrganizationId?: string | undefined }): boolean {
  return partnerOrganizationId !== undefined || !isPartnersOwn({ kind });
}

/** A local token to make: whose, with which key, and how long it lasts. */
export interface LocalToken {
  readonly actor: Actor;
  readonly key: Uint8Array;
  readonly lifetimeSeconds: number;
  /** Milliseconds since 1970 at which it begins. */
  readonly nowMs?: number;
}

/** Makes a token for trying the product out; a production server refuses it. */
export const signLocalToken = (wanted: LocalToken): Promise<string> => {
  const { actor, key, lifetimeSeconds, nowMs = Date.now() } = wanted;
  if (!(lifetimeSeconds > 0 && lifetimeSeconds <= LOCAL_TOKEN_AGE_MAX_S)) {
    throw new Error(`Expected a lifetime of 1 to ${LOCAL_TOKEN_AGE_MAX_S} seconds, got ${lifetimeSeconds}`);
  }
  if (!isOfSomePartner(actor)) {
    throw new Error(`Expected the partnerOrganizationId of a ${actor.kind}, got none`);
  }
  const { id, ...claims } = actor;
  const issuedAt = Math.floor(nowMs / 1_000);
  return new SignJWT({ ...claims, scopes: claims.scopes === undefined ? undefined : [...claims.scopes] })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setIssuer(LOCAL_ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(id)
    .setJti(randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + Math.floor(lifetimeSeconds))
    .sign(key);
};

/** Takes tokens made with this key and no others: every claim that jose would overlook is asked for. */
export const localTokenVerifier = (key: Uint8Array): TokenVerifier => {
  const remembered = new RememberedTokens<Identity>();
  const verified = async (token: string): Promise<Identity> => {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        issuer: LOCAL_ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        requiredClaims: ['exp', 'iat', 'sub'],
        maxTokenAge: LOCAL_TOKEN_AGE_MAX_S,
        clockTolerance: CLOCK_TOLERANCE_S,
      });
      return remembered.keep(token, key, identityFrom(payload));
    } catch (fault) {
      if (fault instanceof errors.JOSEError || fault instanceof z.ZodError)
        throw new IdentityError({ cause: fault });
      throw fault;
    }
  };
  return (token) => remembered.findWith(token, key) ?? verified(token);
};

const CLAIMS = z
  .object({
    sub: z.string().min(1).max(200),
    exp: z.number(),
    kind: z.enum(ACTOR_KINDS),
    contactId: z.uuid().optional(),
    partnerOrganizationId: z.uuid().optional(),
    scopes: z.array(z.string().min(1).max(50)).max(50).optional(),
  })
  .refine(isOfSomePartner);

const identityFrom = (payload: unknown): Identity => {
  const { sub, exp, kind, contactId, partnerOrganizationId, scopes } = CLAIMS.parse(payload);
  return {
    actor: {
      kind,
      id: sub,
      ...(contactId === undefined ? {} : { contactId }),
      ...(partnerOrganizationId === undefined ? {} : { partnerOrganizationId }),
      ...(scopes === undefined ? {} : { scopes }),
    },
    expiresAtMs: exp * 1_000,
  };
};
