import fc from 'fast-check';
import { type ChannelKind, noStanding } from '../../events';
import type { ContactCard } from '../../projections/contact-list/contact-card';
import type { ContactRecord } from '../../src/cli/files/contact-record';
import type { ExportedContact } from '../../src/cli/files/exported-contact';
import { tidied } from '../../src/cli/files/text-form';

/** A contact with everything that files have to quote, escape or fold. */
export const ana: ContactCard = {
  contactId: '019cad8f-d6f8-7afc-9281-a099b2f6fc0d',
  externalId: { system: 'salesforce', id: '0035g00000QwE56AAF' },
  registeredAt: '2026-03-04T08:00:00.000Z',
  changedAt: '2026-03-04T08:00:00.000Z',
  name: { prefix: 'Dr.', given: 'Ana', family: 'Ferreira; da Silva' },
  title: '=HYPERLINK("http://evil.example")',
  department: 'Presales, Cloud',
  channels: [
    { channelId: '1', kind: 'EMAIL', value: 'ana@nordlicht.example', preferred: true, doNotContact: false },
    { channelId: '2', kind: 'EMAIL', value: 'ana@home.example', preferred: false, doNotContact: true },
    { channelId: '3', kind: 'MOBILE', value: '+351 91 555 0102', preferred: false, doNotContact: true },
    { channelId: '4', kind: 'PHONE', value: '+351 21 555 0101', preferred: false, doNotContact: true },
    {
      channelId: '5',
      kind: 'ADDRESS',
      value: 'Rua do Ouro 12, 1100-061 Lisboa, Portugal',
      preferred: false,
      doNotContact: false,
    },
    {
      channelId: '6',
      kind: 'SOCIAL',
      value: 'https://www.linkedin.example/in/ana',
      preferred: false,
      doNotContact: false,
    },
    { channelId: '7', kind: 'SOCIAL', value: '@ana, anaf', preferred: false, doNotContact: false },
  ],
  standing: noStanding,
  login: null,
  version: 0,
};

export const anaOfNordlicht: ExportedContact = {
  card: ana,
  organization: {
    id: '019cad8f-0000-7afc-9281-a099b2f6fc0d',
    name: 'Nordlicht Systems, Lda.',
    externalId: '0015g1',
  },
};

const SPECIAL = [
  'a',
  'Z',
  ' ',
  ',',
  ';',
  '\\',
  '"',
  "'",
  '=',
  '+',
  '-',
  '@',
  ':',
  '|',
  'ß',
  'é',
  '漢',
  '👩‍💻',
  '\\n',
  '^n',
];

/** Any text that the product keeps on one line, special characters more often than by chance. */
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...SPECIAL), maxLength: 90 }),
    )
    .map((some) => (tidied(some.replace(/[\u0000-\u001f\u007f-\u009f]/g, '')) ?? 'x').slice(0, maxLength))
    .map((some) => Buffer.from(some).toString().replaceAll('\ufffd', '?').trim())
    .filter((some) => some !== '');

const part = fc.option(text(100), { nil: undefined });
const present = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, some]) => some !== undefined)) as Value;

const flags = { preferred: fc.boolean(), doNotContact: fc.boolean() };
const channel = (kind: ChannelKind, value: fc.Arbitrary<string>, most: number) =>
  fc.array(fc.record({ channelId: fc.uuid(), kind: fc.constant(kind), value, ...flags }), {
    maxLength: most,
  });

const channels = fc
  .tuple(
    channel('EMAIL', fc.constantFrom('a@b.example', 'x,y;z@b.example', '=cmd@b.example', 'é@ü.example'), 3),
    channel('PHONE', fc.constantFrom('+49 30 1', '(0)30/1;2', '-1', '030, 2'), 3),
    channel('MOBILE', fc.constantFrom('+49 151 1', "+a'1"), 2),
    channel('SOCIAL', fc.oneof(text(500), fc.webUrl()), 3),
    channel('ADDRESS', text(500), 2),
  )
  .map((kinds) => kinds.flat());

const names = fc.record({ prefix: part, given: part, family: part, suffix: part }).map(present);

/** Any contact whose channels all have a column in a table. */
export const anyCard: fc.Arbitrary<ContactCard> = fc
  .record({
    contactId: fc.uuid(),
    externalId: fc.option(fc.record({ system: text(100), id: text(200) }), { nil: undefined }),
    name: names.map((name) => (Object.keys(name).length === 0 ? null : name)),
    title: fc.option(text(200)),
    department: fc.option(text(200)),
    channels,
  })
  .map((card) => present({ ...ana, ...card }) as ContactCard);

/** What reading a written contact has to give. */
export const recordOf = (
  { card, organization }: ExportedContact,
  flag: (set: boolean) => boolean | undefined,
) => {
  const { contactId, externalId, name, title, department } = card;
  const kinds: ChannelKind[] = ['EMAIL', 'PHONE', 'MOBILE', 'SOCIAL', 'ADDRESS'];
  return present<Omit<ContactRecord, 'line'>>({
    contactId,
    ...(externalId === undefined ? {} : { externalId: externalId.id, externalSystem: externalId.system }),
    ...(name === null ? {} : { name }),
    ...(title === null ? {} : { title }),
    ...(department === null ? {} : { department }),
    channels: kinds.flatMap(
      (kind) =>
        card.channels
          .filter((one) => one.kind === kind)
          .map(({ value, preferred, doNotContact }, slot) => ({
            ...present({
              kind,
              slot,
              value: value ?? '',
              preferred: flag(preferred),
              doNotContact: flag(doNotContact),
            }),
          })) as ContactRecord['channels'],
    ),
    ...(organization === undefined
      ? {}
      : { organizationExternalId: organization.externalId ?? organization.id }),
  });
};
