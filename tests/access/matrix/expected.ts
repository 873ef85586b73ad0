import { accessTable } from '../../auth/policy/access-table';
import type { Prober, Subject } from './world';

const cells = new Map(
  accessTable().map(({ kind, right, relation, expected }) => [`${kind} ${right} ${relation}`, expected]),
);

/** What the hand-written table says of a prober, an operation and a subject; found out here, not by the product. */
export const expectedOf = ({ actor, own, manages }: Prober, right: string, subject: Subject): string => {
  const { letter, id } = subject;
  const relation =
    letter === undefined
      ? 'unaffiliated'
      : own === letter
        ? id === actor.contactId
          ? 'self'
          : 'own'
        : manages === letter
          ? 'managed'
          : 'foreign';
  return expectedIn(actor.kind, right, relation);
};

/** What one cell of the table says; a cell that is missing is a fault of the probe. */
export const expectedIn = (kind: string, right: string, relation: string): string => {
  const expected = cells.get(`${kind} ${right} ${relation}`);
  if (expected === undefined || expected === '–')
    throw new Error(`expected a cell for ${kind} ${right} ${relation}, got ${expected}`);
  return expected;
};
