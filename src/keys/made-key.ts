import type { SubjectKey } from './key-ring';

/** A key that was made here and stands nowhere yet: it is stored together with what it seals, or not at all. */
export interface MadeKey {
  readonly subject: string;
  readonly key: SubjectKey;
  /** As it is kept. */
  readonly wrapped: Buffer;
  /** Told once it is stored, and before anybody reads what it seals. */
  readonly onStored: () => void;
}

/** Adds keys where none stands, and answers whose were added; the parameters are subjects, keys and their version. */
export const addKeysStatement = (
  [subjects, wrapped, version]: readonly [string, string, string],
  returned = 'subject',
): string =>
  `INSERT INTO liaison_keys.subject_keys (subject, version, wrapped)
   SELECT subject, ${version}, wrapped FROM unnest(${subjects}::text[], ${wrapped}::bytea[]) AS made (subject, wrapped)
   ON CONFLICT DO NOTHING RETURNING ${returned}`;
