import fc from 'fast-check';
import { CURSOR_CHARACTERS_MAX, cursorOf, placeOf } from '../../projections/cursor';

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor', () => {
  test('brings back the place it marks', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger()),
        fc.uuid(),
        (question, sort, key) => {
          const cursor = cursorOf(question, { sort, key });
          expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
          expect(placeOf(question, cursor)).toEqual({ sort, key });
        },
      ),
    );
  });

  test('is refused by another question', () => {
    const cursor = cursorOf('contacts of Acme', { sort: 'ferreira ana', key: 'ana' });
    expect(() => placeOf('contacts of Globex', cursor)).toThrow('belongs to another question');
  });

  test.each([
    ['empty', ''],
    ['no base64', 'a b!'],
    ['no JSON', Buffer.from('nonsense').toString('base64url')],
    ['an object', encoded({ sort: 'a' })],
    ['too short', encoded(['x', 'a'])],
    ['a place of another kind', encoded(['x', null, 'key'])],
    ['a fraction', encoded(['x', 1.5, 'key'])],
    ['a key of another kind', encoded(['x', 'a', 7])],
    ['too long', 'a'.repeat(CURSOR_CHARACTERS_MAX + 1)],
  ])('is refused when it is %s', (_what, cursor) => {
    expect(() => placeOf('contacts', cursor)).toThrow('expected a cursor that an earlier page answered');
  });
});
