import { textScalar } from './text-scalar';

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id of a thing, as the product gives it out. */
export const Uuid = textScalar({
  name: 'UUID',
  description: 'A UUID (RFC 9562) in its text form, for example `0192f0c1-7a4e-7cc3-9c5d-0a3f5b1e8d21`.',
  expected: 'a UUID such as 0192f0c1-7a4e-7cc3-9c5d-0a3f5b1e8d21',
  read: (text) => {
    const lower = text.toLowerCase();
    return FORM.test(lower) ? lower : undefined;
  },
});
