import type { Basis } from './reads';
import type { WholeFields } from './selection';

/** The most bytes that all kept texts of whole objects take together, with what they rest on, as estimated. */
export const WHOLE_BYTES_MAX = 64_000_000;
/** What a text takes beside its characters: of short ones it is most. */
const TEXT_BYTES = 600;
/** What each thing takes that was read for it. */
const READ_BYTES = 600;
/** Of a character: with its byte in UTF-8, where that is wanted. */
const CHARACTER_BYTES = 2;
/** The most bytes of one of them. */
export const WHOLE_TEXT_BYTES_MAX = 2_000_000;

/** The text of a whole object, with what it rests on beside the object. */
export class WholeText {
  /** How many bytes of memory it takes. */
  readonly room: number;
  private encoded: Buffer | undefined;

  constructor(
    readonly text: string,
    readonly basis: Basis,
  ) {
    this.room = TEXT_BYTES + CHARACTER_BYTES * text.length + READ_BYTES * basis.size;
  }

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
let taken = 0;

/** Keeps the text in its place, and gives up as many of the oldest as it takes. */
export const keepWhole = (places: Places, asked: Asked, whole: WholeText): void => {
  if (whole.room > WHOLE_TEXT_BYTES_MAX) return;
  giveUp(places.get(asked));
  places.set(asked, whole);
  kept.set(whole, { places, asked });
  taken += whole.room;
  while (taken > WHOLE_BYTES_MAX) giveUp(kept.keys().next().value);
};

/** Forgets a text that no longer holds, or whose room is wanted. */
export const giveUp = (whole: WholeText | undefined): void => {
  const place = whole && kept.get(whole);
  if (whole === undefined || place === undefined) return;
  kept.delete(whole);
  place.places.delete(place.asked);
  taken -= whole.room;
};
