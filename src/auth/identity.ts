import type { ActorReference } from '../../events';
import type { Actor } from '../domain/actor';

/** Who sends a request, and until when its token says so. */
export interface Identity {
  readonly actor: Actor;
  /** Milliseconds since 1970 at which the token ends. */
  readonly expiresAtMs: number;
}

/**
 * Answers whose token it is, at once where that is remembered; rejects with an `IdentityError`, and never throws. A
 * later issuer is one more of these.
 */
export type TokenVerifier = (token: string) => Identity | Promise<Identity>;

/**
 * Answers who sends the request, at once where its token is remembered; nobody where it carries no credentials;
 * rejects with an `IdentityError` where they will not do.
 */
export type Identify = (
  authorization: string | undefined,
) => Identity | undefined | Promise<Identity | undefined>;

/** The credentials will not do. Says nothing about why: that would help to guess. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError';
  /** Whose token it is, where that is beyond doubt and only its access has ended. */
  readonly actor: ActorReference | undefined;
  constructor(options?: { readonly cause?: unknown; readonly actor?: ActorReference | undefined }) {
    super('The token is not valid', options);
    this.actor = options?.actor;
  }
}

/** The most characters of an `Authorization` header. */
export const AUTHORIZATION_CHARACTERS_MAX = 8_192;

/** Reads `Bearer <token>` (RFC 6750); any other credentials are refused rather than overlooked. */
export const identifyBy =
  (verify: TokenVerifier): Identify =>
  (authorization) => {
    if (authorization === undefined) return undefined;
    const token = bearerToken(authorization);
    return token === undefined ? Promise.reject(new IdentityError()) : verify(token);
  };

const bearerToken = (authorization: string): string | undefined =>
  authorization.length > AUTHORIZATION_CHARACTERS_MAX
    ? undefined
    : /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1];
