/**
 * The message that gives a prepared statement its values; answers come as text. It is as long as it must be and made at
 * once: that of the driver grows as it is filled, and what it grew out of is garbage, several times the values of a
 * statement that carries much.
 */
export const bindMessage = (statement: string, values: readonly (string | Buffer | null)[]): Buffer => {
  const sizes = values.map(sizeOf);
  const nameBytes = Buffer.byteLength(statement);
  const valueBytes = sizes.reduce((sum, size) => sum + Math.max(0, size), 0);
  const length = FIXED_BYTES + nameBytes + valueBytes + values.length * BYTES_BESIDE_VALUE;
  const message = Buffer.allocUnsafe(1 + length);
  let at = message.writeInt32BE(length, message.writeUInt8(BIND));
  at = message.writeUInt8(0, at);
  at += message.write(statement, at);
  at = message.writeInt16BE(values.length, message.writeUInt8(0, at));
  for (const value of values) at = message.writeInt16BE(Buffer.isBuffer(value) ? BINARY : TEXT, at);
  at = message.writeInt16BE(values.length, at);
  for (const [index, value] of values.entries()) {
    at = message.writeInt32BE(sizes[index] ?? NULL_SIZE, at);
    if (typeof value === 'string') at += message.write(value, at);
    else if (value !== null) at += value.copy(message, at);
  }
  message.writeInt16BE(TEXT, message.writeInt16BE(1, at));
  return message;
};

const BIND = 'B'.charCodeAt(0);
const [TEXT, BINARY] = [0, 1];
const NULL_SIZE = -1;
/** Its own length, the ends of two names, how many formats and values, and the format of all answers. */
const FIXED_BYTES = 4 + 2 + 2 + 2 + 4;
/** Its format and its size. */
const BYTES_BESIDE_VALUE = 2 + 4;

const sizeOf = (value: string | Buffer | null): number => {
  if (value === null) return NULL_SIZE;
  return typeof value === 'string' ? Buffer.byteLength(value) : value.length;
};
