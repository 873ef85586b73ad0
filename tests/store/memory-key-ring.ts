import { createHmac, randomBytes } from 'node:crypto';
import type { KeyRing, SubjectKey } from '../../src/keys/key-ring';

/** Keys that last as long as the test. */
export const memoryKeyRing = (): KeyRing => {
  const keys = new Map<string, SubjectKey | undefined>();
  const indexKey = randomBytes(32);
  const keyOf = (subject: string): SubjectKey => {
    const known = keys.get(subject);
    if (known !== undefined) return known;
    const made = { version: 1, bytes: randomBytes(32) };
    keys.set(subject, made);
    return made;
  };
  return {
    ensure: async (subjects) => new Map(subjects.map((subject) => [subject, keyOf(subject)])),
    find: (subject) => keys.get(subject),
    destroy: async (subject) => void keys.set(subject, undefined),
    hash: (value) => createHmac('sha256', indexKey).update(value).digest('hex'),
    close: () => undefined,
  };
};
