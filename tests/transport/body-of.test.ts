import { bodyOf } from '../../src/graphql/transport/body-of';

describe('the body of an answer', () => {
  const pieces = ['a', 'ë', '語', '😀', '\ud800', '"\n'];

  test.each([1, 600, 1_999, 2_000, 2_001, 40_000, 100_000, 100_001])(
    'is its text in UTF-8 (%i characters)',
    (size) => {
      for (const piece of pieces) {
        const text = piece.repeat(size).slice(0, size);
        const expected = Buffer.from(text, 'utf8');
        const body = bodyOf(text);
        expect(Buffer.compare(typeof body === 'string' ? Buffer.from(body, 'utf8') : body, expected)).toBe(0);
        expect(Buffer.byteLength(body)).toBe(expected.length);
      }
    },
  );

  test('is made of what was put together from many texts', () => {
    let text = '';
    for (let index = 0; index < 3_000; index += 1) text += index % 2 === 0 ? 'Zoë' : '語';
    expect(bodyOf(text)).toEqual(Buffer.from(text, 'utf8'));
  });
});
