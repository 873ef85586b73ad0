import { encrypt, NONCE_BYTES, NONCES_AT_ONCE } from '../../src/keys/aes-gcm';

test('no two sealings share a nonce, however many are drawn at a time', () => {
  const key = Buffer.alloc(32, 7);
  const sealed = Array.from({ length: 3 * NONCES_AT_ONCE + 1 }, () =>
    encrypt(key, Buffer.from('Ana'), 'name'),
  );
  const nonces = new Set(sealed.map((bytes) => bytes.subarray(0, NONCE_BYTES).toString('hex')));
  expect(nonces.size).toBe(sealed.length);
});
