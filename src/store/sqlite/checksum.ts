import { crc32 } from 'node:zlib';
import type { EventRow } from './row';

/** The columns of an event that its checksum covers. */
export type Checked = Omit<EventRow, 'checksum'>;

/**
 * CRC-32 of an event as it is stored, with the name of its stream, for SQLite has no checksum of its pages. It finds
 * damage of the disk; it is no proof against a person who changes the file, and who can make it anew.
 */
export const checksumOf = (row: Checked): number => crc32(`${placeOf(row)}${contentOf(row).join('')}`);

/** True where the row is as it was written. */
export const isSound = (row: EventRow): boolean => row.checksum === checksumOf(row);

/** The lengths stand here too, so that no text can grow into the one beside it. */
const placeOf = (row: Checked): string =>
  JSON.stringify([
    row.stream,
    row.revision,
    row.position,
    row.recorded_at,
    hexOf(row.command_id),
    hexOf(row.event_id),
    row.type,
    row.version,
    row.personal === null,
    ...contentOf(row).map(({ length }) => length),
  ]);

const contentOf = ({ data, personal, metadata }: Checked): readonly string[] => [
  data,
  personal ?? '',
  metadata,
];

const hexOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
