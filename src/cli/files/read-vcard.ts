import { type FileLine, UnreadableFile } from './contact-record';
import { type ContentLine, contentLines } from './content-lines';
import { UnfitText } from './text-form';
import { personOf } from './vcard-person';
import { nameOf, PROPERTIES, propertyOf, type VcardProperty } from './vcard-properties';

/** The most lines of one card that say something about the contact. */
export const CARD_LINES_MAX = 200;

/**
 * Reads vCards (3.0 and 4.0, UTF-8) one after the other, in bounded memory. A broken card does not stop the
 * rest.
 */
export async function* readVcard(bytes: AsyncIterable<Buffer>): AsyncGenerator<FileLine> {
  let card: OpenCard | undefined;
  let strayReported = false;
  let lines = 0;
  for await (const content of contentLines(bytes)) {
    lines += 1;
    const text = lines === 1 ? content.text.replace(/^\ufeff/, '') : content.text;
    if (isMark(text, 'BEGIN')) {
      if (card !== undefined)
        yield { line: card.line, why: 'expected END:VCARD before the next card begins' };
      card = { line: content.line, lines: [], surplus: false };
    } else if (card !== undefined && isMark(text, 'END')) {
      yield lineOf(card);
      card = undefined;
      strayReported = false;
    } else if (card !== undefined) {
      keep(card, content);
    } else if (text.trim() !== '' && !strayReported) {
      yield { line: content.line, why: 'expected BEGIN:VCARD' };
      strayReported = true;
    }
  }
  if (lines === 0) throw new UnreadableFile('line 1: expected BEGIN:VCARD, got an empty file');
  if (card !== undefined) yield { line: card.line, why: 'expected END:VCARD before the end of the file' };
}

interface OpenCard {
  readonly line: number;
  readonly lines: ContentLine[];
  surplus: boolean;
}

const isMark = (text: string, mark: 'BEGIN' | 'END'): boolean =>
  text.length <= MARK_CHARACTERS_MAX && new RegExp(`^${mark}\\s*:\\s*VCARD\\s*$`, 'i').test(text);

const MARK_CHARACTERS_MAX = 40;

/** Keeps the lines that say something about the contact, and those that are no property at all. */
const keep = (card: OpenCard, content: ContentLine): void => {
  const name = nameOf(content.text);
  if (content.text.trim() === '' || (name !== undefined && !PROPERTIES.has(name))) return;
  if (card.lines.length < CARD_LINES_MAX) card.lines.push(content);
  else card.surplus = true;
};

const lineOf = ({ line, lines, surplus }: OpenCard): FileLine => {
  try {
    requireVersion(lines);
    if (surplus) throw new UnfitText(`expected at most ${CARD_LINES_MAX} lines about the person`);
    return personOf(line, lines.map(readLine));
  } catch (unfit) {
    if (unfit instanceof UnfitText) return { line, why: unfit.message };
    throw unfit;
  }
};

const requireVersion = (lines: readonly ContentLine[]): void => {
  const found = lines.find(({ text }) => nameOf(text) === 'version')?.text ?? ':';
  const version = found.slice(found.indexOf(':') + 1).trim();
  if (version === '3.0' || version === '4.0') return;
  throw new UnfitText(
    `VERSION: expected 3.0 or 4.0${version === '2.1' ? ', got 2.1; export the cards anew' : ''}`,
  );
};

const readLine = ({ line, text, flaw }: ContentLine): VcardProperty => {
  const name = nameOf(text);
  if (name === undefined) throw new UnfitText(`line ${line}: ${flaw ?? 'expected a property (NAME:value)'}`);
  if (flaw !== undefined) throw new UnfitText(`${name.toUpperCase()}: ${flaw}`);
  return propertyOf(line, name, text);
};
