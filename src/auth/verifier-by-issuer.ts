import { decodeJwt } from 'jose';
import { type Identity, IdentityError, type TokenVerifier } from './identity';
import { reasonOf, refusedBecause } from './refused';
import { TOKENS_REMEMBERED_MAX } from './remembered-tokens';

/**
 * Hands a token to the verifier of the issuer it names. The name is not believed by that: it only picks
 * whose rules and keys the token is checked with, and those ask for this very name again.
 */
export const verifierByIssuer = (verifiers: ReadonlyMap<string, TokenVerifier>): TokenVerifier => {
  // What a token names is read from its text alone, so it is the same the next time.
  const named = new Map<string, TokenVerifier>();
  const verifiedAtFirst = async (token: string): Promise<Identity> => {
    const issuer = issuerNamedIn(token);
    const verify = typeof issuer === 'string' ? verifiers.get(issuer) : undefined;
    if (verify === undefined) throw refusedBecause('UNKNOWN_ISSUER');
    const identity = await verify(token);
    if (named.size >= TOKENS_REMEMBERED_MAX) named.clear();
    named.set(token, verify);
    return identity;
  };
  return (token) => {
    const known = named.get(token);
    return known === undefined ? verifiedAtFirst(token) : known(token);
  };
};

const issuerNamedIn = (token: string): unknown => {
  try {
    return decodeJwt(token).iss;
  } catch {
    throw refusedBecause('NO_JWT');
  }
};

/** Tells the reason of each token that is not taken, to whoever may know it. */
export const tellingReasons =
  (verify: TokenVerifier, tell: (reason: string) => void): TokenVerifier =>
  (token) => {
    const verified = verify(token);
    if (!(verified instanceof Promise)) return verified;
    return verified.catch((fault: unknown) => {
      if (fault instanceof IdentityError) tell(reasonOf(fault));
      throw fault;
    });
  };
