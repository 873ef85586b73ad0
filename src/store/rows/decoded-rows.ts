import type { AnyProjection } from '../../../projections/projection';

/** The most characters of stored text whose rows are remembered, over all models. */
export const CHARACTERS_DECODED_MAX = 16_000_000;

/**
 * The row that a text says, as one object for as long as it says the same: decoded once, and what readers make of a
 * row can be remembered with it. Frozen, for all readers share it. The text itself is compared, so nothing has to be
 * forgotten when rows change.
 */
export const decodedRow = (
  model: AnyProjection,
  key: string,
  text: string,
  decode: () => object = () => JSON.parse(text) as object,
): object => {
  const rows = DECODED.get(model) ?? new Map<string, Decoded>();
  const known = rows.get(key);
  if (known?.text === text) return known.row;
  const row = frozen(decode());
  DECODED.set(model, rows.set(key, { text, row }));
  count(text.length - (known?.text.length ?? 0));
  return row;
};

interface Decoded {
  readonly text: string;
  readonly row: object;
}

const DECODED = new Map<AnyProjection, Map<string, Decoded>>();
/** Keys of rows that were read once. */
const READ_ONCE = new Map<AnyProjection, Set<string>>();
let characters = 0;

/**
 * The same for a row that many others stand beside, most of which nobody asks for again: it is remembered when it is
 * read a second time, as long as it would have been remembered since the first.
 */
export const decodedAgain = (model: AnyProjection, key: string, text: string): object => {
  const known = DECODED.get(model)?.get(key);
  const read = READ_ONCE.get(model) ?? new Set();
  if (known !== undefined || read.has(key)) return decodedRow(model, key, text);
  READ_ONCE.set(model, read.add(key));
  count(text.length);
  return JSON.parse(text);
};

const count = (more: number): void => {
  characters += more;
  if (characters > CHARACTERS_DECODED_MAX) forget();
};

/** Begins anew, which is rare and cheap beside noting for each row when it was read last. */
const forget = (): void => {
  DECODED.clear();
  READ_ONCE.clear();
  characters = 0;
};

/** Nothing of it can be changed any more. */
export const frozen = <Value>(value: Value): Value => {
  // Most of a row is what it was before its last event, and so frozen already, with all in it.
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
};
