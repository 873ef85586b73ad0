import { ValidationError } from 'class-validator';
import {
  COUNTRY,
  NAME_PART,
  PHONE,
  REASON,
  ROLE_CODE,
  SCOPES,
  SOCIAL,
} from '../../../src/graphql/inputs/bounds';
import { FIELD_ERRORS_MAX, fieldErrorsOf } from '../../../src/graphql/inputs/field-errors';
import { textFault } from '../../../src/graphql/inputs/text-rules';

test.each([
  [NAME_PART, 'Zoë'],
  [NAME_PART, '王芳'],
  [NAME_PART, 'O’Neill-Smith 👩‍💻'],
  [NAME_PART, 'x'.repeat(100)],
  [REASON, 'First line\nsecond line\tend'],
  [ROLE_CODE, 'SALES_MANAGER'],
  [SCOPES, 'opportunity:read'],
  [COUNTRY, 'DE'],
  [PHONE, '+49 (0)30 / 12-34.5 ext. 6'],
  [PHONE, '110'],
  [SOCIAL, 'https://social.example/in/zoë'],
  [SOCIAL, 'HTTP://social.example'],
  [NAME_PART, 'مر\u200cیم'],
])('%j takes %j', (rule, text) => {
  expect(textFault(text, rule)).toBeUndefined();
});

test.each([
  [NAME_PART, '', 'must be 1 to 100 characters'],
  [NAME_PART, 'x'.repeat(101), 'must be 1 to 100 characters'],
  [NAME_PART, '   ', 'must be more than spaces'],
  [NAME_PART, 'a\u0000b', 'must be free of control characters'],
  [NAME_PART, 'a\nb', 'must be free of control characters'],
  [NAME_PART, 'a\u0085b', 'must be free of control characters'],
  [NAME_PART, 'a\ud800b', 'lone surrogates'],
  [NAME_PART, '\udc00', 'lone surrogates'],
  [NAME_PART, 7, 'must be text'],
  [REASON, 'a\u0007b', 'must be free of control characters'],
  [REASON, 'a\ud800', 'lone surrogates'],
  [ROLE_CODE, 'sales', 'must be a capital letter and then'],
  [ROLE_CODE, 'SALES\n', 'must be free of control characters'],
  [NAME_PART, '\u200b\u2060\ufeff', 'must be more than spaces and invisible characters'],
  [NAME_PART, '\u3164 \u2800', 'must be more than spaces and invisible characters'],
  [NAME_PART, 'Ana\u202egnp', 'turn the direction'],
  [REASON, 'a\u2066b', 'turn the direction'],
  [COUNTRY, 'ZZ', 'must be the code of a country'],
  [COUNTRY, 'de', 'must be the code of a country'],
  [PHONE, 'call me 1', 'must be a telephone number'],
  [PHONE, '+ ()', 'must be a telephone number'],
  [PHONE, '12', 'must be 3 to 32 characters'],
  [SOCIAL, 'javascript:alert(1)', 'must be an address that begins with https://'],
  [SOCIAL, '@ana', 'must be an address that begins with https://'],
  [SOCIAL, 'https://', 'must be an address that begins with https://'],
  [SCOPES, 'Opportunity', 'must be a small letter and then'],
])('%j refuses %j', (rule, text, fault) => {
  expect(textFault(text, rule)).toContain(fault);
});

const invalid = (parts: Partial<ValidationError>): ValidationError =>
  Object.assign(new ValidationError(), parts);

describe('fieldErrorsOf', () => {
  test('joins the path of what is nested, item by item', () => {
    const value = invalid({ property: 'value', constraints: { text: 'must be text' } });
    const first = invalid({ property: '0', children: [value] });
    const found = [invalid({ property: 'channels', children: [first] })];
    expect(fieldErrorsOf(found, 'input')).toEqual([
      { path: 'input.channels.0.value', message: 'must be text' },
    ]);
  });

  test('puts the place of an item of a list into the path', () => {
    const found = [invalid({ property: 'scopes', constraints: { texts: 'at 3: must be text' } })];
    expect(fieldErrorsOf(found, undefined)).toEqual([{ path: 'scopes.3', message: 'must be text' }]);
  });

  test('is bounded', () => {
    const found = Array.from({ length: 80 }, () =>
      invalid({ property: 'name', constraints: { text: 'must be text' } }),
    );
    expect(fieldErrorsOf(found, 'input')).toHaveLength(FIELD_ERRORS_MAX);
  });
});
