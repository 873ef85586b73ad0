import { createHmac, randomBytes } from 'node:crypto';
import { decrypt, encrypt, KEY_BYTES } from './aes-gcm';
import { KeyFault } from './key-fault';
import type { SubjectKey } from './key-ring';
import { RandomParts } from './random-parts';

/** The layout of the values that are kept with the keys. */
export const FORMAT = 1;
/** How many keys are drawn at a time; those that nobody has yet lie in memory, as those do that somebody has. */
export const KEYS_AT_ONCE = 64;
/** The version in which keys are made today. */
export const KEY_VERSION = 1;

/** What is kept with the keys: a value that only the right master key opens, and the index key, wrapped by it. */
export interface WrappedMeta {
  readonly check: Buffer;
  readonly index: Buffer;
}

/** What stands with the keys of a new log. */
export const makeMeta = (masterKey: Buffer): WrappedMeta => ({
  check: encrypt(masterKey, Buffer.alloc(0), CHECK),
  index: encrypt(masterKey, randomBytes(KEY_BYTES), INDEX),
});

/** The index key; a `KeyFault` where the master key is another one or what stands at `place` is damaged. */
export const indexKeyIn = (
  { format, check, index }: { readonly [Name in 'format' | 'check' | 'index']: unknown },
  masterKey: Buffer,
  place: string,
): Buffer => {
  if (Number(format) !== FORMAT) throw damaged(place, `format ${FORMAT}`);
  if (decrypt(masterKey, blob(check, place), CHECK) === undefined) {
    throw new KeyFault(
      'MASTER_KEY_WRONG',
      `the master key is not the one that wraps the keys in ${place}; give the one that this data was made with`,
    );
  }
  const indexKey = decrypt(masterKey, blob(index, place), INDEX);
  if (indexKey === undefined) throw damaged(place, 'an index key that the master key opens');
  return indexKey;
};

/** A new key of the subject, and as it is kept. */
export const makeKey = (masterKey: Buffer, subject: string): { key: SubjectKey; wrapped: Buffer } => {
  const bytes = keys.take();
  const wrapped = encrypt(masterKey, bytes, aboutOf(subject, KEY_VERSION));
  return { key: { version: KEY_VERSION, bytes }, wrapped };
};

/** The key as it was made; a `KeyFault` where what is kept at `place` is not what was put there. */
export const unwrapKey = (
  masterKey: Buffer,
  subject: string,
  { version, wrapped }: { readonly version: number; readonly wrapped: Buffer },
  place: string,
): SubjectKey => {
  const bytes = decrypt(masterKey, wrapped, aboutOf(subject, version));
  if (bytes !== undefined) return { version, bytes };
  throw new KeyFault(
    'KEYS_DAMAGED',
    `the key of subject ${subject} in ${place} is damaged; restore it from its backup`,
  );
};

/** HMAC-SHA-256 (hex) of a value under the index key. */
export const hashOf = (indexKey: Buffer, value: string): string =>
  createHmac('sha256', indexKey).update(value, 'utf8').digest('hex');

/** What stands at `place` is not what this product wrote. */
export const damaged = (place: string, expected: string): KeyFault =>
  new KeyFault(
    'KEYS_DAMAGED',
    `the keys in ${place} are damaged: expected ${expected}; restore them from their backup`,
  );

/** There are events, and no keys: they are never made anew there. */
export const keysMissing = (place: string): KeyFault =>
  new KeyFault(
    'KEYS_MISSING',
    `the log holds events, but the keys ${place} are missing: without them no personal data in the log can be read, ` +
      'and they are never made anew beside a log; restore them from their backup',
  );

/** The log tells of a subject whose key was never made here, nor destroyed. */
export const keyUnknown = (subject: string, place: string): KeyFault =>
  new KeyFault(
    'KEYS_DAMAGED',
    `there is no key of subject ${subject} in ${place}, nor was it destroyed: the keys are older than the log; ` +
      'restore their newest backup',
  );

const keys = new RandomParts(KEY_BYTES, KEYS_AT_ONCE);

const CHECK = 'check';
const INDEX = 'index';

const blob = (value: unknown, place: string): Buffer => {
  if (value instanceof Uint8Array) return Buffer.from(value);
  throw damaged(place, 'a check value and an index key');
};

const aboutOf = (subject: string, version: number): string => JSON.stringify(['key', subject, version]);
