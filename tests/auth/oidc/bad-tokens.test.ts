import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto';
import 'reflect-metadata';
import { exportJWK, generateSecret, SignJWT, UnsecuredJWT } from 'jose';
import { type Issuer, type Key, newKey, nowS, startIssuer, tokenOf } from './issuer';
import { employees, type ProductServer, partners, startProduct } from './product-server';

const roles = ['liaison-admins'];
let key: Key;
let strange: Key;
let elliptic: Key;
let issuer: Issuer;
let partnersIssuer: Issuer;
let server: ProductServer;

beforeAll(async () => {
  [key, strange, elliptic] = await Promise.all([newKey('k1'), newKey('k1'), newKey('e1', 'ES256')]);
  issuer = await startIssuer([key, elliptic]);
  partnersIssuer = await startIssuer([key]);
  server = await startProduct([employees(issuer.url), partners(partnersIssuer.url)]);
});
afterAll(async () => {
  await server.close();
  await Promise.all([issuer.close(), partnersIssuer.close()]);
});

const good = (claims: object = {}, header: Readonly<Record<string, unknown>> = {}): Promise<string> =>
  tokenOf(issuer.url, key, { claims: { roles, ...claims }, header });

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The parts of a good token, put together anew. */
const rearranged = async (change: (header: string, payload: string, signature: string) => string) => {
  const [header = '', payload = '', signature = ''] = (await good()).split('.');
  return change(header, payload, signature);
};

/** Signed with a secret that everybody knows: the public key of the issuer. */
const confused = async (): Promise<string> => {
  const pem = createPublicKey({ key: key.jwk as JsonWebKey, format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  });
  const text = `${encoded({ alg: 'HS256', kid: 'k1', typ: 'at+jwt' })}.${encoded({ iss: issuer.url, roles })}`;
  return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
};

const bySecret = async (alg: string): Promise<string> =>
  new SignJWT({ iss: issuer.url, roles })
    .setProtectedHeader({ alg, typ: 'at+jwt' })
    .sign(await generateSecret(alg));

/** Brings its own key, which it is well signed with. */
const withOwnKey = async (parameter: (jwk: object) => Readonly<Record<string, unknown>>): Promise<string> =>
  tokenOf(issuer.url, strange, { claims: { roles }, header: parameter(strange.jwk) });

const SIGNATURE = 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED';
const ALGORITHM = 'ERR_JOSE_ALG_NOT_ALLOWED';
const NO_KEY = 'ERR_JWKS_NO_MATCHING_KEY';
const CLAIM = 'ERR_JWT_CLAIM_VALIDATION_FAILED';

