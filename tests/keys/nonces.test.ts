import { encrypt, NONCE_BYTES, NONCES_AT_ONCE } from '../../src/keys/aes-gcm';
import { KEYS_AT_ONCE, makeKey } from '../../src/keys/wrapped-keys';

test('no two sealings share a nonce, however many are drawn at a time', () => {
  const key = Buffer.alloc(32, 7);
  const sealed = Array.from({ length: 3 * NONCES_AT_ONCE + 1 }, () =>
    encrypt(key, Buffer.from('Ana'), 'name'),
  );
  const nonces = new Set(sealed.map((bytes) => bytes.subarray(0, NONCE_BYTES).toString('hex')));
  expect(nonces.size).toBe(sealed.length);
});

test('no two people share a key, however many are drawn at a time, and each keeps its own', () => {
  const masterKey = Buffer.alloc(32, 7);
  const people = Array.from({ length: 3 * KEYS_AT_ONCE + 1 }, (_, index) => `person-${index}`);
  const made = people.map((person) => makeKey(masterKey, person).key.bytes);
  // Looked at only when all are made: none was written over by a later draw.
  const keys = new Set(made.map((bytes) => bytes.toString('hex')));
  expect(keys.size).toBe(people.length);
  expect(keys).not.toContain('0'.repeat(64));
});
