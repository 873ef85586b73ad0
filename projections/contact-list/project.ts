import { accessStatusAt, administeredAt, flavorAt, nextDue, partnerOf } from '../../events';
import type { Projection } from '../projection';
import { nameSort, sortText } from '../sort-text';
import type { CardChannel, ContactCard } from './contact-card';
import { CONTACT_EVENT_TYPES, isContactEvent } from './contact-event';
import { evolveCard } from './evolve-card';

/** Who is there, what each is to us, and how to reach them: one card for each contact. */
export const contactList: Projection<ContactCard> = {
  name: 'contact-list',
  version: 3,
  handles: CONTACT_EVENT_TYPES,
  keysOf: (event) => (isContactEvent(event) ? [event.data.contactId] : []),
  project: (card, event) => (isContactEvent(event) ? evolveCard(card, event) : card),
  columns: {
    partner_id: { type: 'text', of: ({ standing }) => partnerOf(standing) ?? null },
    flavor: { type: 'text', of: flavorOf },
    name_sort: { type: 'text', of: nameSortOf },
    given_sort: { type: 'text', of: ({ name }) => sortText(name?.given ?? '') },
    registered_at: { type: 'text', of: ({ registeredAt }) => registeredAt },
    manager_id: { type: 'text', of: ({ standing }) => standing.managerId ?? null },
    /** The partner at whose top the contact stands: a resource that reports to nobody. */
    top_of: { type: 'text', of: topOf },
    access_status: { type: 'text', of: accessStatusOf },
    email: { type: 'text', of: ({ channels }) => emailOf(channels) },
    due_at: { type: 'text', of: ({ standing }) => nextDue(standing) ?? null },
  },
  indexes: [
    ['partner_id', 'name_sort', 'key'],
    ['partner_id', 'registered_at', 'key'],
    ['manager_id', 'name_sort', 'key'],
    ['top_of', 'name_sort', 'key'],
  ],
  presentIndexes: [['name_sort'], ['email'], ['due_at']],
  tallies: talliesOf,
  words: ({ name, title, channels }) =>
    [name?.prefix, name?.given, name?.family, name?.suffix, title, ...emailsOf(channels)]
      .filter((part) => typeof part === 'string')
      .join(' ')
      .normalize('NFKC'),
};

/** What the contact was when its last event was recorded; due facts are recorded before a list is read. */
function flavorOf({ standing, changedAt }: ContactCard): string {
  return flavorAt(standing, changedAt);
}

function accessStatusOf({ standing, changedAt }: ContactCard): string {
  return accessStatusAt(standing.access, changedAt);
}

/** By name; a contact without one stands where its e-mail address would. */
export function nameSortOf({ name, channels }: ContactCard): string {
  return nameSort(name) || (emailOf(channels) ?? '');
}

function topOf({ standing }: ContactCard): string | null {
  const isResource = standing.roles.length > 0;
  return isResource && standing.managerId === undefined ? (partnerOf(standing) ?? null) : null;
}

const emailsOf = (channels: ContactCard['channels']): readonly string[] =>
  channels.filter(isEmail).map(({ value }) => value);

const emailOf = (channels: ContactCard['channels']): string | null => {
  const first = channels.find(isEmail);
  return first === undefined ? null : sortText(first.value);
};

const isEmail = (channel: CardChannel): channel is CardChannel & { readonly value: string } =>
  channel.kind === 'EMAIL' && channel.value !== null;

function talliesOf(card: ContactCard): readonly string[] {
  const { roles, managerId, access } = card.standing;
  const partner = partnerOf(card.standing);
  const accessStatus = accessStatusOf(card);
  const administered = administeredAt(card.standing, card.changedAt);
  const hasLiveAccess = accessStatus === 'ACTIVE' || accessStatus === 'SUSPENDED';
  return [
    'total',
    ...(partner === undefined ? [] : [`partner:${partner}`, `partner:${partner}:flavor:${flavorOf(card)}`]),
    ...(hasLiveAccess && access !== undefined
      ? [`partner:${access.partnerOrganizationId}:active-users`]
      : []),
    ...(administered === undefined ? [] : [`partner:${administered}:administrators`]),
    ...new Set(roles.map(({ roleCode }) => `role:${roleCode}`)),
    ...(managerId === undefined ? [] : [`manager:${managerId}`]),
  ];
}
