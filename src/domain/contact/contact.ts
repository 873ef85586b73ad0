import {
  type ChannelFacts,
  type ContactEvent,
  type ContactStanding,
  type ExternalId,
  evolveStanding,
  noStanding,
  type PersonalDetails,
  type Recorded,
} from '../../../events';

/** A channel with its value; `null` once the person was erased. */
export interface Channel extends ChannelFacts {
  readonly value: string | null;
}

/** A contact as its deciders see it: its details, and the standing that flavor and canSignIn follow from. */
export interface Contact {
  readonly registered: boolean;
  readonly externalId?: ExternalId;
  readonly details: PersonalDetails;
  readonly channels: readonly Channel[];
  readonly standing: ContactStanding;
  /**
   * What the access it has or last had is used with; absent where there was none or the person was erased.
   */
  readonly login?: string;
}

/** Before its first event. */
export const unregistered: Contact = { registered: false, details: {}, channels: [], standing: noStanding };

/** The contact after one more event. */
export const evolveContact = (contact: Contact, event: Recorded<ContactEvent>): Contact => {
  switch (event.type) {
    case 'ContactRegistered': {
      const { channels: values, ...details } = event.personal?.[event.data.contactId] ?? {};
      const channels = event.data.channels.map((c) => ({ ...c, value: values?.[c.channelId] ?? null }));
      const { externalId } = event.data;
      return {
        ...contact,
        registered: true,
        details,
        channels,
        ...(externalId === undefined ? {} : { externalId }),
      };
    }
    case 'ContactDetailsCorrected':
      return { ...contact, details: { ...contact.details, ...event.personal?.[event.data.contactId] } };
    case 'ContactChannelRecorded': {
      const { channel, contactId } = event.data;
      const value = event.personal?.[contactId]?.value ?? null;
      return { ...contact, channels: replaceChannel(contact.channels, { ...channel, value }) };
    }
    case 'ContactChannelRemoved':
      return {
        ...contact,
        channels: contact.channels.filter(({ channelId }) => channelId !== event.data.channelId),
      };
    case 'PartnerUserAccessGranted': {
      const login = event.personal?.[event.data.contactId]?.login;
      const standing = evolveStanding(contact.standing, event);
      return { ...contact, standing, ...(login === undefined ? {} : { login }) };
    }
    default:
      return { ...contact, standing: evolveStanding(contact.standing, event) };
  }
};

const replaceChannel = (channels: readonly Channel[], channel: Channel): readonly Channel[] =>
  channels.some(({ channelId }) => channelId === channel.channelId)
    ? channels.map((known) => (known.channelId === channel.channelId ? channel : known))
    : [...channels, channel];
