import { UnreadableFile } from '../../src/cli/files/contact-record';
import { CONTENT_LINE_BYTES_MAX } from '../../src/cli/files/content-lines';
import { CARD_LINES_MAX, readVcard } from '../../src/cli/files/read-vcard';
import { all, broken, bytesOf, bytesOfText, golden, people } from './reading';

const FILES = ['apple.vcf', 'version4.vcf', 'outlook.vcf', 'company.vcf', 'broken.vcf'];

const card = (...lines: readonly string[]): string =>
  ['BEGIN:VCARD', 'VERSION:4.0', ...lines, 'END:VCARD', ''].join('\r\n');

const read = (text: string) => readVcard(bytesOfText(text));

describe('readVcard', () => {
  test.each(FILES)('reads %s as checked by eye', async (name) => {
    expect(await all(readVcard(bytesOf(name)))).toEqual(golden(name));
  });

  test.each([1, 2, 3, 13])('does not depend on where pieces of %d bytes end', async (size) => {
    for (const name of FILES) expect(await all(readVcard(bytesOf(name, size)))).toEqual(golden(name));
  });

  test('unfolds lines that go on after a space or a tab', async () => {
    expect(await people(read(card('FN:Ana', 'TITLE:Head', '\t of', '  sales')))).toMatchObject([
      { title: 'Head of sales' },
    ]);
  });

  test('passes over a photo of any size', async () => {
    const photo = `PHOTO:data:image/jpeg;base64,${'A'.repeat(3 * CONTENT_LINE_BYTES_MAX)}`;
    expect(await people(read(card('FN:Ana', photo)))).toMatchObject([{ name: { family: 'Ana' } }]);
  });

  test('does not take over a line that is too long', async () => {
    const long = card(`TITLE:${'A'.repeat(CONTENT_LINE_BYTES_MAX)}`, 'FN:Ana');
    expect(await broken(read(long))).toEqual([
      { line: 1, why: `TITLE: expected at most ${CONTENT_LINE_BYTES_MAX} bytes` },
    ]);
  });

  test('says what is wrong with a card without repeating it', async () => {
    const cards = [
      [['TEL;TYPE="secret:1'], 'TEL: expected parameters as in RFC 6350'],
      [
        ['EMAIL;CHARSET=ISO-8859-1:secret@b.example'],
        'EMAIL: expected UTF-8 text, got another character set',
      ],
      [['X-LIAISON-ID:secret'], 'X-LIAISON-ID: expected a UUID in small letters'],
      [[`N:${'secret'.repeat(30)}`], 'N: expected at most 100 characters'],
      [Array.from({ length: 21 }, () => 'TEL:1'), 'EMAIL, TEL, ADR, URL, IMPP: expected at most 20 together'],
      [
        Array.from({ length: 201 }, () => 'TEL:1'),
        `expected at most ${CARD_LINES_MAX} lines about the person`,
      ],
    ] as const;
    for (const [lines, why] of cards) expect(await broken(read(card(...lines)))).toEqual([{ line: 1, why }]);
  });

  test('refuses an empty file', async () => {
    await expect(all(read(''))).rejects.toThrow(UnreadableFile);
  });
});
