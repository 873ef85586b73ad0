import { crc32 } from 'node:zlib';
import type { EventRow } from './row';

/** What the checksum of an event covers. */
export type Checked = Omit<EventRow, 'checksum'>;

/**
 * CRC-32 of an event as it is stored, with the name of its stream, for SQLite has no checksum of its pages. It finds
 * damage of the disk; it is no proof against a person who changes the file, and who can make it anew.
 */
export const checksumOf = (row: Checked): number => {
  const { data, personal, metadata } = row;
  return crc32(`${placeOf(row)}${data}${personal ?? ''}${metadata}`);
};

/** True where the row is as it was written. */
export const isSound = (row: EventRow): boolean => row.checksum === checksumOf(row);

/**
 * JSON of the event's place; it is the layout of every checksum since the first. The lengths stand here too, so that no
 * text can grow into the one beside it.
 */
const placeOf = (row: Checked): string => {
  const place = `${quoted(row.stream)},${row.revision},${row.position},${row.recordedAt}`;
  const what = `"${row.commandHex}","${row.eventHex}",${quoted(row.type)},${row.version}`;
  const lengths = `${row.data.length},${row.personal?.length ?? 0},${row.metadata.length}`;
  return `[${place},${what},${row.personal === null},${lengths}]`;
};

/** As JSON writes it; few names have what must be escaped. */
const quoted = (text: string): string => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`);

const ESCAPED = /["\\\u0000-\u001f]/;
