/**
 * What a column of a table of contacts may hold: the name an export writes, then the names an import also
 * takes.
 */
export const COLUMNS = {
  contactId: ['LiaisonId'],
  externalId: ['Id', 'ContactId', 'ExternalId'],
  externalSystem: ['IdSystem'],
  organizationExternalId: ['AccountId'],
  prefix: ['Salutation', 'Prefix'],
  given: ['FirstName', 'GivenName'],
  middle: ['MiddleName'],
  family: ['LastName', 'FamilyName', 'Surname'],
  suffix: ['Suffix'],
  fullName: ['Name', 'FullName', 'DisplayName'],
  title: ['Title', 'JobTitle'],
  department: ['Department'],
  email: ['Email', 'EmailAddress'],
  email2: ['Email2', 'Email2Address'],
  email3: ['Email3', 'Email3Address'],
  phone: ['Phone', 'BusinessPhone'],
  homePhone: ['HomePhone'],
  otherPhone: ['OtherPhone'],
  mobile: ['MobilePhone', 'Mobile'],
  mobile2: ['MobilePhone2'],
  social: ['SocialUrl', 'LinkedIn', 'LinkedInUrl'],
  social2: ['SocialUrl2'],
  social3: ['SocialUrl3'],
  mailingStreet: ['MailingStreet'],
  mailingCity: ['MailingCity'],
  mailingState: ['MailingState', 'MailingStateProvince'],
  mailingPostalCode: ['MailingPostalCode', 'MailingZipPostalCode'],
  mailingCountry: ['MailingCountry'],
  otherStreet: ['OtherStreet'],
  otherCity: ['OtherCity'],
  otherState: ['OtherState', 'OtherStateProvince'],
  otherPostalCode: ['OtherPostalCode', 'OtherZipPostalCode'],
  otherCountry: ['OtherCountry'],
  reportsTo: ['ReportsToId'],
  emailOptOut: ['HasOptedOutOfEmail', 'EmailOptOut'],
  doNotCall: ['DoNotCall'],
  preferred: ['Preferred'],
  doNotContact: ['DoNotContact'],
  deleted: ['IsDeleted'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

export type Field = keyof typeof COLUMNS;
export const FIELDS = Object.keys(COLUMNS) as readonly Field[];

/** The places of a table for ways to reach a person, by kind; the place in the list is the slot. */
export const CHANNEL_FIELDS = {
  EMAIL: ['email', 'email2', 'email3'],
  PHONE: ['phone', 'homePhone', 'otherPhone'],
  MOBILE: ['mobile', 'mobile2'],
  SOCIAL: ['social', 'social2', 'social3'],
  ADDRESS: ['mailingStreet', 'otherStreet'],
} as const satisfies Readonly<Record<string, readonly Field[]>>;

/** The columns that an address is put together from, in the order in which it is shown. */
export const ADDRESS_PARTS: Readonly<Record<'mailingStreet' | 'otherStreet', readonly Field[]>> = {
  mailingStreet: ['mailingStreet', 'mailingPostalCode', 'mailingCity', 'mailingState', 'mailingCountry'],
  otherStreet: ['otherStreet', 'otherPostalCode', 'otherCity', 'otherState', 'otherCountry'],
};

/** A field by any name of its column; capitals, spaces and punctuation do not count. */
export const fieldNamed = (columnName: string): Field | undefined => FIELD_BY_NAME.get(plain(columnName));

/** A column name without what does not count in it. */
export const plain = (columnName: string): string => columnName.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const FIELD_BY_NAME: ReadonlyMap<string, Field> = new Map(
  FIELDS.flatMap((field) => COLUMNS[field].map((name) => [plain(name), field] as const)),
);
