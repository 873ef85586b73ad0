import { isISO31661Alpha2 } from 'class-validator';
import type { ListRule, TextRule } from './text-rules';

/** A part of a person's name. */
export const NAME_PART: TextRule = { max: 100 };
/** A title or a department. */
export const TITLE: TextRule = { max: 200 };
/** The name of an organization, an account or a role. */
export const ORGANIZATION_NAME: TextRule = { max: 200 };
/** Why something was done. */
export const REASON: TextRule = { max: 500, multiline: true };
export const IDEMPOTENCY_KEY: TextRule = { max: 200 };
export const LOGIN: TextRule = { max: 254 };
/** The name of another system, and an id there. */
export const SYSTEM: TextRule = { max: 50 };
export const EXTERNAL_ID: TextRule = { max: 200 };
/** An id at the identity provider. */
export const IDENTITY_ID: TextRule = { max: 200 };
export const ISSUER: TextRule = { max: 500 };
export const SECRET: TextRule = { max: 200 };
export const SEARCH_WORDS: TextRule = { max: 200 };
export const NAME_PREFIX: TextRule = { max: 100 };
export const CURSOR: TextRule = { max: 1_000 };

/** The code of a resource role. */
export const ROLE_CODE: TextRule = {
  max: 50,
  form: /^[A-Z][A-Z0-9_]{0,49}$/,
  formInWords: 'a capital letter and then capital letters, digits and underscores',
};
export const ROLE_CODES: ListRule = { ...ROLE_CODE, itemsMax: 100 };
export const ROLES_MAX = 50;

/** Something a user may do. */
export const SCOPES: ListRule = {
  max: 50,
  form: /^[a-z][a-z0-9:._-]{0,49}$/,
  formInWords: 'a small letter and then small letters, digits and : . _ -',
  itemsMax: 50,
};

/** The name of a query, mutation or subscription. */
export const OPERATION: TextRule = {
  max: 60,
  form: /^[a-z][A-Za-z]{0,59}$/,
  formInWords: 'the name of a query, mutation or subscription',
};

/** The domain of e-mail addresses. */
export const EMAIL_DOMAINS: ListRule = {
  max: 253,
  form: /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i,
  formInWords: 'a domain such as partner.example',
  itemsMax: 50,
};

/** A country by its two-letter code (ISO 3166-1). */
export const COUNTRY: TextRule = {
  min: 2,
  max: 2,
  form: /^[A-Z]{2}$/,
  isKnown: isISO31661Alpha2,
  formInWords: 'the code of a country, two capital letters (ISO 3166-1)',
};

/** What a subscription may name: a whole stream, or a prefix ending in `-`. */
export const STREAMS: ListRule = {
  max: 200,
  form: /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9-]*)?$/,
  formInWords: 'the name of a stream, or a prefix of names ending in -',
  itemsMax: 100,
};

export const CHANNELS_MAX = 20;
export const EMAIL_CHARACTERS_MAX = 254;
/** A telephone number as people write it, with an extension where it has one. */
export const PHONE: TextRule = {
  min: 3,
  max: 32,
  form: /^(?=.*\d)[\d+().\-/ ]+((ext\.?|x) ?\d+)?$/i,
  formInWords: 'a telephone number of digits, spaces and + ( ) - . / with ext before an extension',
};
export const ADDRESS: TextRule = { max: 500, multiline: true };
/** The address of a profile; never one that would run as a script where it is followed. */
export const SOCIAL: TextRule = {
  max: 500,
  form: /^https?:\/\/[^\s/]\S*$/i,
  isKnown: (text) => URL.canParse(text),
  formInWords: 'an address that begins with https:// or http://',
};

export const PAGE_SIZE_DEFAULT = 20;
export const PAGE_SIZE_MAX = 100;
/** Versions are revisions of a stream. */
export const VERSION_MAX = 2_147_483_647;
