import type { Json } from '../../events/event';
import { decrypt, encrypt } from './aes-gcm';
import type { SubjectKey } from './key-ring';

/** Where a sealed value belongs. It opens nowhere else: the place is part of what is authenticated. */
export interface SealedPlace {
  readonly eventId: string;
  /** The person it tells about, and whose key seals it. */
  readonly subject: string;
  readonly field: string;
}

/** `<key version>.<base64url of nonce, cipher text and tag>`. */
export const seal = (value: Json, key: SubjectKey, place: SealedPlace): string => {
  const sealed = encrypt(key.bytes, Buffer.from(JSON.stringify(value), 'utf8'), aboutOf(place, key.version));
  return `${key.version}.${sealed.toString('base64url')}`;
};

/** The value as it was sealed. Throws where anything was tampered with or stands in the wrong place. */
export const unseal = (sealed: unknown, key: SubjectKey, place: SealedPlace): Json => {
  const match = typeof sealed === 'string' ? SEALED.exec(sealed) : null;
  if (match === null) throw unreadable(place, 'expected a sealed value, got something else');
  const [, version, text = ''] = match;
  if (Number(version) !== key.version) {
    throw unreadable(place, `expected key version ${key.version}, got ${version}`);
  }
  const bytes = Buffer.from(text, 'base64url');
  // Several texts can stand for the same bytes; only the one that was written is accepted.
  if (bytes.toString('base64url') !== text) throw unreadable(place, 'it was tampered with');
  const content = decrypt(key.bytes, bytes, aboutOf(place, key.version));
  if (content === undefined)
    throw unreadable(place, 'it was tampered with, or sealed for another place or key');
  return JSON.parse(content.toString('utf8')) as Json;
};

const SEALED = /^([1-9][0-9]{0,8})\.([A-Za-z0-9_-]+)$/;

/** As JSON, so that no two places read the same. */
const aboutOf = ({ eventId, subject, field }: SealedPlace, version: number): string =>
  JSON.stringify([eventId, subject, field, version]);

const unreadable = ({ eventId, subject, field }: SealedPlace, why: string): Error =>
  new Error(`sealed field '${field}' of subject ${subject} in event ${eventId} cannot be opened: ${why}`);
