import { InvalidPageRequest } from './page';

/** Where a page ended: the value its rows are sorted by and, for rows that share it, the key. */
export interface Place {
  readonly sort: string | number;
  readonly key: string;
}

/** The most characters a cursor may have. */
export const CURSOR_CHARACTERS_MAX = 4_096;

/** A cursor that only the same question takes back; opaque to whoever holds it. */
export const cursorOf = (question: string, { sort, key }: Place): string =>
  Buffer.from(JSON.stringify([fingerprint(question), sort, key]), 'utf8').toString('base64url');

/**
 * The place a cursor marks; throws `InvalidPageRequest` where it is malformed or was given for another
 * question.
 */
export const placeOf = (question: string, cursor: string): Place => {
  const [asked, sort, key] = cursor.length > CURSOR_CHARACTERS_MAX ? [] : parse(cursor);
  if (typeof key !== 'string' || (typeof sort !== 'string' && !Number.isSafeInteger(sort))) {
    throw new InvalidPageRequest(
      'after',
      'expected a cursor that an earlier page answered, got something else',
    );
  }
  if (asked !== fingerprint(question)) {
    throw new InvalidPageRequest(
      'after',
      'this cursor belongs to another question: filter, sort and the other arguments must stay as they were',
    );
  }
  return { sort: sort as string | number, key };
};

const parse = (cursor: string): readonly unknown[] => {
  if (!/^[A-Za-z0-9_-]+$/.test(cursor)) return [];
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parsed) && parsed.length === 3 ? parsed : [];
  } catch {
    // What is no JSON is no cursor of ours; the caller says so.
    return [];
  }
};

/**
 * Tells questions apart without repeating them: a question may hold the beginning of a name (FNV-1a, 32
 * bits).
 */
const fingerprint = (question: string): string => {
  if (question === last.question) return last.fingerprint;
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(question, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  last = { question, fingerprint: hash.toString(36) };
  return last.fingerprint;
};

/** A page asks for the same question with each of its rows. */
let last = { question: '', fingerprint: '' };
