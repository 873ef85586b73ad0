import { hash } from 'node:crypto';

/** The namespace of every id that follows from a command (made once for this product). */
const NAMESPACE = '5f0c2f5e-7a64-4f3b-9a0e-6a1d3c7be201';

const NAMESPACE_BYTES = 16;

/** Name-based UUID, version 5 (RFC 9562, section 5.5): the same name in the same namespace is the same id. */
export const uuidV5 = (name: string, namespace: string = NAMESPACE): string => {
  const bytes = Buffer.allocUnsafe(NAMESPACE_BYTES + Buffer.byteLength(name));
  bytes.write(namespace.replaceAll('-', ''), 'hex');
  bytes.write(name, NAMESPACE_BYTES);
  const hex = hash('sha1', bytes, 'hex');
  const variant = VARIANTS[Number.parseInt(hex.charAt(16), 16) & 3];
  const [third, fourth] = [`5${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${third}-${fourth}-${hex.slice(20, 32)}`;
};

/** Two bits of this digit tell the layout of the id; the others are the hash's. */
const VARIANTS = ['8', '9', 'a', 'b'] as const;

/** The id of the `index`-th event that a command records in a stream: a retry makes the same ids. */
export const eventIdOf = (commandId: string, index: number): string => uuidV5(String(index), commandId);
