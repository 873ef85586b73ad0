import { type ContactEvent, evolveStanding, noStanding, type Recorded } from '../../events';
import type { CardChannel, ContactCard } from './contact-card';

/** The card after one more event; before its registration there is no card. */
export const evolveCard = (
  card: ContactCard | undefined,
  event: Recorded<ContactEvent>,
): ContactCard | undefined => {
  if (event.type === 'ContactRegistered') return newCard(event);
  if (card === undefined) return undefined;
  const seen = { ...card, changedAt: event.recordedAt, version: event.revision };
  switch (event.type) {
    case 'ContactDetailsCorrected':
      return { ...seen, ...event.personal?.[event.data.contactId] };
    case 'ContactChannelRecorded':
      return { ...seen, channels: withChannel(card.channels, channelOf(event)) };
    case 'ContactChannelRemoved':
      return { ...seen, channels: card.channels.filter((known) => known.channelId !== event.data.channelId) };
    case 'PartnerUserAccessGranted': {
      const login = event.personal?.[event.data.contactId]?.login ?? null;
      return { ...seen, login, standing: evolveStanding(card.standing, event) };
    }
    default:
      return { ...seen, standing: evolveStanding(card.standing, event) };
  }
};

const newCard = (event: Recorded<ContactEvent> & { readonly type: 'ContactRegistered' }): ContactCard => {
  const { contactId, externalId, channels } = event.data;
  const personal = event.personal?.[contactId];
  return {
    contactId,
    ...(externalId === undefined ? {} : { externalId }),
    registeredAt: event.recordedAt,
    changedAt: event.recordedAt,
    name: personal?.name ?? null,
    title: personal?.title ?? null,
    department: personal?.department ?? null,
    channels: channels.map((channel) => ({
      ...channel,
      value: personal?.channels?.[channel.channelId] ?? null,
    })),
    standing: noStanding,
    login: null,
    version: event.revision,
  };
};

const channelOf = ({
  data: { channel, contactId },
  personal,
}: Recorded<ContactEvent> & { readonly type: 'ContactChannelRecorded' }): CardChannel => ({
  ...channel,
  value: personal?.[contactId]?.value ?? null,
});

const withChannel = (channels: readonly CardChannel[], channel: CardChannel): readonly CardChannel[] =>
  channels.some(({ channelId }) => channelId === channel.channelId)
    ? channels.map((known) => (known.channelId === channel.channelId ? channel : known))
    : [...channels, channel];
