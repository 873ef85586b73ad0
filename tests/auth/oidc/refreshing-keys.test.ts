import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errors, type JWTVerifyGetKey } from 'jose';
import { KeysUnavailable } from '../../../src/auth/oidc/key-set';
import { keysByDiscovery, keysFromFile } from '../../../src/auth/oidc/load-keys';
import { FETCHED, FROM_FILE, type LoadKeys, refreshingKeys } from '../../../src/auth/oidc/refreshing-keys';
import { type Issuer, type Key, newKey, startIssuer } from './issuer';

let oldKey: Key;
let newerKey: Key;
let issuer: Issuer;
let now: number;
let faults: unknown[];

beforeAll(async () => {
  [oldKey, newerKey] = await Promise.all([newKey('old', 'ES256'), newKey('new', 'ES256')]);
});
beforeEach(async () => {
  now = 1_000_000;
  faults = [];
  issuer = await startIssuer([oldKey]);
});
afterEach(() => issuer.close());

const keysOf = (load: LoadKeys = keysByDiscovery(issuer.url, false), times = FETCHED): JWTVerifyGetKey =>
  refreshingKeys(
    load,
    times,
    (fault) => faults.push(fault),
    () => now,
  );

const find = async (keys: JWTVerifyGetKey, kid: string): Promise<'found' | unknown> => {
  try {
    await keys({ alg: 'ES256', kid }, { payload: '', signature: '' });
    return 'found';
  } catch (fault) {
    return (fault as Error).constructor;
  }
};
const documentsAsked = () => issuer.asked.filter((path) => path === '/keys').length;

test('An issuer is asked once, however many tokens come at once', async () => {
  const keys = keysOf();
  expect(new Set(await Promise.all(Array.from({ length: 50 }, () => find(keys, 'old'))))).toEqual(
    new Set(['found']),
  );
  expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
});

test('A new key is found as soon as a token names it, but an issuer is not asked within the cooldown', async () => {
  const keys = keysOf();
  await find(keys, 'old');
  issuer.keys = [oldKey.jwk, newerKey.jwk];
  now += FETCHED.cooldownMs - 1;
  expect([await find(keys, 'new'), documentsAsked()]).toEqual([errors.JWKSNoMatchingKey, 1]);
  now += 1;
  expect([await find(keys, 'new'), documentsAsked()]).toEqual(['found', 2]);
});

test('A removed key is no longer used once the keys are no longer fresh', async () => {
  const keys = keysOf();
  await find(keys, 'old');
  issuer.keys = [newerKey.jwk];
  now += FETCHED.freshMs;
  expect(await find(keys, 'old')).toBe('found');
  now += 1;
  expect([await find(keys, 'old'), await find(keys, 'new')]).toEqual([errors.JWKSNoMatchingKey, 'found']);
});

test('A thousand unknown keys in half an hour make a request each half minute at most', async () => {
  const keys = keysOf();
  for (let count = 0; count < 1_000; count += 1) {
    now += 1_800;
    await find(keys, `unknown-${count}`);
  }
  expect(documentsAsked()).toBeLessThanOrEqual(1 + (1_000 * 1_800) / FETCHED.cooldownMs);
});

test('In an outage the keys go on for an hour, are asked for at a bounded rate, and then are used no more', async () => {
  const keys = keysOf();
  await find(keys, 'old');
  issuer.failsWith = 503;
  const asked = issuer.asked.length;
  for (now += FETCHED.freshMs + 1; now - 1_000_000 <= FETCHED.staleMs; now += 1_000)
    expect(await find(keys, now % 2 === 0 ? 'unknown' : 'old')).toBe(
      now % 2 === 0 ? errors.JWKSNoMatchingKey : 'found',
    );
  expect(issuer.asked.length - asked).toBeLessThanOrEqual(FETCHED.staleMs / FETCHED.cooldownMs);
  expect(await find(keys, 'old')).toBe(KeysUnavailable);
  issuer.failsWith = undefined;
  now += FETCHED.cooldownMs;
  expect(await find(keys, 'old')).toBe('found');
  expect(faults.every((fault) => fault instanceof KeysUnavailable)).toBe(true);
});

