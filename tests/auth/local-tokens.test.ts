import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, UnsecuredJWT } from 'jose';
import { IdentityError, identifyBy } from '../../src/auth/identity';
import { LOCAL_KEY_FILE, loadLocalKey, openLocalVerifier } from '../../src/auth/local-key';
import {
  AUDIENCE,
  LOCAL_ISSUER,
  LOCAL_TOKEN_AGE_MAX_S,
  localTokenVerifier,
  signLocalToken,
} from '../../src/auth/local-tokens';
import type { Actor } from '../../src/domain/actor';

const key = new Uint8Array(32).fill(7);
const otherKey = new Uint8Array(32).fill(8);
const verify = localTokenVerifier(key);
const partnerUser: Actor = {
  kind: 'PARTNER_USER',
  id: 'user-1',
  contactId: '0190a6c2-0000-7000-8000-000000000001',
  partnerOrganizationId: '0190a6c2-0000-7000-8000-000000000002',
  scopes: ['opportunities.run'],
};

interface Parts {
  readonly header?: object;
  readonly claims?: object;
  readonly without?: string;
  readonly key?: Uint8Array;
}

const nowS = (): number => Math.floor(Date.now() / 1_000);

/** A token as another maker might make it: good but for what the test changes. */
const token = ({ header = {}, claims = {}, without, key: signedWith = key }: Parts = {}): Promise<string> => {
  const payload: Record<string, unknown> = {
    iss: LOCAL_ISSUER,
    aud: AUDIENCE,
    sub: 'alice',
    iat: nowS(),
    exp: nowS() + 60,
    kind: 'ADMINISTRATOR',
    ...claims,
  };
  if (without !== undefined) delete payload[without];
  return new SignJWT(payload).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...header }).sign(signedWith);
};

describe('a local token', () => {
  test('carries its actor and its end', async () => {
    const nowMs = 1_000 * nowS();
    const { actor, expiresAtMs } = await verify(
      await signLocalToken({ actor: partnerUser, key, lifetimeSeconds: 600, nowMs }),
    );
    expect([actor, expiresAtMs]).toEqual([partnerUser, nowMs + 600_000]);
  });

  test('is taken where another maker made it well', async () => {
    expect((await verify(await token())).actor).toEqual({ kind: 'ADMINISTRATOR', id: 'alice' });
  });

  test.each<[string, Parts]>([
    ['another key', { key: otherKey }],
    ['another algorithm', { header: { alg: 'HS512' }, key: new Uint8Array(64).fill(7) }],
    ['no type', { header: { typ: undefined } }],
    ['the type of an ID token', { header: { typ: 'JWT' } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['another audience', { claims: { aud: 'something-else' } }],
    ['no issuer', { without: 'iss' }],
    ['no audience', { without: 'aud' }],
    ['no end', { without: 'exp' }],
    ['no beginning', { without: 'iat' }],
    ['no subject', { without: 'sub' }],
    ['an empty subject', { claims: { sub: '' } }],
    ['an end that has passed', { claims: { exp: nowS() - 60 } }],
    ['a beginning in the future', { claims: { iat: nowS() + 600, exp: nowS() + 900 } }],
    ['a beginning too long ago', { claims: { iat: nowS() - LOCAL_TOKEN_AGE_MAX_S - 60, exp: nowS() + 60 } }],
    ['a time before which it does not hold', { claims: { nbf: nowS() + 600 } }],
    ['no kind', { without: 'kind' }],
    ['an unknown kind', { claims: { kind: 'ROOT' } }],
    ['a contact id that is none', { claims: { contactId: 'x' } }],
    ['a partner user without a partner', { claims: { kind: 'PARTNER_USER' } }],
    ['scopes that are a text', { claims: { scopes: 'all' } }],
  ])('is refused with %s', async (_what, parts) => {
    const bad = await token(parts);
    await expect(verify(bad)).rejects.toBeInstanceOf(IdentityError);
  });

  test('is refused with an IdentityError that does not say why', async () => {
    const refused = verify(await token({ without: 'exp' }));
    await expect(refused).rejects.toBeInstanceOf(IdentityError);
    await expect(refused).rejects.toThrow(/^The token is not valid$/);
  });

  test('is refused without a signature', async () => {
    const unsigned = new UnsecuredJWT({ kind: 'ADMINISTRATOR' })
      .setIssuer(LOCAL_ISSUER)
      .setAudience(AUDIENCE)
      .setSubject('alice')
      .setIssuedAt()
      .setExpirationTime('1m')
      .encode();
    await expect(verify(unsigned)).rejects.toBeInstanceOf(IdentityError);
  });

  test('is refused with a changed character', async () => {
    const [header, payload, signature] = (await token()).split('.');
    const changed = Buffer.from(payload ?? '', 'base64url')
      .toString()
      .replace('alice', 'mallo');
    await expect(
      verify(`${header}.${Buffer.from(changed).toString('base64url')}.${signature}`),
    ).rejects.toBeInstanceOf(IdentityError);
  });

  test.each([0, -1, Number.NaN, LOCAL_TOKEN_AGE_MAX_S + 1])(
    'is not made to last %p seconds',
    (lifetimeSeconds) => {
      expect(() => signLocalToken({ actor: partnerUser, key, lifetimeSeconds })).toThrow(
        'Expected a lifetime',
      );
    },
  );
});

test('A local token is not made for a partner user without a partner', () => {
  const actor: Actor = { kind: 'PARTNER_USER', id: 'user-1' };
  expect(() => signLocalToken({ actor, key, lifetimeSeconds: 60 })).toThrow(
    'Expected the partnerOrganizationId',
  );
});

describe('the Authorization header', () => {
  const identify = identifyBy(verify);

  test('names nobody where it is absent', async () => {
    expect(await identify(undefined)).toBeUndefined();
  });

  test('is read whatever the case of its scheme', async () => {
    expect((await identify(`bearer ${await token()}`))?.actor.id).toBe('alice');
  });

  test.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic YTpi',
    'x.y.z',
    'Bearer a b',
    `Bearer ${'x'.repeat(9_000)}`,
    'Bearer a\n',
  ])('is refused as %p', async (authorization) => {
    await expect(identify(authorization)).rejects.toBeInstanceOf(IdentityError);
  });

  test('lets a fault of the verifier through as what it is', async () => {
    const broken = identifyBy(async () => {
      throw new Error('Expected keys, got none');
    });
    await expect(broken('Bearer abc')).rejects.toThrow('Expected keys, got none');
  });
});

