/** The most characters of a word that are looked at: a lexeme of PostgreSQL has at most 2,046 bytes. */
export const WORD_CHARACTERS_MAX = 500;

/** The words of a text with their places, as PostgreSQL writes a `tsvector`. */
export const vectorOf = (text: string): string =>
  wordsIn(text)
    .map((word, index) => `${word}:${Math.min(index + 1, PLACES_MAX)}`)
    .join(' ');

/**
 * What finds texts in which each of the given ones begins somewhere, as PostgreSQL writes a `tsquery`: the words of one
 * stand beside each other, and the last may go on. `undefined` where there is no word.
 */
export const queryOf = (texts: readonly string[]): string | undefined => {
  const phrases = texts.map(wordsIn).filter(({ length }) => length > 0);
  return phrases.length === 0 ? undefined : phrases.map((words) => `${words.join(' <-> ')}:*`).join(' & ');
};

/** A `tsvector` counts no further. */
const PLACES_MAX = 16_383;

/**
 * The words of a text as SQLite's FTS5 finds them (unicode61, remove_diacritics 2): small letters, those of ASCII
 * without their accents, ended by whatever is neither letter nor digit.
 */
const wordsIn = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/[^\0-\x7f]/gu, plainLetter)
    .replace(PASSED_OVER, '')
    .split(/[^\p{L}\p{N}\p{Co}]+/u)
    .filter((word) => word !== '')
    .map((word) => [...word].slice(0, WORD_CHARACTERS_MAX).join(''));

/** The letter of ASCII that the character is with an accent or two; else the character. */
const plainLetter = (character: string): string =>
  /^([a-z])\p{M}+$/u.exec(character.normalize('NFD'))?.[1] ?? character;

/** The accents, standing by themselves, that do not end a word; all others do. */
const PASSED_OVER = /[\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331]/g;
