import {
  decodeProtectedHeader,
  errors,
  type JWTHeaderParameters,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { IdentityError } from '../identity';
import { refusedBecause } from '../refused';
import type { RememberedTokens } from '../remembered-tokens';
import { isOfAnotherPurpose } from './claims';
import type { IssuerSettings } from './issuer-schema';
import { KeysUnavailable } from './key-set';

/** How far the clocks of issuer and server may differ. */
export const CLOCK_TOLERANCE_S = 5;

/** What a good token says. */
export interface VerifiedToken {
  readonly payload: JWTPayload;
  /** Milliseconds since 1970 at which it ends, by its own word or by its age. */
  readonly expiresAtMs: number;
}

/**
 * Checks all there is to check of a token of this issuer; throws an `IdentityError` where one thing is not
 * right.
 */
export const verifiedToken = async (
  token: string,
  settings: IssuerSettings,
  keys: JWTVerifyGetKey,
  remembered: RememberedTokens<VerifiedToken>,
): Promise<VerifiedToken> => {
  try {
    const known = await remembered.find(token, () => keyNamedBy(token, keys));
    if (known !== undefined) return known;
    refuseCritical(token);
    let key: unknown;
    const finding: JWTVerifyGetKey = async (header, parts) => {
      const found = await keys(header, parts);
      key = found;
      return found;
    };
    const { payload } = await jwtVerify(token, finding, {
      algorithms: [...settings.algorithms],
      issuer: settings.issuer,
      audience: settings.audience,
      typ: settings.tokenType,
      requiredClaims: ['exp', 'iat', 'sub'],
      maxTokenAge: settings.maxAgeSeconds,
      clockTolerance: CLOCK_TOLERANCE_S,
    });
    if (typeof payload.sub !== 'string') throw refusedBecause('SUBJECT_NOT_USABLE');
    if (settings.tokenType === 'JWT' && isOfAnotherPurpose(payload)) throw refusedBecause('OTHER_PURPOSE');
    return remembered.keep(token, key, { payload, expiresAtMs: endOf(payload, settings.maxAgeSeconds) });
  } catch (fault) {
    if (fault instanceof KeysUnavailable) throw refusedBecause('KEYS_UNAVAILABLE');
    if (fault instanceof errors.JOSEError) throw new IdentityError({ cause: fault });
    throw fault;
  }
};

/** The key of a token that was checked once, as it is now; jose has seen to it that the header will do. */
const keyNamedBy = (token: string, keys: JWTVerifyGetKey): unknown => {
  const [encoded = '', payload = '', signature = ''] = token.split('.');
  const header = decodeProtectedHeader(token) as JWTHeaderParameters;
  return keys(header, { protected: encoded, payload, signature });
};

/**
 * No extension is known here, so none that must be understood can be (RFC 7515, 4.1.11); jose itself knows
 * `b64`.
 */
const refuseCritical = (token: string): void => {
  const header = headerOf(token);
  if ('crit' in header || 'b64' in header) throw refusedBecause('CRITICAL_EXTENSION');
};

const headerOf = (token: string): object => {
  try {
    return decodeProtectedHeader(token);
  } catch {
    // jose throws a TypeError for what is no header.
    throw refusedBecause('NO_JWT');
  }
};

/** jose has seen to it that both are numbers. */
const endOf = ({ exp = 0, iat = 0 }: JWTPayload, maxAgeSeconds: number): number =>
  Math.min(exp, iat + maxAgeSeconds) * 1_000;
