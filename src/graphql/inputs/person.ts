import type { PersonName } from '../../../events';
import type { ChannelInput as CommandChannel } from '../../domain/contact/channels';
import type { Context } from '../context';
import { madeId } from '../made-id';
import { present } from '../present';
import type { ChannelInput } from './channel-input';
import type { CommandInput } from './command-input';
import type { PersonNameInput } from './person-name-input';

/** The parts of the name that were given; `null` clears the name, `undefined` leaves it. */
export const nameFrom = (name: PersonNameInput | null | undefined): PersonName | null | undefined => {
  if (name === null || name === undefined) return name;
  const { prefix, given, family, suffix } = name;
  return present({ prefix, given, family, suffix });
};

/** The channels as the command takes them: new ones get an id that follows from the command. */
export const channelsFrom = (
  context: Context,
  input: CommandInput,
  channels: readonly ChannelInput[] | null | undefined,
): readonly CommandChannel[] | undefined =>
  channels?.map(({ id, kind, value, preferred, doNotContact }, place) => ({
    channelId: id ?? madeId(context, input, `channel ${place}`),
    kind,
    value,
    preferred,
    doNotContact,
  }));
