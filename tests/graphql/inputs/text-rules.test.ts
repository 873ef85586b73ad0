import { ValidationError } from 'class-validator';
import { NAME_PART, REASON, ROLE_CODE, SCOPES } from '../../../src/graphql/inputs/bounds';
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