/** Each shape with the reason that the operator's log gives for it. */
const SHAPES: readonly (readonly [string, string | undefined, () => Promise<string> | string])[] = [
  ['no signature at all', 'NO_JWT', () => rearranged((header, payload) => `${header}.${payload}`)],
  ['an empty signature', SIGNATURE, () => rearranged((header, payload) => `${header}.${payload}.`)],
  ['the algorithm none', ALGORITHM, () => new UnsecuredJWT({ iss: issuer.url, roles }).encode()],
  [
    'none in capitals',
    ALGORITHM,
    () => rearranged((_, payload) => `${encoded({ alg: 'NONE', typ: 'at+jwt' })}.${payload}.`),
  ],
  ['a secret made of the public key', ALGORITHM, confused],
  ['a signature by HS256', ALGORITHM, () => bySecret('HS256')],
  ['a signature by HS512', ALGORITHM, () => bySecret('HS512')],
  [
    'an algorithm of its issuer that is not on the list',
    ALGORITHM,
    () => tokenOf(issuer.url, elliptic, { claims: { roles } }),
  ],
  ['another key under a known name', SIGNATURE, () => tokenOf(issuer.url, strange, { claims: { roles } })],
  ['a name of a key that there is none of', NO_KEY, () => good({}, { kid: 'k9' })],
  ['a name of a key that is a path', NO_KEY, () => good({}, { kid: '../../dev/null' })],
  ['a key of its own in the header', SIGNATURE, () => withOwnKey((jwk) => ({ jwk }))],
  ['an address of its own keys', SIGNATURE, () => withOwnKey(() => ({ jku: `${issuer.url}/evil` }))],
  ['an address of its own certificate', SIGNATURE, () => withOwnKey(() => ({ x5u: `${issuer.url}/evil` }))],
  ['a certificate of its own', SIGNATURE, () => withOwnKey(() => ({ x5c: ['AAAA'] }))],
  [
    'an extension that must be understood',
    'CRITICAL_EXTENSION',
    () => good({}, { crit: ['b64'], b64: true }),
  ],
  [
    'a payload that was changed',
    SIGNATURE,
    () => rearranged((h, _, s) => `${h}.${encoded({ iss: issuer.url, roles })}.${s}`),
  ],
  [
    'a header that was changed',
    SIGNATURE,
    () => rearranged((_, p, s) => `${encoded({ alg: 'RS256', kid: 'k1' })}.${p}.${s}`),
  ],
  [
    'a signature that was changed',
    SIGNATURE,
    () => rearranged((h, p, s) => `${h}.${p}.${s.slice(0, -6)}AAAAAA`),
  ],
  ['five parts', 'NO_JWT', () => rearranged((h, p, s) => `${h}.${p}.${s}.${h}.${p}`)],
  ['a header that is no JSON', 'NO_JWT', () => rearranged((_, p, s) => `bm9uZQ.${p}.${s}`)],
  ['a header that is a list', 'NO_JWT', () => rearranged((_, p, s) => `${encoded([])}.${p}.${s}`)],
  ['a payload that is no JSON', 'NO_JWT', () => rearranged((h, _, s) => `${h}.bm9uZQ.${s}`)],
  ['a payload that is a list', 'NO_JWT', () => rearranged((h, _, s) => `${h}.${encoded([issuer.url])}.${s}`)],
  ['no type', `${CLAIM} typ`, () => good({}, { typ: undefined })],
  ['the type of an ID token', `${CLAIM} typ`, () => good({}, { typ: 'JWT' })],
  ['the type of a logout token', `${CLAIM} typ`, () => good({}, { typ: 'logout+jwt' })],
  ['no issuer', 'UNKNOWN_ISSUER', () => good({ iss: undefined })],
  ['an issuer nobody has set up', 'UNKNOWN_ISSUER', () => good({ iss: 'https://evil.example' })],
  ['its issuer with one slash more', 'UNKNOWN_ISSUER', () => good({ iss: `${issuer.url}/` })],
  ['a list of issuers', 'UNKNOWN_ISSUER', () => good({ iss: [issuer.url] })],
  [
    'the issuer of others, whose key it has not',
    SIGNATURE,
    () => tokenOf(partnersIssuer.url, strange, { claims: { roles } }),
  ],
  ['the issuer of local tokens', ALGORITHM, () => good({ iss: 'liaison-local' })],
  ['no audience', `${CLAIM} aud`, () => good({ aud: undefined })],
  ['another audience', `${CLAIM} aud`, () => good({ aud: 'https://other.example' })],
  ['other audiences', `${CLAIM} aud`, () => good({ aud: ['a', 'b'] })],
  ['no end', `${CLAIM} exp`, () => good({ exp: undefined })],
  ['an end that has passed', 'ERR_JWT_EXPIRED exp', () => good({ exp: nowS() - 6 })],
  ['an end that is a text', `${CLAIM} exp`, () => good({ exp: String(nowS() + 300) })],
  ['no beginning', `${CLAIM} iat`, () => good({ iat: undefined })],
  ['a beginning in the future', `${CLAIM} iat`, () => good({ iat: nowS() + 60 })],
  ['a beginning too long ago', 'ERR_JWT_EXPIRED iat', () => good({ iat: nowS() - 7_300 })],
  ['a time before which it does not hold', `${CLAIM} nbf`, () => good({ nbf: nowS() + 60 })],
  ['no subject', `${CLAIM} sub`, () => good({ sub: undefined })],
  ['an empty subject', 'SUBJECT_NOT_USABLE', () => good({ sub: '' })],
  ['a subject that is a number', 'SUBJECT_NOT_USABLE', () => good({ sub: 7 })],
  ['a subject that is an e-mail address', 'SUBJECT_NOT_USABLE', () => good({ sub: 'ada@brand.example' })],
  ['a subject with a blank', 'SUBJECT_NOT_USABLE', () => good({ sub: 'a b' })],
  ['a subject that is too long', 'SUBJECT_NOT_USABLE', () => good({ sub: 'x'.repeat(176) })],
  ['no groups', 'NOT_EXACTLY_ONE_KIND', () => good({ roles: undefined })],
  [
    'groups that mean nothing',
    'NOT_EXACTLY_ONE_KIND',
    () => good({ roles: ['everyone', 'toString', '__proto__'] }),
  ],
  ['groups of two kinds', 'NOT_EXACTLY_ONE_KIND', () => good({ roles: ['liaison-admins', 'sales-team'] })],
  ['groups in an object', 'NOT_EXACTLY_ONE_KIND', () => good({ roles: { 'liaison-admins': true } })],
  ['more characters than a header may have', undefined, () => good({ more: 'x'.repeat(9_000) })],
  ['an identity that is linked to no contact', 'IDENTITY_NOT_LINKED', () => tokenOf(partnersIssuer.url, key)],
  [
    'an e-mail address of a user, but another identity',
    'IDENTITY_NOT_LINKED',
    () => tokenOf(partnersIssuer.url, key, { claims: { email: 'ines.vargas@northwind.example' } }),
  ],
];

