import { type ColumnMapping, fieldsOfHeader, mappedFields } from './column-mapping';
import { COLUMNS, type Field, fieldNamed } from './columns';
import { type BrokenLine, type FileLine, UnreadableFile } from './contact-record';
import { type CsvRecord, csvRecords } from './csv-records';
import { flag, recordOfRow } from './csv-row';
import { unguarded } from './spreadsheet-formula';
import { UnfitText } from './text-form';

/** The delimiters of tables, in the order in which they are tried. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** The most bytes in which the first line of a table must end. */
export const HEADER_BYTES_MAX = 65_536;

export interface CsvReading {
  /** Found from the first line where absent. */
  readonly delimiter?: Delimiter;
  /** Which column holds what; the standard names where absent. */
  readonly mapping?: ColumnMapping;
}

/** Reads a table of contacts (UTF-8, with or without a byte order mark) row by row, in bounded memory. */
export async function* readCsv(
  bytes: AsyncIterable<Buffer>,
  { delimiter, mapping }: CsvReading = {},
): AsyncGenerator<FileLine> {
  const { start, all } = await peek(bytes);
  const records = csvRecords(all, (delimiter ?? delimiterOf(start)).charCodeAt(0));
  const first = await records.next();
  if (first.done) throw new UnreadableFile('line 1: expected the names of the columns, got an empty file');
  const header = headerOf(first.value);
  const fields = fieldsOfHeader(header, mapping === undefined ? fieldNamed : mappedFields(mapping, header));
  for await (const record of records) {
    if ('why' in record) yield record;
    else if (record.cells.some((cell) => cell !== '')) yield lineOf(record, fields);
  }
}

const headerOf = (first: CsvRecord | BrokenLine): readonly string[] => {
  if ('why' in first) throw new UnreadableFile(`line ${first.line}: ${first.why}`);
  return first.cells.map((cell) => {
    if (cell === undefined)
      throw new UnreadableFile('line 1: expected UTF-8 text; save the table as "CSV UTF-8"');
    return cell;
  });
};

const lineOf = ({ line, cells }: CsvRecord, fields: readonly (Field | undefined)[]): FileLine => {
  if (cells.length !== fields.length) {
    return { line, why: `expected ${fields.length} columns as in the first line, got ${cells.length}` };
  }
  const row = new Map<Field, string>();
  for (const [index, field] of fields.entries()) {
    const cell = cells[index];
    if (field === undefined) continue;
    if (cell === undefined) return { line, why: `column ${COLUMNS[field][0]}: expected UTF-8 text` };
    row.set(field, unguarded(cell));
  }
  try {
    if (flag(row, 'deleted') === true)
      return { line, why: 'column IsDeleted: the person was deleted in the source' };
    return recordOfRow(line, row);
  } catch (unfit) {
    if (unfit instanceof UnfitText) return { line, why: unfit.message };
    throw unfit;
  }
};

/** The first line, read ahead; `all` still begins with it, without the byte order mark. */
const peek = async (bytes: AsyncIterable<Buffer>): Promise<{ start: Buffer; all: AsyncIterable<Buffer> }> => {
  const chunks = bytes[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  while (start.length < HEADER_BYTES_MAX && !/[\r\n]/.test(start.toString('latin1'))) {
    const next = await chunks.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) {
    throw new UnreadableFile('line 1: expected UTF-8 text, got UTF-16; save the table as "CSV UTF-8"');
  }
  if (start.subarray(0, 3).equals(BYTE_ORDER_MARK)) start = start.subarray(3);
  const all = async function* (): AsyncGenerator<Buffer> {
    yield start;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  return { start, all: all() };
};

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The delimiter that cuts the first line into most cells. */
const delimiterOf = (start: Buffer): Delimiter => {
  const line = start.toString('latin1').split(/[\r\n]/, 1)[0] ?? '';
  const outside = line.replace(/"[^"]*"/g, '');
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: outside.split(delimiter).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
};
