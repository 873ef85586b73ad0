import { createCipheriv, randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { seal, unseal } from '../../src/keys/seal';

const anasKey = { version: 1, bytes: Buffer.alloc(32, 7) };
const bensKey = { version: 1, bytes: Buffer.alloc(32, 8) };
const anasNewKey = { ...anasKey, version: 2 };
const place = {
  eventId: 'ab748757-3f86-5bb6-815a-777d356969d1',
  subject: '019cad8f-d6f8-7afc-9281-a099b2f6fc0d',
  field: 'login',
};
const login = 'ana.ferreira@nordlicht-systems.example';
const sealedLogin = seal(login, anasKey, place);

const bytesOf = (sealed: string): Buffer => Buffer.from(sealed.slice(2), 'base64url');
const sealedOf = (bytes: Buffer): string => `1.${bytes.toString('base64url')}`;

/** What the library does when it is not told how long a tag is: it takes 4 bytes. */
const sealedWithShortTag = (tagBytes: number): string => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', anasKey.bytes, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(JSON.stringify([place.eventId, place.subject, place.field, 1])));
  return sealedOf(
    Buffer.concat([nonce, cipher.update(JSON.stringify(login)), cipher.final(), cipher.getAuthTag()]),
  );
};

describe('a sealed value', () => {
  test('opens to what was sealed, for every text', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(unseal(seal(text, anasKey, place), anasKey, place)).toBe(text);
      }),
    ));

  test('opens to what was sealed, for every JSON value', () =>
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value = JSON.parse(text);
        expect(unseal(seal(value, anasKey, place), anasKey, place)).toEqual(value);
      }),
    ));

  test('reads differently each time, so that equal values do not show', () =>
    expect(seal(login, anasKey, place)).not.toBe(sealedLogin));

  test('names the version of its key and shows nothing of the value', () => {
    expect(sealedLogin).toMatch(/^1\.[A-Za-z0-9_-]+$/);
    expect(bytesOf(sealedLogin).toString('latin1')).not.toMatch(/ferreira|nordlicht|example/);
  });
});

describe('a sealed value is refused', () => {
  test('with any single bit flipped', () => {
    const bytes = bytesOf(sealedLogin);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => unseal(sealedOf(flipped), anasKey, place)).toThrow('cannot be opened');
    }
  });

  test('cut off anywhere', () => {
    for (let length = 0; length < sealedLogin.length; length += 1) {
      expect(() => unseal(sealedLogin.slice(0, length), anasKey, place)).toThrow('cannot be opened');
    }
  });

  test.each([
    ['another field', { field: 'title' }],
    ['another event', { eventId: 'ab748757-3f86-5bb6-815a-777d356969d2' }],
    ['another subject', { subject: '019cad8f-dae0-7f2d-a9c8-0c2c5a1b6a40' }],
  ])('in the place of %s', (_, moved) =>
    expect(() => unseal(sealedLogin, anasKey, { ...place, ...moved })).toThrow('cannot be opened'),
  );

  test("under another person's key", () =>
    expect(() => unseal(sealedLogin, bensKey, place)).toThrow(
      'tampered with, or sealed for another place or key',
    ));

  test('under another version of the key, even of the same bytes', () => {
    expect(() => unseal(sealedLogin, anasNewKey, place)).toThrow('expected key version 2, got 1');
    expect(() => unseal(sealedLogin.replace(/^1/, '2'), anasNewKey, place)).toThrow('cannot be opened');
  });

  test.each([4, 8, 12, 13, 14, 15])('with a tag of %d bytes', (tagBytes) =>
    expect(() => unseal(sealedWithShortTag(tagBytes), anasKey, place)).toThrow('cannot be opened'),
  );

  test('but with a tag of 16 bytes, made in the same way, it opens', () =>
    expect(unseal(sealedWithShortTag(16), anasKey, place)).toBe(login));

  test.each([
    undefined,
    null,
    7,
    '',
    '1.',
    '0.AAAA',
    '01.AAAA',
    login,
    `${sealedLogin}=`,
    `${sealedLogin}A`,
    { a: 1 },
  ])('where it reads %p', (text) => expect(() => unseal(text, anasKey, place)).toThrow('cannot be opened'));

  test('in words that name event, subject and field and no value', () => {
    expect(() => unseal(login, anasKey, place)).toThrow(
      `sealed field 'login' of subject ${place.subject} in event ${place.eventId} cannot be opened: expected a sealed ` +
        'value, got something else',
    );
  });
});
