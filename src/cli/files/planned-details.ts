import type { PersonName } from '../../../events';
import type { ChannelInput } from '../../domain/contact/channels';
import type { Channel, Contact } from '../../domain/contact/contact';
import { uuidV5 } from '../../store/event-id';
import type { ContactRecord, RecordChannel } from './contact-record';
import { tidied } from './text-form';

/** What has to be corrected so that a contact says what the file says; nothing where it already does. */
export interface Correction {
  readonly name?: PersonName;
  readonly title?: string;
  readonly department?: string;
  readonly channels?: readonly ChannelInput[];
}

/** Compares a known contact with the file. What the file does not say stays as it is. */
export const correctionOf = (
  contactId: string,
  contact: Contact,
  record: ContactRecord,
): Correction | undefined => {
  const { details } = contact;
  const channels = channelsAfter(contactId, contact.channels, record.channels);
  const name = { ...details.name, ...record.name };
  const correction: Correction = {
    ...(sameName(details.name ?? {}, name) ? {} : { name }),
    ...(differs(details.title, record.title) ? { title: record.title } : {}),
    ...(differs(details.department, record.department) ? { department: record.department } : {}),
    ...(channels === undefined ? {} : { channels }),
  };
  return Object.keys(correction).length === 0 ? undefined : correction;
};

/** The channels of a contact that the file makes. */
export const newChannels = (contactId: string, channels: readonly RecordChannel[]): readonly ChannelInput[] =>
  channels.map((channel) => inputOf(channelIdOf(contactId, channel), channel));

/** The same place in the file is the same channel, however often it is imported. */
const channelIdOf = (contactId: string, { kind, slot }: RecordChannel): string =>
  uuidV5(`imported channel ${kind} ${slot}`, contactId);

const inputOf = (channelId: string, told: RecordChannel, known?: Channel): ChannelInput => ({
  channelId,
  kind: told.kind,
  value: known !== undefined && same(known.value, told.value) ? (known.value ?? told.value) : told.value,
  preferred: told.preferred ?? known?.preferred ?? false,
  doNotContact: told.doNotContact ?? known?.doNotContact ?? false,
});

/** The whole list after the file has spoken; `undefined` where it stays the same. */
const channelsAfter = (
  contactId: string,
  known: readonly Channel[],
  told: readonly RecordChannel[],
): readonly ChannelInput[] | undefined => {
  const pairs = paired(contactId, known, told);
  const kept = known.flatMap((channel): readonly ChannelInput[] => {
    const now = pairs.get(channel.channelId);
    if (now !== undefined) return [inputOf(channel.channelId, now, channel)];
    return channel.value === null ? [] : [{ ...channel, value: channel.value }];
  });
  const met = new Set(pairs.values());
  const added = told.filter((channel) => !met.has(channel));
  const after = [...kept, ...newChannels(contactId, added)];
  const unchanged = added.length === 0 && known.every((channel, index) => sameChannel(channel, after[index]));
  return unchanged ? undefined : after;
};

/**
 * Which known channel each channel of the file is, by the id of the known one: the one with the same value,
 * else the one that an earlier import made for that place, else the one at the same place among those of its
 * kind. /
 */
const paired = (
  contactId: string,
  known: readonly Channel[],
  told: readonly RecordChannel[],
): ReadonlyMap<string, RecordChannel> => {
  const pairs = new Map<string, RecordChannel>();
  const open = new Set(told);
  const pair = (matches: (channel: Channel, told: RecordChannel) => boolean): void => {
    for (const one of open) {
      const match = known.find((channel) => !pairs.has(channel.channelId) && matches(channel, one));
      if (match === undefined) continue;
      pairs.set(match.channelId, one);
      open.delete(one);
    }
  };
  pair((channel, one) => channel.kind === one.kind && same(channel.value, one.value));
  pair((channel, one) => channel.kind === one.kind && channel.channelId === channelIdOf(contactId, one));
  pair(
    (channel, one) =>
      known.filter(({ kind }) => kind === one.kind)[one.slot]?.channelId === channel.channelId,
  );
  return pairs;
};

const sameChannel = (known: Channel, after: ChannelInput | undefined): boolean =>
  after !== undefined &&
  known.channelId === after.channelId &&
  known.value === after.value &&
  known.preferred === after.preferred &&
  known.doNotContact === after.doNotContact;

/** Texts are the same where they differ only by what reading a file tidies up. */
const same = (known: string | null | undefined, told: string): boolean =>
  known === told || tidied(known ?? '') === tidied(told);

const differs = (known: string | null | undefined, told: string | undefined): told is string =>
  told !== undefined && !same(known, told);

const sameName = (known: PersonName, after: PersonName): boolean =>
  (['prefix', 'given', 'family', 'suffix'] as const).every((part) =>
    after[part] === undefined ? known[part] === undefined : same(known[part], after[part]),
  );