test('There are at least thirty shapes of bad tokens', () => {
  expect(new Set(SHAPES.map(([shape]) => shape)).size).toBeGreaterThanOrEqual(30);
});

test('The good token that they differ from is taken', async () => {
  const { status, text } = await server.ask(`Bearer ${await good()}`);
  expect([status, JSON.parse(text).errors]).toEqual([200, undefined]);
});

const BODY =
  '{"errors":[{"message":"The token is not valid. Send a current one.","extensions":{"code":"UNAUTHENTICATED"}}]}\n';

test.each(SHAPES)(
  'A token with %s is answered with 401, in the same bytes as any other',
  async (_shape, why, make) => {
    const token = await make();
    const logged = server.logged().length;
    const { status, text, headers } = await server.ask(`Bearer ${token}`);
    expect([status, text, headers.get('www-authenticate')]).toEqual([
      401,
      BODY,
      'Bearer error="invalid_token"',
    ]);
    expect(/"A token was not taken","outcome":"([^"]+)"/.exec(server.logged().slice(logged))?.[1]).toBe(why);
  },
);

test('Nothing of a token gets into the log, and no address named in one is asked', async () => {
  const tokens = await Promise.all(SHAPES.map(([, , make]) => make()));
  for (const token of tokens) await server.ask(`Bearer ${token}`);
  const logged = server.logged();
  for (const part of tokens.flatMap((token) => token.split('.')).filter((text) => text.length > 12))
    expect(logged.includes(part)).toBe(false);
  for (const word of ['ada@brand.example', 'evil.example', 'dev/null', 'ines.vargas'])
    expect(logged.includes(word)).toBe(false);
  expect(issuer.asked.filter((path) => path.includes('evil'))).toEqual([]);
});

test('A thousand tokens with unknown keys make no request each', async () => {
  const before = issuer.asked.length;
  for (let count = 0; count < 1_000; count += 100) {
    const some = Array.from({ length: 100 }, (_, index) => good({}, { kid: `no-${count + index}` }));
    const answers = await Promise.all(
      (await Promise.all(some)).map((token) => server.ask(`Bearer ${token}`)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  }
  expect(issuer.asked.length - before).toBeLessThanOrEqual(4);
});

test('An asymmetric key that is no key of the issuer is never asked to verify', async () => {
  const own = await exportJWK(createPublicKey({ key: strange.jwk as JsonWebKey, format: 'jwk' }));
  const { status } = await server.ask(`Bearer ${await withOwnKey(() => ({ jwk: own, kid: undefined }))}`);
  expect(status).toBe(401);
});
