import type { Basis } from './reads';
import type { WholeFields } from './selection';

/** The most characters of all texts of whole objects that are kept. */
export const WHOLE_CHARACTERS_MAX = 8_000_000;
/** The most characters of one of them. */
export const WHOLE_TEXT_CHARACTERS_MAX = 1_000_000;

/** The text of a whole object, with what it rests on beside the object. */
export class WholeText {
  private encoded: Buffer | undefined;

  constructor(
    readonly text: string,
    readonly basis: Basis,
  ) {}

  /** The text in UTF-8, made once. */
  get bytes(): Buffer {
    this.encoded ??= Buffer.from(this.text, 'utf8');
    return this.encoded;
  }
}

/** What was asked for: its number, with the values of variables as text where it depends on any. */
export type Asked = number | string;

/** The most characters of such values. */
const VALUES_CHARACTERS_MAX = 200;

/** What is asked for with these values of variables; undefined where they are too long to be kept. */
export const askedWith = (
  { number, variables }: WholeFields,
  values: Readonly<Record<string, unknown>>,
): Asked | undefined => {
  if (variables.length === 0) return number;
  // A variable that was not given is another than null.
  const given = variables.map((name) => (Object.hasOwn(values, name) ? [values[name]] : []));
  const text = JSON.stringify(given);
  return text.length > VALUES_CHARACTERS_MAX ? undefined : `${number} ${text}`;
};

/** Where one of them is kept. */
type Places = Map<Asked, WholeText>;

/** All that are kept, oldest first, to make room. A place that nobody reaches any more goes the same way. */
const kept = new Map<WholeText, { readonly places: Places; readonly asked: Asked }>();
let characters = 0;

/** Keeps the text in its place, and gives up as many of the oldest as it takes. */
export const keepWhole = (places: Places, asked: Asked, whole: WholeText): void => {
  if (whole.text.length > WHOLE_TEXT_CHARACTERS_MAX) return;
  giveUp(places.get(asked));
  places.set(asked, whole);
  kept.set(whole, { places, asked });
  characters += whole.text.length;
  while (characters > WHOLE_CHARACTERS_MAX) giveUp(kept.keys().next().value);
};

/** Forgets a text that no longer holds, or whose room is wanted. */
export const giveUp = (whole: WholeText | undefined): void => {
  const place = whole && kept.get(whole);
  if (whole === undefined || place === undefined) return;
  kept.delete(whole);
  place.places.delete(place.asked);
  characters -= whole.text.length;
};
