import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readVcard } from '../../src/cli/files/read-vcard';
import { folded, LINE_BYTES_MAX, vcardOf } from '../../src/cli/files/write-vcard';
import { anaOfNordlicht, anyCard, recordOf } from './exported';
import { bytesOfText, fixture, people } from './reading';

describe('vcardOf', () => {
  test.each(['3.0', '4.0'] as const)('writes version %s as checked by eye', (version) => {
    expect(vcardOf(anaOfNordlicht, version)).toBe(readFileSync(fixture(`written-${version}.vcf`), 'utf8'));
  });

  test.each(['3.0', '4.0'] as const)('is read back from version %s as it was written', async (version) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCard, { minLength: 1, maxLength: 3 }), async (cards) => {
        const written = cards.map((card) => vcardOf({ card }, version)).join('');
        const read = await people(readVcard(bytesOfText(written)));
        const inOrder = read.map(({ line: _, ...record }) => record);
        expect(inOrder).toEqual(cards.map((card) => recordOf({ card }, (set) => set || undefined)));
      }),
    );
  });

  test('never writes a line of more than 75 bytes, nor half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 60, maxLength: 300 }), (text) => {
        const line = text.replace(/[\r\n]/g, '');
        const pieces = folded(line).split('\r\n');
        expect(
          pieces.every(
            (piece) => Buffer.byteLength(piece) <= LINE_BYTES_MAX && Buffer.from(piece).toString() === piece,
          ),
        ).toBe(true);
        expect(pieces.map((piece, index) => (index === 0 ? piece : piece.slice(1))).join('')).toBe(line);
      }),
    );
  });
});
