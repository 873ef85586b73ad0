import { createHash } from 'node:crypto';

/** The namespace of every id that follows from a command (made once for this product). */
const NAMESPACE = '5f0c2f5e-7a64-4f3b-9a0e-6a1d3c7be201';

/** Name-based UUID, version 5 (RFC 9562, section 5.5): the same name in the same namespace is the same id. */
export const uuidV5 = (name: string, namespace: string = NAMESPACE): string => {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/** The id of the `index`-th event that a command records in a stream: a retry makes the same ids. */
export const eventIdOf = (commandId: string, index: number): string => uuidV5(String(index), commandId);