test('An issuer that was never reached has no keys, and is not asked for each token', async () => {
  issuer.failsWith = 500;
  const keys = keysOf();
  for (let count = 0; count < 20; count += 1) expect(await find(keys, 'old')).toBe(KeysUnavailable);
  expect([issuer.asked.length, faults.length]).toEqual([1, 1]);
});

test.each<[string, (issuer: Issuer) => void, string]>([
  [
    'a discovery document of another issuer',
    (it) => (it.said = { issuer: 'https://evil.example' }),
    'issuer itself',
  ],
  ['a discovery document without keys', (it) => (it.said = { jwks_uri: undefined }), 'issuer and jwks_uri'],
  ['keys over plain http', (it) => (it.said = { jwks_uri: 'http://keys.example/' }), 'https address'],
  ['keys in a file', (it) => (it.said = { jwks_uri: 'file:///etc/passwd' }), 'https address'],
  ['a redirect', (it) => (it.failsWith = 302), 'fetch failed'],
  ['no keys', (it) => (it.keys = []), 'JWKS of 1 to'],
  ['too many keys', (it) => (it.keys = Array.from({ length: 101 }, () => oldKey.jwk)), 'JWKS of 1 to'],
  ['a private key', (it) => (it.keys = [{ ...oldKey.jwk, d: 'x' }]), 'private'],
  ['a secret', (it) => (it.keys = [{ kty: 'oct', k: 'AAAA' }]), 'RSA (2048'],
  ['a key for encryption', (it) => (it.keys = [{ ...oldKey.jwk, use: 'enc' }]), 'RSA (2048'],
  ['a point on no curve', (it) => (it.keys = [{ ...oldKey.jwk, x: 'AAAA' }]), 'RSA (2048'],
  [
    'an RSA key of 1024 bits',
    (it) => (it.keys = [{ kty: 'RSA', e: 'AQAB', n: 'w'.repeat(171) }]),
    'RSA (2048',
  ],
  ['a document without end', (it) => (it.said = { more: 'x'.repeat(300_000) }), 'bytes'],
])('The keys are not taken from an issuer that sends %s', async (_what, send, why) => {
  send(issuer);
  expect(await find(keysOf(), 'old')).toBe(KeysUnavailable);
  expect(faults).toEqual([expect.objectContaining({ message: expect.stringContaining(why) })]);
});

test('A key that will not do does not stop the good ones beside it', async () => {
  issuer.keys = [{ kty: 'oct', k: 'AAAA' }, { ...oldKey.jwk, kid: 'x', x: 'AAAA' }, oldKey.jwk];
  expect(await find(keysOf(), 'old')).toBe('found');
});

test('Keys in production are not fetched over plain http, not even from the machine itself', async () => {
  expect(await find(keysOf(keysByDiscovery(issuer.url, true)), 'old')).toBe(KeysUnavailable);
  expect(issuer.asked).toEqual([]);
});

test('A file of keys is read again when it has changed; one that is half written does no harm', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-keys-'));
  const file = join(folder, 'keys.json');
  writeFileSync(file, JSON.stringify({ keys: [oldKey.jwk] }));
  const keys = keysOf(keysFromFile(file), FROM_FILE);
  expect(await find(keys, 'old')).toBe('found');
  writeFileSync(file, '{"keys": [');
  now += FROM_FILE.freshMs + 1;
  expect([await find(keys, 'old'), faults.length]).toEqual(['found', 1]);
  writeFileSync(file, JSON.stringify({ keys: [newerKey.jwk] }));
  now += FROM_FILE.cooldownMs;
  expect([await find(keys, 'new'), await find(keys, 'old')]).toEqual(['found', errors.JWKSNoMatchingKey]);
  rmSync(folder, { recursive: true });
  now += FROM_FILE.staleMs + 1;
  expect(await find(keys, 'new')).toBe(KeysUnavailable);
});
