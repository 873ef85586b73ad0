import { isUtf8 } from 'node:buffer';
import type { BrokenLine } from './contact-record';

/**
 * The most bytes of one CSV record; a quote that is never closed is noticed here, and memory stays bounded.
 */
export const RECORD_BYTES_MAX = 131_072;

/** The cells of one record; a cell that is not UTF-8 is `undefined`. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly (string | undefined)[];
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

type Cut = { readonly cells: readonly Buffer[]; readonly end: number } | { readonly broken: string } | 'more';

/**
 * Cuts bytes into CSV records (RFC 4180; lines end with LF, CRLF or CR). A record whose quotes do not match
 * is reported, and reading goes on at the line after the one it began on: so one stray quote costs one line,
 * not the rest of the file. /
 */
export async function* csvRecords(
  bytes: AsyncIterable<Buffer>,
  delimiter: number,
): AsyncGenerator<CsvRecord | BrokenLine> {
  let held: Buffer = Buffer.alloc(0);
  let line = 1;
  let dropping = false;
  const cutAll = function* (atEnd: boolean): Generator<CsvRecord | BrokenLine> {
    let start = 0;
    while (start < held.length) {
      const cut = dropping ? REST_OF_LINE : cutRecord(held, start, delimiter, atEnd);
      if (cut === 'more') break;
      const end = 'broken' in cut ? endOfLine(held, start, atEnd) : cut.end;
      if (end === undefined && held.length - start <= RECORD_BYTES_MAX) break;
      if ('cells' in cut && !isBlank(cut.cells)) yield { line, cells: cut.cells.map(textOf) };
      if ('broken' in cut && !dropping) yield { line, why: cut.broken };
      // A line too long to be held is reported once; the rest of it is dropped as it comes.
      dropping = end === undefined;
      line += linesIn(held, start, end ?? held.length);
      start = end ?? held.length;
    }
    held = held.subarray(start);
  };
  for await (const chunk of bytes) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    yield* cutAll(false);
  }
  yield* cutAll(true);
}

const REST_OF_LINE = { broken: 'the rest of a line that was reported already' };

const cutRecord = (held: Buffer, start: number, delimiter: number, atEnd: boolean): Cut => {
  const cells: Buffer[] = [];
  for (let at = start; ; at += 1) {
    const quoted = held[at] === QUOTE;
    const cell = quoted ? quotedCell(held, at) : plainCell(held, at, delimiter);
    if (cell === undefined || (cell.end >= held.length && !atEnd)) return unfinished(held, start, atEnd);
    cells.push(cell.bytes);
    at = cell.end;
    if (at >= held.length) return { cells, end: at };
    const after = held[at];
    if (after === LF) return { cells, end: at + 1 };
    if (after === CR) {
      if (at + 1 >= held.length && !atEnd) return 'more';
      return { cells, end: held[at + 1] === LF ? at + 2 : at + 1 };
    }
    if (after !== delimiter)
      return { broken: 'expected a delimiter or the end of the line after a closing quote' };
  }
};

const unfinished = (held: Buffer, start: number, atEnd: boolean): Cut => {
  if (atEnd) return { broken: 'expected a closing quote before the end of the file' };
  if (held.length - start <= RECORD_BYTES_MAX) return 'more';
  return { broken: `expected a record of at most ${RECORD_BYTES_MAX} bytes; is a quote left open?` };
};

interface Cell {
  readonly bytes: Buffer;
  readonly end: number;
}

const quotedCell = (held: Buffer, open: number): Cell | undefined => {
  let doubled = false;
  let close = held.indexOf(QUOTE, open + 1);
  while (close !== -1 && held[close + 1] === QUOTE) {
    doubled = true;
    close = held.indexOf(QUOTE, close + 2);
  }
  if (close === -1) return undefined;
  const bytes = held.subarray(open + 1, close);
  return {
    bytes: doubled ? Buffer.from(bytes.toString('latin1').replaceAll('""', '"'), 'latin1') : bytes,
    end: close + 1,
  };
};

const plainCell = (held: Buffer, start: number, delimiter: number): Cell => {
  let end = start;
  for (; end < held.length; end += 1) {
    const byte = held[end];
    if (byte === delimiter || byte === LF || byte === CR) break;
  }
  return { bytes: held.subarray(start, end), end };
};

/** Where the next physical line begins; `undefined` where the end of this one has not been read yet. */
const endOfLine = (held: Buffer, start: number, atEnd: boolean): number | undefined => {
  for (let at = start; at < held.length; at += 1) {
    if (held[at] === LF) return at + 1;
    if (held[at] === CR && at + 1 < held.length) return held[at + 1] === LF ? at + 2 : at + 1;
  }
  return atEnd ? held.length : undefined;
};

const linesIn = (held: Buffer, start: number, end: number): number => {
  let lines = 0;
  for (let at = start; at < end; at += 1) {
    if (held[at] === LF || (held[at] === CR && held[at + 1] !== LF)) lines += 1;
  }
  return lines;
};

const isBlank = (cells: readonly Buffer[]): boolean => cells.length === 1 && cells[0]?.length === 0;

const textOf = (cell: Buffer): string | undefined => (isUtf8(cell) ? cell.toString('utf8') : undefined);
