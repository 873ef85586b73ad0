/**
 * Lists of values as the server keeps them itself. A list as text is written with escapes and read character by
 * character, on both sides; of a call with many events that is most of what the call costs beside its work.
 */

/** Texts, or nothing in their place. */
export const textArray = (values: readonly (string | null)[]): Buffer => {
  const lengths = values.map((value) => (value === null ? NULL_LENGTH : Buffer.byteLength(value)));
  const bytes = lengths.reduce((sum, length) => sum + Math.max(0, length), 0);
  const array = arrayOf(TEXT, values.length, bytes);
  let at = HEADER_BYTES;
  for (const [index, value] of values.entries()) {
    at = array.writeInt32BE(lengths[index] ?? NULL_LENGTH, at);
    if (value !== null) at += array.write(value, at);
  }
  return array;
};

/** Bytes. */
export const byteaArray = (values: readonly Buffer[]): Buffer => {
  const bytes = values.reduce((sum, { length }) => sum + length, 0);
  const array = arrayOf(BYTEA, values.length, bytes);
  let at = HEADER_BYTES;
  for (const value of values) {
    at = array.writeInt32BE(value.length, at);
    at += value.copy(array, at);
  }
  return array;
};

/** UUIDs as they are usually written. */
export const uuidArray = (values: readonly string[]): Buffer => {
  const array = arrayOf(UUID, values.length, values.length * UUID_BYTES);
  let at = HEADER_BYTES;
  for (const value of values) {
    at = array.writeInt32BE(UUID_BYTES, at);
    for (const place of UUID_PLACES) {
      array[at] = (digit(value, place) << 4) | digit(value, place + 1);
      at += 1;
    }
  }
  return array;
};

/** Safe integers. */
export const bigintArray = (values: readonly number[]): Buffer => {
  const array = arrayOf(BIGINT, values.length, values.length * 8);
  let at = HEADER_BYTES;
  for (const value of values) {
    at = array.writeInt32BE(8, at);
    at = array.writeInt32BE(Math.floor(value / 2 ** 32), at);
    at = array.writeUInt32BE(value >>> 0, at);
  }
  return array;
};

/** Integers of at most 32 bits. */
export const intArray = (values: readonly number[]): Buffer => {
  const array = arrayOf(INT, values.length, values.length * 4);
  let at = HEADER_BYTES;
  for (const value of values) at = array.writeInt32BE(value, array.writeInt32BE(4, at));
  return array;
};

const [BYTEA, BIGINT, INT, TEXT, UUID] = [17, 20, 23, 25, 2950];

/** Dimensions, whether there are nulls, type, number of elements, and the index of the first. */
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;

const arrayOf = (type: number, count: number, bytes: number): Buffer => {
  const array = Buffer.allocUnsafe(HEADER_BYTES + count * LENGTH_BYTES + bytes);
  for (const [index, word] of [1, 1, type, count, 1].entries()) array.writeInt32BE(word, index * 4);
  return array;
};

const UUID_BYTES = 16;
/** Where the two digits of each byte stand. */
const UUID_PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/** The value of a digit in lower case. */
const digit = (text: string, place: number): number => {
  const code = text.charCodeAt(place);
  return code < 0x3a ? code - 0x30 : code - 0x57;
};
