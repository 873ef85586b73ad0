import type { ChannelFacts } from '../../../events';
import type { Refusal } from '../decision';
import type { Channel, Contact } from './contact';

/** A way to reach the person, as a command says it. The id is the caller's, unique for the contact. */
export interface ChannelInput extends ChannelFacts {
  readonly value: string;
}

/**
 * The address a user is reached and, unless told otherwise, logs on with: the preferred e-mail, else the
 * first.
 */
export const mainEmail = (channels: readonly Channel[]): string | undefined => {
  const emails = channels.filter(({ kind, value }) => kind === 'EMAIL' && value !== null);
  return (emails.find(({ preferred }) => preferred) ?? emails[0])?.value ?? undefined;
};

/** Whether there is enough to know the person by: a name or an e-mail address. */
export const isComplete = ({ details: { name }, channels }: Pick<Contact, 'details' | 'channels'>): boolean =>
  isWord(name?.given) || isWord(name?.family) || mainEmail(channels) !== undefined;

/** Why these channels will not do: two of them have the same id. */
export const refusedChannels = (channels: readonly ChannelInput[]): Refusal | undefined => {
  const fieldErrors = channels.flatMap(({ channelId }, index) =>
    channels.findIndex((first) => first.channelId === channelId) === index
      ? []
      : [
          {
            path: `channels.${index}.channelId`,
            message: 'Another channel of this contact has the same id.',
          },
        ],
  );
  return fieldErrors.length > 0 ? { refused: 'VALIDATION_FAILED', fieldErrors } : undefined;
};

/** The channel without its value, which is personal. */
export const factsOf = ({ channelId, kind, preferred, doNotContact }: ChannelFacts): ChannelFacts => ({
  channelId,
  kind,
  preferred,
  doNotContact,
});

const isWord = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';
