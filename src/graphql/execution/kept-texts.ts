import type { Basis } from './reads';
import { type Asked, giveUp, keepWhole, WholeText } from './whole-texts';

/** Under this name a source of answers has the texts that were made of it. */
export const TEXTS = Symbol('texts');

/** The most texts of one source: as many questions as are asked again and again, by each kind of actor. */
export const TEXTS_PER_SOURCE_MAX = 8;

/**
 * What was written of an object, by the fields that were asked for. Only an object may have them that never changes,
 * and of whose marked fields (`FOLLOWS_FROM_SOURCE`) each value follows from the object alone; they live as long as
 * it does.
 */
export class KeptTexts {
  private texts: Map<number, string> | undefined;
  /** What was asked for once: most of it never is again. */
  private askedOnce: Asked[] | undefined;
  private wholes: Map<Asked, WholeText> | undefined;

  find(asked: number): string | undefined {
    return this.texts?.get(asked);
  }

  /** Keeps the text of what is asked for a second time; by its number, so that no plan outlives its document here. */
  keep(asked: number, text: string): void {
    if (!this.isAskedAgain(asked)) return;
    this.texts ??= new Map();
    const oldest = this.texts.size >= TEXTS_PER_SOURCE_MAX ? this.texts.keys().next().value : undefined;
    if (oldest !== undefined) this.texts.delete(oldest);
    this.texts.set(asked, inOnePiece(text));
  }

  /** The text of the whole object with what lies below it, which may no longer hold. */
  findWhole(asked: Asked): WholeText | undefined {
    return this.wholes?.get(asked);
  }

  /** The same for the whole object, with what it rests on. */
  keepWhole(asked: Asked, text: string, basis: Basis): void {
    if (!this.isAskedAgain(asked)) return;
    this.wholes ??= new Map();
    if (this.wholes.size >= TEXTS_PER_SOURCE_MAX) giveUp(this.wholes.values().next().value);
    keepWhole(this.wholes, asked, new WholeText(inOnePiece(text), basis));
  }

  /** Gives up a text that no longer holds: it is kept again when it is asked for twice more. */
  forgetWhole(asked: Asked): void {
    giveUp(this.wholes?.get(asked));
    this.askedOnce = this.askedOnce?.filter((once) => once !== asked);
  }

  /** Whether it was asked for before; from now on it was. */
  isAskedAgain(asked: Asked): boolean {
    this.askedOnce ??= [];
    if (this.askedOnce.includes(asked)) return true;
    if (this.askedOnce.length >= TEXTS_PER_SOURCE_MAX) this.askedOnce.shift();
    this.askedOnce.push(asked);
    return false;
  }
}

/** A source with a place for its texts. */
export interface Keeping {
  readonly [TEXTS]: KeptTexts | undefined;
}

/** The place for the texts of a source; undefined where it keeps none. */
export const textsOf = (source: unknown): KeptTexts | undefined =>
  (source as Partial<Keeping> | null | undefined)?.[TEXTS];

/** A text that was put together from many is a tree of them, which would be walked each time it is written. */
const inOnePiece = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');
