import type { ContactEvent, PersonalDetails } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, refuse } from '../decision';
import { same } from '../same';
import { type ChannelInput, factsOf, isComplete, mainEmail, refusedChannels } from './channels';
import type { Channel, Contact } from './contact';
import { hasLiveAccess } from './end-access';
import { evolveBy } from './evolve-by';

export interface CorrectContactDetails extends PersonalDetails {
  readonly contactId: string;
  /** The whole list: a channel that is missing from it is removed. */
  readonly channels?: readonly ChannelInput[];
}

/** Sets what is given, clears what is given as `null`, and records only what changed. */
export const correctContactDetails =
  (command: CorrectContactDetails) =>
  (contact: Contact, around: Circumstances): Decision<ContactEvent> => {
    const { contactId, channels } = command;
    const refused = refusedChannels(channels ?? []);
    if (refused !== undefined) return refused;
    const events = [
      ...detailsCorrected(command, contact),
      ...(channels === undefined ? [] : channelsRecorded(contactId, channels, contact.channels)),
    ];
    const corrected = evolveBy(contact, events, around);
    if (events.length > 0 && !isComplete(corrected)) return refuse('CONTACT_INCOMPLETE');
    if (losesEmail(contact, corrected)) return refuse('EMAIL_REQUIRED');
    return events;
  };

/** A user is reached by e-mail for as long as it has access. */
const losesEmail = (before: Contact, after: Contact): boolean =>
  hasLiveAccess(before.standing) &&
  mainEmail(before.channels) !== undefined &&
  mainEmail(after.channels) === undefined;

const DETAILS = ['name', 'title', 'department'] as const;

const detailsCorrected = (command: CorrectContactDetails, { details }: Contact): readonly ContactEvent[] => {
  const { contactId } = command;
  const corrected = DETAILS.filter(
    (name) => command[name] !== undefined && !same(command[name], details[name] ?? null),
  );
  if (corrected.length === 0) return [];
  const personal = Object.fromEntries(corrected.map((name) => [name, command[name]]));
  return [
    { type: 'ContactDetailsCorrected', data: { contactId, corrected }, personal: { [contactId]: personal } },
  ];
};

const channelsRecorded = (
  contactId: string,
  wanted: readonly ChannelInput[],
  known: readonly Channel[],
): readonly ContactEvent[] => [
  ...known
    .filter(({ channelId }) => !wanted.some((channel) => channel.channelId === channelId))
    .map(({ channelId }) => ({ type: 'ContactChannelRemoved' as const, data: { contactId, channelId } })),
  ...wanted
    .filter((channel) => !known.some((other) => sameChannel(channel, other)))
    .map((channel) => ({
      type: 'ContactChannelRecorded' as const,
      data: { contactId, channel: factsOf(channel) },
      personal: { [contactId]: { value: channel.value } },
    })),
];

const sameChannel = (one: Channel, other: Channel): boolean =>
  one.value === other.value && same(factsOf(one), factsOf(other));
