import { createHash } from 'node:crypto';
import { SUBJECTS_NAMED_MAX } from './bounds';
import type { Subjects } from './use-record';

/** The ids as a record names them; the same ids in any order give the same. */
export const subjectsOf = (ids: ReadonlySet<string>): Subjects => {
  const sorted = [...ids].sort();
  const named = { ids: sorted.slice(0, SUBJECTS_NAMED_MAX), count: sorted.length };
  return sorted.length <= SUBJECTS_NAMED_MAX ? named : { ...named, digest: digestOf(sorted) };
};

const digestOf = (ids: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const id of ids) hash.update(`${id}\n`);
  return hash.digest('hex');
};
