import { createPublicKey } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

/** The most keys of one issuer. */
export const KEYS_MAX = 100;
/** The most bytes of a set of keys, or of what an issuer says of itself. */
export const KEY_SET_BYTES_MAX = 256 * 1_024;
const RSA_BITS_MIN = 2_048;

/**
 * An issuer's keys cannot be had or will not do. Its message names no key and quotes nothing that was sent.
 */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

const MEMBERS = z.looseObject({
  kty: z.string(),
  kid: z.string().max(200).optional(),
  use: z.string().optional(),
});
const SET = z.object({ keys: z.array(MEMBERS).min(1).max(KEYS_MAX) });
const PUBLIC_TYPES: ReadonlySet<string> = new Set(['RSA', 'EC', 'OKP']);

/** Takes the public signature keys of a JWKS (RFC 7517); throws `KeysUnavailable` where there is none. */
export const keySetOf = (jwks: unknown): JWTVerifyGetKey => {
  const read = SET.safeParse(jwks);
  if (!read.success) throw new KeysUnavailable(`Expected a JWKS of 1 to ${KEYS_MAX} keys`);
  if (read.data.keys.some((key) => Object.hasOwn(key, 'd')))
    throw new KeysUnavailable('Expected public keys, got a private one');
  const keys = read.data.keys.filter(isUsable);
  if (keys.length === 0)
    throw new KeysUnavailable(`Expected a public RSA (${RSA_BITS_MIN} bits or more), EC or OKP key`);
  // Read just above; only the exactness of jose's optional members keeps the types apart.
  return createLocalJWKSet({ keys } as JSONWebKeySet);
};

/**
 * Keys of other sorts, for encryption, too short or broken ones are passed over: one of them must not stop
 * the rest.
 */
const isUsable = (key: z.output<typeof MEMBERS>): boolean => {
  if (!PUBLIC_TYPES.has(key.kty) || (key.use !== undefined && key.use !== 'sig')) return false;
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key, format: 'jwk' });
    return key.kty !== 'RSA' || (asymmetricKeyDetails?.modulusLength ?? 0) >= RSA_BITS_MIN;
  } catch {
    return false;
  }
};
