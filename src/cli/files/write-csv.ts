import { stringify } from 'csv-stringify/sync';
import type { CardChannel } from '../../../projections/contact-list/contact-card';
import { CHANNEL_FIELDS, COLUMNS, FIELDS, type Field } from './columns';
import type { ExportedContact } from './exported-contact';
import { guarded } from './spreadsheet-formula';

export interface CsvWriting {
  /** False leaves cells that a spreadsheet would run as formulas as they are. */
  readonly guardFormulas: boolean;
}

const NOT_WRITTEN: ReadonlySet<Field> = new Set(['fullName', 'middle', 'deleted', 'reportsTo']);
const WRITTEN = FIELDS.filter((field) => !NOT_WRITTEN.has(field));

/** The first line of a table of contacts. */
export const csvHeader = (): string => stringify([WRITTEN.map((field) => COLUMNS[field][0])], FORM);

/** One line of the table (more, where a cell has line breaks). */
export const csvLine = (contact: ExportedContact, { guardFormulas }: CsvWriting): string => {
  const cells = cellsOf(contact);
  const row = WRITTEN.map((field) => cells.get(field) ?? '');
  return stringify([guardFormulas ? row.map(guarded) : row], FORM);
};

/** How many ways to reach the contact have no column in the table. */
export const channelsWithoutColumn = ({ card }: ExportedContact): number =>
  Object.entries(CHANNEL_FIELDS).reduce(
    (count, [kind, fields]) =>
      count + Math.max(0, card.channels.filter((channel) => channel.kind === kind).length - fields.length),
    0,
  );

const FORM = { record_delimiter: 'windows', quoted_match: /[\r\n]/ } as const;

const cellsOf = ({ card, organization }: ExportedContact): ReadonlyMap<Field, string> => {
  const channels = placed(card.channels);
  return new Map<Field, string>([
    ['contactId', card.contactId],
    ['externalId', card.externalId?.id ?? ''],
    ['externalSystem', card.externalId?.system ?? ''],
    ['organizationExternalId', organization?.externalId ?? organization?.id ?? ''],
    ['prefix', card.name?.prefix ?? ''],
    ['given', card.name?.given ?? ''],
    ['family', card.name?.family ?? ''],
    ['suffix', card.name?.suffix ?? ''],
    ['title', card.title ?? ''],
    ['department', card.department ?? ''],
    ...channels.map(({ field, channel }) => [field, channel.value ?? ''] as const),
    ['emailOptOut', String(allOptedOut(card.channels, ['EMAIL']))],
    ['doNotCall', String(allOptedOut(card.channels, ['PHONE', 'MOBILE']))],
    ['preferred', columnsOf(channels.filter(({ channel }) => channel.preferred))],
    ['doNotContact', columnsOf(channels.filter(({ channel }) => channel.doNotContact))],
  ]);
};

interface Placed {
  readonly field: Field;
  readonly channel: CardChannel;
}

/** Each channel in the next free column of its kind; what has no column left is not in the table. */
const placed = (channels: readonly CardChannel[]): readonly Placed[] =>
  Object.entries(CHANNEL_FIELDS).flatMap(([kind, fields]) =>
    channels
      .filter((channel) => channel.kind === kind)
      .flatMap((channel, index): readonly Placed[] => {
        const field = fields[index];
        return field === undefined ? [] : [{ field, channel }];
      }),
  );

const allOptedOut = (channels: readonly CardChannel[], kinds: readonly string[]): boolean => {
  const concerned = channels.filter(({ kind }) => kinds.includes(kind));
  return concerned.length > 0 && concerned.every(({ doNotContact }) => doNotContact);
};

const columnsOf = (channels: readonly Placed[]): string =>
  channels.map(({ field }) => COLUMNS[field][0]).join(' ');
