import { createCipheriv, createDecipheriv, createHash, hash } from 'node:crypto';
import type { Liaison } from '../../handling/liaison';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const TAG_OPTIONS = { authTagLength: TAG_BYTES } as const;

/** Closes and opens the cursors of lists that are sorted by what is personal. */
export interface CursorSeal {
  seal(cursor: string): string;
  /** The cursor inside; an empty one, which is none, where it was not closed here. */
  open(sealed: string): string;
}

/**
 * The place in a list of people is a name: its cursor must not tell it to whoever asked for ids alone, since
 * that is no recorded read. The same place has the same cursor, for the nonce follows from what is sealed.
 */
export const cursorSeal = ({ log }: Pick<Liaison, 'log'>): CursorSeal => {
  const known = SEALS.get(log) ?? sealOf(log);
  SEALS.set(log, known);
  return known;
};

/** The key is the same as long as the log is open. */
const SEALS = new WeakMap<Liaison['log'], CursorSeal>();

const sealOf = (log: Liaison['log']): CursorSeal => {
  const key = createHash('sha256').update(log.digest('cursors')).digest();
  // Nobody else can tell the nonce of a cursor he guesses.
  const nonceKey = log.digest('nonces of cursors');
  return {
    seal: (cursor) => {
      const nonce = hash('sha256', nonceKey + cursor, 'buffer').subarray(0, NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, TAG_OPTIONS);
      const sealed = [nonce, cipher.update(cursor, 'latin1'), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat(sealed).toString('base64url');
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      const end = bytes.length - TAG_BYTES;
      if (end < NONCE_BYTES) return '';
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), TAG_OPTIONS);
      const cursor = decipher.setAuthTag(bytes.subarray(end)).update(bytes.subarray(NONCE_BYTES, end));
      try {
        return Buffer.concat([cursor, decipher.final()]).toString('latin1');
      } catch {
        // final() of this cipher reports nothing but a tag that does not fit: no cursor of ours.
        return '';
      }
    },
  };
};
