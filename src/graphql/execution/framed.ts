import type { Run } from './run';
import type { Selection } from './selection';

/** Bytes of an answer that are known already, and the ASCII that stands around them. */
export interface Framed {
  readonly before: string;
  readonly bytes: Buffer;
  readonly after: string;
}

/**
 * The data as they were kept, where they are nothing else. A kept text that was found is part of the data: where these
 * are one field, no longer than with that text as its value, it is all of the value. Without errors, which take parts
 * out again.
 */
export const framedOf = (
  { lastWhole, errors }: Run,
  { members }: Selection,
  data: string,
): Framed | undefined => {
  const [only] = members;
  if (lastWhole === undefined || only === undefined || members.length > 1) return undefined;
  const before = `{${only.opening}`;
  const isAll = data.length === before.length + lastWhole.text.length + 1;
  return isAll && errors.noticed === 0 ? { before, bytes: lastWhole.bytes, after: '}' } : undefined;
};
