import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readCsv } from '../../src/cli/files/read-csv';
import { guarded, unguarded } from '../../src/cli/files/spreadsheet-formula';
import { channelsWithoutColumn, csvHeader, csvLine } from '../../src/cli/files/write-csv';
import { ana, anaOfNordlicht, anyCard, recordOf } from './exported';
import { bytesOfText, fixture, people } from './reading';

const GUARDED = { guardFormulas: true };

describe('csvLine', () => {
  test('writes a contact as checked by eye', () => {
    const written = csvHeader() + csvLine(anaOfNordlicht, GUARDED);
    expect(written).toBe(readFileSync(fixture('written.csv'), 'utf8'));
  });

  test('is read back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCard, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (cards, named) => {
          const contacts = cards.map((card) => (named ? { ...anaOfNordlicht, card } : { card }));
          const written = csvHeader() + contacts.map((contact) => csvLine(contact, GUARDED)).join('');
          const read = await people(readCsv(bytesOfText(written)));
          expect(read.map(({ line: _, ...record }) => record)).toEqual(
            contacts.map((one) => recordOf(one, (set) => set)),
          );
        },
      ),
    );
  });

  test('counts the ways to reach a contact that have no column', () => {
    expect(channelsWithoutColumn({ card: ana })).toBe(0);
    const emails = [1, 2, 3, 4, 5].map((id) => ({ ...ana.channels[0]!, channelId: String(id) }));
    expect(channelsWithoutColumn({ card: { ...ana, channels: emails } })).toBe(2);
  });
});

describe('a cell that begins like a formula', () => {
  test.each(['=1+1', '+cmd', '-2+3|x', '@SUM(A1)', "'=1"])('is guarded: %s', (cell) => {
    expect(guarded(cell)).toBe(`'${cell}`);
    expect(unguarded(guarded(cell))).toBe(cell);
  });

  test.each(['+49 (30) 555-0101', 'Ana', "O'Neil", "'t Hooft", 'a=b'])('is left as it is: %s', (cell) => {
    expect(guarded(cell)).toBe(cell);
    expect(unguarded(cell)).toBe(cell);
  });
});
