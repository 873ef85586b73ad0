import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { IssuersError, readIssuers } from '../../../src/auth/oidc/read-issuers';
import { openVerifier } from '../../../src/auth/open-verifier';
import { newKey } from './issuer';
import { employees, partners } from './product-server';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaison-issuers-'));
  file = join(folder, 'issuers.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const STAFF = 'https://login.brand.example';
const listeners = { onFault: () => undefined, onRefused: () => undefined };

const complaintsAbout = (issuers: unknown, production = true): string => {
  writeFileSync(file, typeof issuers === 'string' ? issuers : JSON.stringify(issuers));
  try {
    readIssuers(file, production);
  } catch (fault) {
    if (fault instanceof IssuersError) return fault.message.replaceAll(file, 'FILE');
    throw fault;
  }
  return 'nothing';
};

test('The file of issuers names employees’ and partners’ identity providers', () => {
  writeFileSync(file, JSON.stringify([employees(STAFF), partners('https://login.partners.example/')]));
  expect(readIssuers(file, true)).toMatchObject([
    { name: 'staff', tokenType: 'at+jwt', maxAgeSeconds: 7_200, subjectClaim: 'sub', rolesClaim: ['roles'] },
    { name: 'partners', kind: 'partners' },
  ]);
});

test('A file of keys is named from where the file of issuers is', () => {
  writeFileSync(file, JSON.stringify([employees('any-name', { jwks: { file: 'keys.json' } })]));
  expect(readIssuers(file, true)[0]?.jwks).toEqual({ file: join(folder, 'keys.json') });
});

test.each<[string, unknown, string | RegExp]>([
  ['text', 'issuers:', 'FILE: expected a file with a list of issuers, but it is not JSON'],
  ['nothing', [], /^FILE: the whole: /],
  ['an unknown field', [employees(STAFF, { secret: 'x' })], /^FILE: \[0\]: .*"secret"/],
  ['no audience', [employees(STAFF, { audience: undefined })], /^FILE: \[0\]\.audience: /],
  ['an empty issuer', [employees('')], /^FILE: \[0\]\.issuer: /],
  ['an issuer with a blank', [employees('https://a b')], 'expected no blanks'],
  [
    'the issuer of local tokens',
    [employees('liaison-local', { jwks: { file: 'x' } })],
    'no issuer of local tokens',
  ],
  ['no algorithm', [employees(STAFF, { algorithms: [] })], /^FILE: \[0\]\.algorithms: /],
  ['the algorithm none', [employees(STAFF, { algorithms: ['none'] })], /^FILE: \[0\]\.algorithms\[0\]: /],
  [
    'a secret’s algorithm',
    [employees(STAFF, { algorithms: ['RS256', 'HS256'] })],
    /^FILE: \[0\]\.algorithms\[1\]: /,
  ],
  ['keys from nowhere', [employees(STAFF, { jwks: 'https://x' })], 'expected "discovery" or {"file": "…"}'],
  ['an age of a week', [employees(STAFF, { maxAgeSeconds: 604_800 })], /^FILE: \[0\]\.maxAgeSeconds: /],
  ['any token type', [employees(STAFF, { tokenType: '*' })], /^FILE: \[0\]\.tokenType: /],
  ['a meaning that is none', [employees(STAFF, { kinds: { a: 'ROOT' } })], /^FILE: \[0\]\.kinds\.a: /],
  [
    'a partner’s kind for employees',
    [employees(STAFF, { kinds: { a: 'PARTNER_USER' } })],
    /\[0\]\.kinds\.a: /,
  ],
  ['a service that is an administrator', [employees(STAFF, { kind: 'services' })], /\[0\]\.kinds\./],
  ['no meaning', [employees(STAFF, { kinds: {} })], 'expected 1 to 100 values'],
  ['kinds of partners from claims', [partners(STAFF, { kinds: { a: 'PARTNER_USER' } })], /"kinds"/],
  [
    'a name for two',
    [employees(STAFF), partners('https://b.example', { name: 'staff' })],
    '[1].name: expected another',
  ],
  ['an issuer twice', [employees(STAFF), partners(STAFF)], '[1].issuer: expected another than [0] has'],
  ['discovery over plain http', [employees('http://127.0.0.1:1')], 'expected an https address'],
  ['a name with a bar', [employees(STAFF, { name: 'a|b' })], /^FILE: \[0\]\.name: /],
])('The start is refused with %s, saying where', (_what, issuers, complaint) => {
  if (typeof complaint === 'string') expect(complaintsAbout(issuers)).toContain(complaint);
  else expect(complaintsAbout(issuers)).toMatch(complaint);
});

test('Discovery from the machine itself is for development', () => {
  expect(complaintsAbout([employees('http://127.0.0.1:1')], false)).toBe('nothing');
  expect(complaintsAbout([employees('http://login.example')], false)).toContain('expected an https address');
});

test('A production server without issuers is not opened', async () => {
  const opened = openVerifier({ production: true, dataFolder: folder }, listeners);
  await expect(opened).rejects.toThrow('LIAISON_ISSUERS: expected a file of issuers in production, got none');
});

test.each([
  ['no file', undefined, 'ENOENT'],
  ['no JSON', '{', 'Expected JSON'],
  ['no keys', '{"keys":[]}', 'Expected a JWKS of 1 to 100 keys'],
])('A server is not opened with %s where the keys should be', async (_what, text, why) => {
  if (text !== undefined) writeFileSync(join(folder, 'keys.json'), text);
  writeFileSync(file, JSON.stringify([employees('any', { jwks: { file: 'keys.json' } })]));
  const opened = openVerifier({ production: true, dataFolder: folder, issuersFile: file }, listeners);
  await expect(opened).rejects.toThrow(`keys.json: ${why}`);
});

test('A private key is not taken for a public one', async () => {
  const { jwk } = await newKey('k', 'ES256');
  writeFileSync(join(folder, 'keys.json'), JSON.stringify({ keys: [{ ...jwk, d: 'x' }] }));
  writeFileSync(file, JSON.stringify([employees('any', { jwks: { file: 'keys.json' } })]));
  const opened = openVerifier({ production: true, dataFolder: folder, issuersFile: file }, listeners);
  await expect(opened).rejects.toThrow('got a private one');
});
