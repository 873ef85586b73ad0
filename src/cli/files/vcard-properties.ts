import ICAL from 'ical.js';
import { UnfitText } from './text-form';

/** The properties of a vCard that say something about a contact; all others are passed over unread. */
export const PROPERTIES = new Set([
  'version',
  'kind',
  'uid',
  'n',
  'fn',
  'title',
  'org',
  'email',
  'tel',
  'adr',
  'url',
  'impp',
  'socialprofile',
  'x-socialprofile',
  'x-abshowas',
  'x-liaison-id',
  'x-liaison-system',
]);

/**
 * One property of a vCard: its name in small letters, its parameters, and its parts with the escapes taken
 * off.
 */
export interface VcardProperty {
  readonly line: number;
  readonly name: string;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly parts: readonly string[];
}

/** The name of the property on a line, without its group; `undefined` where the line is none. */
export const nameOf = (text: string): string | undefined =>
  /^(?:[a-z0-9-]+\.)?([a-z0-9-]+)[;:]/i.exec(text)?.[1]?.toLowerCase();

/**
 * Reads one line; throws `UnfitText` naming the property where it is malformed or in an encoding of old
 * versions.
 */
export const propertyOf = (line: number, name: string, text: string): VcardProperty => {
  const [, given, , value] = parsed(name, text);
  const parameters = Object.fromEntries(
    Object.entries(given).map(([key, one]) => [key, [one].flat().map(String)]),
  );
  refuseOldEncodings(name, parameters);
  return { line, name, parameters, parts: partsOf(name, value) };
};

/**
 * Several given names stand side by side; in a street, commas are more often not escaped than meant to
 * divide.
 */
const partsOf = (name: string, value: string): readonly string[] => {
  if (name === 'n') return split(value, ';').map((part) => split(part, ',').map(unescaped).join(' '));
  return STRUCTURED.has(name) ? split(value, ';').map(unescaped) : [unescaped(value)];
};

const STRUCTURED = new Set(['adr', 'org']);

/** Cuts at delimiters that are not escaped. */
const split = (value: string, delimiter: ';' | ','): readonly string[] => {
  const pieces = value.match(delimiter === ';' ? /(?:[^\\;]|\\.|\\$)+|;/gs : /(?:[^\\,]|\\.|\\$)+|,/gs) ?? [];
  const parts = [''];
  for (const piece of pieces) {
    if (piece === delimiter) parts.push('');
    else parts[parts.length - 1] = piece;
  }
  return parts;
};

type Parsed = [string, Record<string, string | string[]>, string, string];

/**
 * The library reads names and parameters. Values are left as they stand: it takes off escapes by type, and
 * real files escape more than their type allows (Apple writes `http\:`, others `\;` in a title). /
 */
const AS_WRITTEN = { ...ICAL.design.vcard, value: {}, property: {} };

const parsed = (name: string, text: string): Parsed => {
  try {
    // The library's types call a property an object; it is the array that RFC 7095 calls a jCard property.
    return ICAL.parse.property(withNamedParameters(text), AS_WRITTEN as never) as unknown as Parsed;
  } catch {
    // The library's message repeats the line, which is personal data: it must not be passed on.
    throw new UnfitText(`${name.toUpperCase()}: expected parameters as in RFC 6350`);
  }
};

/** `TEL;WORK:` of version 2.1 as some 3.0 files still have it, written as `TEL;TYPE=WORK:`. */
const withNamedParameters = (text: string): string => {
  const head = /^(?:[^":]|"[^"]*")*/.exec(text)?.[0] ?? '';
  const named = head.replace(/;([a-z0-9-]+)(?=;|$)/gi, (_, word: string) =>
    /^(quoted-printable|base64|8bit)$/i.test(word) ? `;ENCODING=${word}` : `;TYPE=${word}`,
  );
  return named + text.slice(head.length);
};

const refuseOldEncodings = (name: string, parameters: VcardProperty['parameters']): void => {
  const place = name.toUpperCase();
  if (parameters.encoding?.some((encoding) => /quoted-printable/i.test(encoding))) {
    throw new UnfitText(`${place}: expected plain UTF-8 text, got quoted-printable of vCard 2.1`);
  }
  if (parameters.charset?.some((charset) => !/^utf-?8$/i.test(charset))) {
    throw new UnfitText(`${place}: expected UTF-8 text, got another character set`);
  }
};

const unescaped = (text: string): string =>
  text.replace(/\\([\\,;:nN])/g, (_, escaped: string) => (escaped.toLowerCase() === 'n' ? '\n' : escaped));
