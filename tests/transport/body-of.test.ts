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

  test('is the same where its bytes are known', () => {
    for (const size of [10, 3_000, 200_000]) {
      const text = 'Zoë'.repeat(size);
      const framed = { before: '{"a":', bytes: Buffer.from(text, 'utf8'), after: '}\n' };
      const whole = `{"a":${text}}\n`;
      expect(Buffer.from(bodyOf(whole, framed)).equals(Buffer.from(whole, 'utf8'))).toBe(true);
    }
  });
});
