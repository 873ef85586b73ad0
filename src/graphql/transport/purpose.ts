import { type Checked, problem } from './problem';

/** The header that says why a request is made: it stands in the records of use. */
export const PURPOSE_HEADER = 'x-liaison-reason';

/** A code or the number of a ticket. No words: a sentence might tell about a person. */
const PURPOSE = /^[A-Za-z0-9._:#/-]{1,64}$/;

const NOT_A_PURPOSE = problem(
  400,
  'BAD_REQUEST',
  'The reason of a request is a code or the number of a ticket: 1 to 64 letters, digits and . _ : # / -',
);

/** Why a request is made, as it says itself; nothing where it does not. */
export const purposeFrom = (given: unknown): Checked<string | undefined> => {
  if (given === undefined) return { value: undefined };
  return typeof given === 'string' && PURPOSE.test(given) ? { value: given } : { problem: NOT_A_PURPOSE };
};
