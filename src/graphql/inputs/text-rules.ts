import { ValidateBy } from 'class-validator';

/** What a text may be. */
export interface TextRule {
  readonly max: number;
  /** 1 where absent. */
  readonly min?: number;
  /** Whether line breaks and tabs are allowed. */
  readonly multiline?: boolean;
  readonly form?: RegExp;
  /** Whether a text of this form is one of those that there are. */
  readonly isKnown?: (text: string) => boolean;
  /** What the form is, to end the sentence "must be …". */
  readonly formInWords?: string;
}

export interface ListRule extends TextRule {
  readonly itemsMax: number;
}

const FORBIDDEN = /[\p{Cc}\p{Cs}]/u;
const FORBIDDEN_BUT_LINES = /[^\P{Cc}\n\r\t]|\p{Cs}/u;
/** Turns the direction of what follows, so that a text shows as another than it is. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/u;
/** Anything that leaves a mark on a page; U+2800 is the empty Braille pattern. */
const VISIBLE = /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What is wrong with a text, without repeating it; `undefined` where it will do. */
export const textFault = (
  value: unknown,
  { max, min = 1, multiline, form, formInWords, isKnown }: TextRule,
): string | undefined => {
  if (typeof value !== 'string') return 'must be text';
  if (value.length < min || value.length > max) return `must be ${charactersInWords({ max, min })}`;
  if ((multiline === true ? FORBIDDEN_BUT_LINES : FORBIDDEN).test(value)) {
    return 'must be free of control characters and broken characters (lone surrogates)';
  }
  if (TURNING.test(value)) return 'must be free of characters that turn the direction of writing';
  if (min > 0 && !VISIBLE.test(value)) return 'must be more than spaces and invisible characters';
  const isRight = form?.test(value) !== false && isKnown?.(value) !== false;
  return isRight ? undefined : `must be ${formInWords ?? `of the form ${form?.source}`}`;
};

/** Which lengths are allowed, in words. */
export const charactersInWords = ({ max, min = 1 }: TextRule): string => `${min} to ${max} characters`;

/**
 * Where an item of a list is at fault, the message starts with its place; `fieldErrorsOf` makes it part of
 * the path.
 */
export const ITEM_FAULT = /^at (\d+): (.*)$/s;

/** Refuses a text that breaks the rule. */
export const IsTextOf = (rule: TextRule): PropertyDecorator =>
  ValidateBy({
    name: 'text',
    validator: {
      validate: (value) => textFault(value, rule) === undefined,
      defaultMessage: (args) => textFault(args?.value, rule) ?? '',
    },
  });

/** Refuses a list that is too long or holds a text that breaks the rule, or one text twice. */
export const AreTextsOf = (rule: ListRule): PropertyDecorator =>
  ValidateBy({
    name: 'texts',
    validator: {
      validate: (value) => listFault(value, rule) === undefined,
      defaultMessage: (args) => listFault(args?.value, rule) ?? '',
    },
  });

const listFault = (value: unknown, rule: ListRule): string | undefined => {
  if (!Array.isArray(value)) return 'must be a list';
  if (value.length > rule.itemsMax) return `must hold at most ${rule.itemsMax} items`;
  for (const [place, item] of value.entries()) {
    const fault = value.indexOf(item) < place ? 'must not be there twice' : textFault(item, rule);
    if (fault !== undefined) return `at ${place}: ${fault}`;
  }
  return undefined;
};
