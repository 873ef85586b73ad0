import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvRecords } from '../../src/cli/files/csv-records';
import { all, bytesOfText } from './reading';

const COMMA = 0x2c;

/** Cells as a table may hold them, with everything that needs a quote. */
const cell = fc.string({ unit: fc.constantFrom('a', 'ä', '𝄞', ' ', ',', '"', '\n', '\r\n', "'") });
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('csvRecords', () => {
  test('reads what csv-parse reads, wherever the pieces end', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('\n', '\r\n'),
        async (rows, size, end) => {
          const text = rows.map((row) => row.map(quoted).join(',')).join(end);
          const found = await all(csvRecords(bytesOfText(text, size), COMMA));
          expect(found.map((record) => ('cells' in record ? record.cells : record))).toEqual(rows);
          expect(parse(text, { relax_column_count: true })).toEqual(rows);
        },
      ),
    );
  });

  test('never fails, whatever the bytes are, and tells lines in rising order', async () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some));
    const csvLike = fc
      .string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'x'), maxLength: 60 })
      .map((some) => Buffer.from(some));
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, csvLike), fc.integer({ min: 1, max: 9 }), async (some, size) => {
        const whole = await all(csvRecords(bytesOfText(some), COMMA));
        expect(await all(csvRecords(bytesOfText(some, size), COMMA))).toEqual(whole);
        expect(whole.map(({ line }) => line)).toEqual(
          [...new Set(whole.map(({ line }) => line))].sort((a, b) => a - b),
        );
      }),
    );
  });
});
