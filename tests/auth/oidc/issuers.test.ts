import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdentityError, type TokenVerifier } from '../../../src/auth/identity';
import { ALGORITHMS } from '../../../src/auth/oidc/algorithms';
import { openVerifier } from '../../../src/auth/open-verifier';
import { type Different, type Key, newKey, nowS, tokenOf } from './issuer';
import { employees } from './product-server';

const ISSUER = 'https://login.brand.example/realms/brand';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaison-issuer-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const nobody = { contactOfIdentity: async () => undefined, userOf: async () => undefined };

/** The verifier of a production server with this one issuer. */
const verifierOf = async (key: Key, settings: object = {}): Promise<TokenVerifier> => {
  const issuersFile = join(folder, 'issuers.json');
  writeFileSync(join(folder, 'keys.json'), JSON.stringify({ keys: [key.jwk] }));
  const issuer = employees(ISSUER, { algorithms: [key.alg], jwks: { file: 'keys.json' }, ...settings });
  writeFileSync(issuersFile, JSON.stringify([issuer]));
  const listeners = { onFault: () => undefined, onRefused: () => undefined };
  return (await openVerifier({ production: true, dataFolder: folder, issuersFile }, listeners))(nobody);
};

const kindOf = async (key: Key, settings: object, different: Different): Promise<string> => {
  const verify = await verifierOf(key, settings);
  try {
    return (await verify(await tokenOf(ISSUER, key, different))).actor.kind;
  } catch (fault) {
    if (fault instanceof IdentityError) return 'refused';
    throw fault;
  }
};

const roles = ['channel-team'];

test.each(ALGORITHMS)('A token signed by %s is taken where the issuer has it on its list', async (alg) => {
  expect(await kindOf(await newKey('k', alg), {}, { claims: { roles } })).toBe('CHANNEL_MANAGER');
});

describe('an issuer', () => {
  let key: Key;
  beforeAll(async () => {
    key = await newKey('k', 'ES256');
  });

  test.each<[string, object, Different, string]>([
    [
      'roles in nested claims',
      { rolesClaim: ['realm_access', 'roles'] },
      { claims: { realm_access: { roles } } },
      'CHANNEL_MANAGER',
    ],
    [
      'a claim named by an address',
      { rolesClaim: 'https://b.example/r' },
      { claims: { 'https://b.example/r': roles } },
      'CHANNEL_MANAGER',
    ],
    [
      'words in one text',
      { rolesClaim: 'scope' },
      { claims: { scope: 'openid channel-team' } },
      'CHANNEL_MANAGER',
    ],
    [
      'another claim for the subject',
      { subjectClaim: 'oid' },
      { claims: { roles, oid: 'o-1' } },
      'CHANNEL_MANAGER',
    ],
    ['another claim for the subject, absent', { subjectClaim: 'oid' }, { claims: { roles } }, 'refused'],
    [
      'plain JWT where that is set',
      { tokenType: 'JWT' },
      { claims: { roles, typ: 'Bearer' }, header: { typ: 'JWT' } },
      'CHANNEL_MANAGER',
    ],
    [
      'no type where JWT is set',
      { tokenType: 'JWT' },
      { claims: { roles }, header: { typ: undefined } },
      'refused',
    ],
    [
      'an ID token where JWT is set',
      { tokenType: 'JWT' },
      { claims: { roles, typ: 'ID' }, header: { typ: 'JWT' } },
      'refused',
    ],
    [
      'a nonce where JWT is set',
      { tokenType: 'JWT' },
      { claims: { roles, nonce: 'n' }, header: { typ: 'JWT' } },
      'refused',
    ],
    [
      'a logout token where JWT is set',
      { tokenType: 'JWT' },
      { claims: { roles, events: {} }, header: { typ: 'JWT' } },
      'refused',
    ],
    [
      'the full name of the type',
      {},
      { claims: { roles }, header: { typ: 'application/at+jwt' } },
      'CHANNEL_MANAGER',
    ],
    [
      'one audience among several',
      {},
      { claims: { roles, aud: ['x', 'https://liaison.example/api'] } },
      'CHANNEL_MANAGER',
    ],
    ['no name of its only key', {}, { claims: { roles }, header: { kid: undefined } }, 'CHANNEL_MANAGER'],
    ['too many groups', {}, { claims: { roles: [...roles, ...Array(500).fill('x')] } }, 'refused'],
  ])('with %s: %p', async (_what, settings, different, expected) => {
    expect(await kindOf(key, settings, different)).toBe(expected);
  });

  test('with an end within the tolerance', async () => {
    // Made now: the tolerance is a few seconds, which a busy machine may need to come here.
    expect(await kindOf(key, {}, { claims: { roles, exp: nowS() - 1 } })).toBe('CHANNEL_MANAGER');
  });

  test('ends an identity with the token or with its greatest age, whichever comes first', async () => {
    const verify = await verifierOf(key, { maxAgeSeconds: 60 });
    const iat = nowS() - 10;
    const ends = async (exp: number) =>
      (await verify(await tokenOf(ISSUER, key, { claims: { roles, iat, exp } }))).expiresAtMs / 1_000 - iat;
    expect([await ends(iat + 30), await ends(iat + 3_600)]).toEqual([30, 60]);
  });

  test('in production takes no local token', async () => {
    const verify = await verifierOf(key);
    const local = await tokenOf('liaison-local', key, { claims: { kind: 'ADMINISTRATOR' } });
    await expect(verify(local)).rejects.toBeInstanceOf(IdentityError);
  });
});
