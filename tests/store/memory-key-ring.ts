import { createHmac, randomBytes } from 'node:crypto';
import type { KeyFinder, KeyRing, SubjectKey } from '../../src/keys/key-ring';

/** Keys that last as long as the test; they are loaded before they are found. */
export const memoryKeyRing = (): KeyRing & KeyFinder => {
  const keys = new Map<string, SubjectKey | undefined>();
  const indexKey = randomBytes(32);
  const keyOf = (subject: string): SubjectKey => {
    const known = keys.get(subject);
    if (known !== undefined) return known;
    const made = { version: 1, bytes: randomBytes(32) };
    keys.set(subject, made);
    return made;
  };
  const find = (subject: string): SubjectKey | undefined => keys.get(subject);
  return {
    ensure: async (subjects) => new Map(subjects.map((subject) => [subject, keyOf(subject)])),
    find,
    // Knows only those it was asked for in time, as a ring must that cannot look keys up at once.
    load: async (subjects) => {
      const loaded = new Set(subjects());
      return {
        find: (subject) => {
          if (!loaded.has(subject)) throw new Error(`expected the key of ${subject} to be loaded first`);
          return find(subject);
        },
      };
    },
    destroy: async (subject) => void keys.set(subject, undefined),
    hash: (value) => createHmac('sha256', indexKey).update(value).digest('hex'),
    close: () => undefined,
  };
};
