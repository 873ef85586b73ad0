import type { Basis } from './reads';

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

/** Where one of them is kept: by the number of what was asked for. */
type Places = Map<number, WholeText>;

/** All that are kept, oldest first, to make room. A place that nobody reaches any more goes the same way. */
const kept = new Map<WholeText, { readonly places: Places; readonly asked: number }>();
let characters = 0;

/** Keeps the text in its place, and gives up as many of the oldest as it takes. */
export const keepWhole = (places: Places, asked: number, whole: WholeText): void => {
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