describe('the key of local tokens', () => {
  const folders: string[] = [];
  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'liaison-key-'));
    folders.push(folder);
    return folder;
  };
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  test('is made once, for its owner only', () => {
    const folder = join(newFolder(), 'data');
    const made = loadLocalKey(folder);
    expect(made).toHaveLength(32);
    expect(loadLocalKey(folder)).toEqual(made);
    expect(statSync(join(folder, LOCAL_KEY_FILE)).mode & 0o777).toBe(0o600);
  });

  test('is not taken where others may read it', () => {
    const folder = newFolder();
    loadLocalKey(folder);
    chmodSync(join(folder, LOCAL_KEY_FILE), 0o644);
    expect(() => loadLocalKey(folder)).toThrow('got mode 644');
  });

  test('is not taken where it is damaged, and is not told', () => {
    const folder = newFolder();
    writeFileSync(join(folder, LOCAL_KEY_FILE), 'c2hvcnQ', { mode: 0o600 });
    expect(() => loadLocalKey(folder)).toThrow('to hold a key of 32 bytes, got 5');
    expect(readFileSync(join(folder, LOCAL_KEY_FILE), 'utf8')).toBe('c2hvcnQ');
  });

  test('is neither read nor made in production', () => {
    const folder = newFolder();
    expect(() => openLocalVerifier({ production: true, dataFolder: folder })).toThrow(
      'takes no local tokens',
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test('verifies what is signed with it', async () => {
    const dataFolder = newFolder();
    const verifier = openLocalVerifier({ production: false, dataFolder });
    const signed = await signLocalToken({
      actor: partnerUser,
      key: loadLocalKey(dataFolder),
      lifetimeSeconds: 60,
    });
    expect((await verifier(signed)).actor).toEqual(partnerUser);
  });
});
