import type { ChannelKind, PersonName } from '../../../events';
import { stated } from '../../domain/stated';
import { ADDRESS_PARTS, CHANNEL_FIELDS, COLUMNS, type Field, fieldNamed } from './columns';
import type { ContactRecord, RecordChannel } from './contact-record';
import { checked, type TEXT_MAX, tidied, UnfitText } from './text-form';

/** The texts of one row by what they are; a field whose column the table does not have is absent. */
export type Row = ReadonlyMap<Field, string>;

const CHANNEL_KINDS = Object.keys(CHANNEL_FIELDS) as readonly (keyof typeof CHANNEL_FIELDS)[];

/** The person in a row; throws `UnfitText` where a cell does not have the form that is kept. */
export const recordOfRow = (line: number, row: Row): ContactRecord => {
  const text = (field: Field, kind: keyof typeof TEXT_MAX): string | undefined => {
    const tidy = tidied(row.get(field) ?? '');
    return tidy === undefined ? undefined : checked(tidy, kind, placeOf(field));
  };
  return stated({
    line,
    contactId: text('contactId', 'contactId'),
    externalId: text('externalId', 'externalId'),
    externalSystem: text('externalSystem', 'system'),
    name: nameOf(text),
    title: text('title', 'title'),
    department: text('department', 'department'),
    channels: channelsOf(row),
    organizationExternalId: text('organizationExternalId', 'externalId'),
    reportsToExternalId: text('reportsTo', 'externalId'),
  });
};

/** True, false, or nothing where the table does not say. */
export const flag = (row: Row, field: Field): boolean | undefined => {
  const text = tidied(row.get(field) ?? '')?.toLowerCase();
  if (text === undefined) return undefined;
  if (['true', '1', 'yes', 'y', 'x'].includes(text)) return true;
  if (['false', '0', 'no', 'n'].includes(text)) return false;
  throw new UnfitText(`${placeOf(field)}: expected true or false`);
};

const placeOf = (field: Field): string => `column ${COLUMNS[field][0]}`;

/**
 * A full name that the table does not divide is kept whole as the family name: dividing it would be a guess.
 */
const nameOf = (text: (field: Field, kind: 'namePart') => string | undefined): PersonName | undefined => {
  const both = [text('given', 'namePart'), text('middle', 'namePart')].filter((part) => part !== undefined);
  const name = stated({
    prefix: text('prefix', 'namePart'),
    given: both.length === 0 ? undefined : checked(both.join(' '), 'namePart', placeOf('given')),
    family: text('family', 'namePart'),
    suffix: text('suffix', 'namePart'),
  });
  if (Object.keys(name).length > 0) return name;
  const whole = text('fullName', 'namePart');
  return whole === undefined ? undefined : { family: whole };
};

const channelsOf = (row: Row): readonly RecordChannel[] => {
  const preferred = listed(row, 'preferred');
  const doNotContact = listed(row, 'doNotContact');
  return CHANNEL_KINDS.flatMap((kind) =>
    CHANNEL_FIELDS[kind].flatMap((field, slot) => {
      const value = shownValue(row, kind, field);
      if (value === undefined) return [];
      const optedOut = doNotContact?.has(field) || optOutOf(row, kind);
      return [
        stated({
          kind,
          slot,
          value,
          preferred: preferred?.has(field),
          doNotContact: optedOut ?? (doNotContact === undefined ? undefined : false),
        }),
      ];
    }),
  );
};

const shownValue = (row: Row, kind: ChannelKind, field: Field): string | undefined => {
  const parts = field === 'mailingStreet' || field === 'otherStreet' ? ADDRESS_PARTS[field] : [field];
  const lineBreak = kind === 'ADDRESS' ? ', ' : ' ';
  const texts = parts
    .map((part) => tidied(row.get(part) ?? '', lineBreak))
    .filter((part) => part !== undefined);
  return texts.length === 0 ? undefined : checked(texts.join(', '), kind, placeOf(field));
};

const optOutOf = (row: Row, kind: ChannelKind): boolean | undefined => {
  if (kind === 'EMAIL') return flag(row, 'emailOptOut');
  return kind === 'PHONE' || kind === 'MOBILE' ? flag(row, 'doNotCall') : undefined;
};

/** The columns that a cell names, separated by spaces; nothing where the table has no such column. */
const listed = (row: Row, field: 'preferred' | 'doNotContact'): ReadonlySet<Field> | undefined => {
  const text = row.get(field);
  if (text === undefined) return undefined;
  const names = (tidied(text) ?? '').split(/[\s,;|]+/).filter((name) => name !== '');
  const fields = names.map(fieldNamed);
  if (fields.includes(undefined))
    throw new UnfitText(`${placeOf(field)}: expected names of columns, separated by spaces`);
  return new Set(fields.filter((named) => named !== undefined));
};
