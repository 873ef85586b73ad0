import type { ChannelKind } from '../../../events';

/** The most characters of each text, as the events' schemas have them. */
export const TEXT_MAX = {
  contactId: 36,
  externalId: 200,
  system: 100,
  namePart: 100,
  title: 200,
  department: 200,
  EMAIL: 254,
  PHONE: 32,
  MOBILE: 32,
  ADDRESS: 500,
  SOCIAL: 500,
} as const satisfies Record<ChannelKind, number> & Record<string, number>;

/** The most ways to reach one person that are read from a file. */
export const CHANNELS_MAX = 20;

/** A text that will not do; the message says what was expected, without the text. */
export class UnfitText extends Error {
  override readonly name = 'UnfitText';
}

/**
 * A text as it is kept: one line, without spaces around it. Lines become `lineBreak`, because names and
 * addresses are shown on one line. Text that is empty after this says nothing, hence `undefined`. /
 */
export const tidied = (text: string, lineBreak = ' '): string | undefined => {
  // Most fields of a table are empty, and hardly any has several lines.
  if (text === '') return undefined;
  const tidy = (SEVERAL_LINES.test(text) ? oneLine(text.trim(), lineBreak) : text.trim()).replaceAll(
    '\t',
    ' ',
  );
  return tidy === '' ? undefined : tidy;
};

const SEVERAL_LINES = /[\r\n]/;

const oneLine = (text: string, lineBreak: string): string =>
  text
    .replace(/[\r\n]+/g, '\n')
    .replace(/[^\S\n]*\n\s*/g, '\n')
    .replaceAll('\n', lineBreak);

/** The text if it has the form that is kept; `place` names where it stood. */
export const checked = (text: string, kind: keyof typeof TEXT_MAX, place: string): string => {
  const longest = TEXT_MAX[kind];
  if (text.length > longest) throw new UnfitText(`${place}: expected at most ${longest} characters`);
  if (/[\u0000-\u001f\u007f-\u009f]/.test(text))
    throw new UnfitText(`${place}: expected no control characters`);
  if (kind === 'contactId' && !UUID.test(text))
    throw new UnfitText(`${place}: expected a UUID in small letters`);
  if (kind === 'EMAIL' && !EMAIL.test(text))
    throw new UnfitText(`${place}: expected an e-mail address (name@domain)`);
  return text;
};

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
