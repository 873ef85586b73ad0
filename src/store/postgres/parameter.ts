/** A value as the server reads it: text, bytes, or nothing. Lists become array literals. */
export const parameterOf = (value: unknown): string | Buffer | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  if (Array.isArray(value)) return arrayLiteral(value);
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw new Error(`expected a text, a number, bytes or a list of them as a parameter, got ${typeof value}`);
};

const arrayLiteral = (values: readonly unknown[]): string => `{${values.map(elementOf).join()}}`;

const elementOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string') return quoted(value);
  const parameter = parameterOf(value);
  return typeof parameter === 'string' ? parameter : `"\\\\x${parameter?.toString('hex')}"`;
};

const quoted = (text: string): string => `"${SPECIAL.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`;

const SPECIAL = /["\\]/;
