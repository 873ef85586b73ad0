import type { CardChannel } from '../../../projections/contact-list/contact-card';
import { type ExportedContact, shownName } from './exported-contact';

export type VcardVersion = '3.0' | '4.0';

/** The most bytes of a line before it is folded (RFC 6350, section 3.2), without the line break. */
export const LINE_BYTES_MAX = 75;

/** One card with its line breaks, in version 4.0 (RFC 6350) or 3.0 (RFC 2426). */
export const vcardOf = ({ card, organization }: ExportedContact, version: VcardVersion): string => {
  const { name, title, department, externalId } = card;
  const nameParts = [name?.family, name?.given, undefined, name?.prefix, name?.suffix];
  const lines = [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `UID:${escaped(externalId?.id ?? `urn:uuid:${card.contactId}`)}`,
    `X-LIAISON-ID:${card.contactId}`,
    ...(externalId === undefined ? [] : [`X-LIAISON-SYSTEM:${escaped(externalId.system)}`]),
    `FN:${escaped(shownName(card))}`,
    `N:${nameParts.map((part) => escaped(part ?? '')).join(';')}`,
    ...(title === null ? [] : [`TITLE:${escaped(title)}`]),
    ...organizationLine(organization?.name, department),
    ...card.channels.flatMap((channel) => channelLine(channel, version)),
    'END:VCARD',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
};

/** The line cut into pieces of at most 75 bytes, never within a character. */
export const folded = (line: string): string => {
  if (Buffer.byteLength(line) <= LINE_BYTES_MAX) return line;
  const pieces: string[] = [];
  let piece = '';
  let size = 0;
  for (const character of line) {
    const bytes = Buffer.byteLength(character);
    if (size + bytes > LINE_BYTES_MAX) {
      pieces.push(piece);
      piece = ' ';
      size = 1;
    }
    piece += character;
    size += bytes;
  }
  return [...pieces, piece].join('\r\n');
};

const escaped = (text: string): string => text.replace(/[\\,;]/g, '\\$&').replace(/\r\n|[\r\n]/g, '\\n');

const organizationLine = (name: string | undefined, department: string | null): readonly string[] => {
  if (name === undefined && department === null) return [];
  return [`ORG:${escaped(name ?? '')}${department === null ? '' : `;${escaped(department)}`}`];
};

const channelLine = (channel: CardChannel, version: VcardVersion): readonly string[] => {
  const { kind, value } = channel;
  if (value === null) return [];
  const flags = flagsOf(channel, version);
  const asText = version === '4.0' ? ';VALUE=text' : '';
  switch (kind) {
    case 'EMAIL':
      return [`EMAIL${flags}:${escaped(value)}`];
    case 'PHONE':
      return [`TEL${asText};TYPE=voice${flags}:${escaped(value)}`];
    case 'MOBILE':
      return [`TEL${asText};TYPE=cell${flags}:${escaped(value)}`];
    case 'ADDRESS':
      return [`ADR${flags}:;;${escaped(value)};;;;`];
    case 'SOCIAL':
      return [isUri(value) ? `URL${flags}:${value}` : `X-SOCIALPROFILE;VALUE=text${flags}:${escaped(value)}`];
  }
};

const flagsOf = ({ preferred, doNotContact }: CardChannel, version: VcardVersion): string => {
  const rank = version === '4.0' ? ';PREF=1' : ';TYPE=pref';
  return `${preferred ? rank : ''}${doNotContact ? ';X-DO-NOT-CONTACT=TRUE' : ''}`;
};

/** A URI needs no escapes; a name at some network is a text. */
const isUri = (value: string): boolean =>
  /^[a-z][a-z0-9+.-]*:[!-[\]-~]+$/i.test(value) && URL.canParse(value);
