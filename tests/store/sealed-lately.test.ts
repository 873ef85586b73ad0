import {
  openSealed,
  SEALED_CHARACTERS_MAX,
  SEALED_REMEMBERED_MAX,
  sealAndRemember,
} from '../../src/store/sealed-lately';

const anasKey = { version: 1, bytes: Buffer.alloc(32, 7) };
const bensKey = { version: 1, bytes: Buffer.alloc(32, 8) };
const place = {
  eventId: 'ab748757-3f86-5bb6-815a-777d356969d1',
  subject: '019cad8f-d6f8-7afc-9281-a099b2f6fc0d',
  field: 'login',
};
const login = 'ana.ferreira@nordlicht-systems.example';
const long = 'a'.repeat(SEALED_CHARACTERS_MAX + 1);

test.each([
  ['a text', login],
  ['a long text', long],
  ['nothing', null],
  ['an object', { given: 'Ana' }],
])('%s opens to what was sealed, remembered or not', (_, value) => {
  const sealed = sealAndRemember(value, anasKey, place);
  expect(openSealed(sealed, anasKey, place)).toEqual(value);
  for (let other = 0; other < SEALED_REMEMBERED_MAX; other += 1) sealAndRemember('x', anasKey, place);
  expect(openSealed(sealed, anasKey, place)).toEqual(value);
});

test('an object opens to one of its own each time', () => {
  const sealed = sealAndRemember({ given: 'Ana' }, anasKey, place);
  expect(openSealed(sealed, anasKey, place)).not.toBe(openSealed(sealed, anasKey, place));
});

test.each([
  ['another field', { field: 'title' }],
  ['another event', { eventId: 'ab748757-3f86-5bb6-815a-777d356969d2' }],
  ['another subject', { subject: '019cad8f-dae0-7f2d-a9c8-0c2c5a1b6a40' }],
])('what is remembered is refused in the place of %s', (_, moved) => {
  const sealed = sealAndRemember(login, anasKey, place);
  expect(() => openSealed(sealed, anasKey, { ...place, ...moved })).toThrow('cannot be opened');
});

test('what is remembered is refused under the key of another person', () => {
  const sealed = sealAndRemember(login, anasKey, place);
  expect(() => openSealed(sealed, bensKey, place)).toThrow('sealed for another place or key');
});

test('what was tampered with is refused, though it was remembered before', () => {
  const sealed = sealAndRemember(login, anasKey, place);
  const tampered = sealed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  expect(() => openSealed(tampered, anasKey, place)).toThrow('cannot be opened');
});
