/**
 * Arrays as PostgreSQL reads them without parsing (its array_recv): for thousands of texts in one statement, where
 * quoting them here and finding their ends there would cost more than writing them to the log.
 */

/** Texts, some of which may be absent. */
export const textArray = (values: readonly (string | null)[]): Buffer => {
  const sizes = values.map((value) => (value === null ? 0 : Buffer.byteLength(value)));
  const array = begin(TEXT, values.length, sum(sizes), values.includes(null));
  let at = HEADER_BYTES;
  values.forEach((value, index) => {
    const size = sizes[index] ?? 0;
    at = array.writeInt32BE(value === null ? ABSENT : size, at);
    if (value !== null) array.write(value, at);
    at += size;
  });
  return array;
};

/** UUIDs in their usual spelling. */
export const uuidArray = (values: readonly string[]): Buffer => {
  const array = begin(UUID, values.length, values.length * UUID_BYTES);
  let at = HEADER_BYTES;
  for (const value of values) {
    at = array.writeInt32BE(UUID_BYTES, at);
    at += array.write(value.replaceAll('-', ''), at, 'hex');
  }
  return array;
};

/** Whole numbers of up to 32 bits. */
export const intArray = (values: readonly number[]): Buffer => {
  const array = begin(INT, values.length, values.length * INT_BYTES);
  let at = HEADER_BYTES;
  for (const value of values) at = array.writeInt32BE(value, array.writeInt32BE(INT_BYTES, at));
  return array;
};

/** Safe integers. */
export const bigintArray = (values: readonly number[]): Buffer => {
  const array = begin(BIGINT, values.length, values.length * BIGINT_BYTES);
  let at = HEADER_BYTES;
  for (const value of values) at = array.writeBigInt64BE(BigInt(value), array.writeInt32BE(BIGINT_BYTES, at));
  return array;
};

/** PostgreSQL's numbers for the types (pg_type.dat). */
const [BIGINT, INT, TEXT, UUID] = [20, 23, 25, 2950];
const [BIGINT_BYTES, INT_BYTES, UUID_BYTES] = [8, 4, 16];
const ABSENT = -1;
/** Dimensions, whether a value is absent, type, length, first index. */
const HEADER_BYTES = 5 * 4;

const begin = (type: number, count: number, contentBytes: number, hasAbsent = false): Buffer => {
  if (count === 0) throw new Error('expected an array with elements, got none');
  const array = Buffer.allocUnsafe(HEADER_BYTES + 4 * count + contentBytes);
  [1, hasAbsent ? 1 : 0, type, count, 1].forEach((value, index) => {
    array.writeInt32BE(value, 4 * index);
  });
  return array;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
