import type { Framed } from '../execution/framed';

/** A text that is shorter leaves in one piece with its headers. */
const TEXT_CHARACTERS_MAX = 2_000;
/** A text that is longer is measured before it is written, as it would take three times its room otherwise. */
const UNMEASURED_CHARACTERS_MAX = 100_000;
/** The most bytes that a character (a UTF-16 code unit) takes in UTF-8. */
const BYTES_PER_CHARACTER_MAX = 3;

/**
 * A text as it leaves in UTF-8. Where it is not all ASCII, to measure it costs as much as to write it: one of middle
 * length is written once, into as much room as it can take. `framed`: the same text, where its bytes are known.
 */
export const bodyOf = (text: string, framed?: Framed): string | Buffer => {
  if (text.length <= TEXT_CHARACTERS_MAX) return text;
  if (framed !== undefined) return inFrame(framed);
  if (text.length > UNMEASURED_CHARACTERS_MAX) return Buffer.from(text, 'utf8');
  const room = Buffer.allocUnsafe(text.length * BYTES_PER_CHARACTER_MAX);
  return room.subarray(0, room.write(text, 'utf8'));
};

const inFrame = ({ before, bytes, after }: Framed): Buffer => {
  const body = Buffer.allocUnsafe(before.length + bytes.length + after.length);
  body.write(before, 0, 'latin1');
  body.set(bytes, before.length);
  body.write(after, before.length + bytes.length, 'latin1');
  return body;
};
