import { createCipheriv, createDecipheriv } from 'node:crypto';
import { RandomParts } from './random-parts';

/** Bytes of an AES-256 key. */
export const KEY_BYTES = 32;
/** Bytes of the nonce that stands in front; random for each sealing (NIST SP 800-38D, section 8.2.2). */
export const NONCE_BYTES = 12;
/** How many nonces are drawn at a time. */
export const NONCES_AT_ONCE = 512;
/** Bytes of the tag that stands at the end. A shorter one is never accepted. */
export const TAG_BYTES = 16;

const CIPHER = 'aes-256-gcm';
// Without it Node accepts tags of 4 bytes, which can be guessed.
const TAG_OPTIONS = { authTagLength: TAG_BYTES } as const;

/** Nonce, cipher text and tag of the content, bound to `about`. */
export const encrypt = (key: Buffer, content: Buffer, about: string): Buffer => {
  const nonce = nonces.next();
  const cipher = createCipheriv(CIPHER, key, nonce, TAG_OPTIONS).setAAD(Buffer.from(about, 'utf8'));
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
};

/** No other sealing gets the same. */
const nonces = new RandomParts(NONCE_BYTES, NONCES_AT_ONCE);

/** The content, or `undefined` where one bit of it, of the key or of `about` is not what it was. */
export const decrypt = (key: Buffer, sealed: Buffer, about: string): Buffer | undefined => {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, nonce, TAG_OPTIONS)
    .setAAD(Buffer.from(about, 'utf8'))
    .setAuthTag(sealed.subarray(end));
  const content = decipher.update(sealed.subarray(NONCE_BYTES, end));
  try {
    // It compares the tags. Of a stream cipher there is nothing left to come: what it answers is empty.
    decipher.final();
    return content;
  } catch {
    // The only thing that final() of this cipher reports is a tag that does not fit; Node gives it no code.
    return undefined;
  }
};
