import type { ContactRegistered, ExternalId, PersonName } from '../../../events';
import { type Decision, refuse } from '../decision';
import { same } from '../same';
import { stated } from '../stated';
import { type ChannelInput, factsOf, isComplete, refusedChannels } from './channels';
import type { Contact } from './contact';

export interface RegisterContact {
  readonly contactId: string;
  readonly name?: PersonName;
  readonly title?: string;
  readonly department?: string;
  readonly channels?: readonly ChannelInput[];
  readonly externalId?: ExternalId;
}

/** A person becomes known by a name or an e-mail address; the same id with other content is refused. */
export const registerContact =
  ({ contactId, name, title, department, channels = [], externalId }: RegisterContact) =>
  (contact: Contact): Decision<ContactRegistered> => {
    const details = stated({ name, title, department });
    const refused = refusedChannels(channels);
    if (refused !== undefined) return refused;
    if (!isComplete({ details, channels })) return refuse('CONTACT_INCOMPLETE');
    if (contact.registered) {
      const known = [contact.details, contact.channels, contact.externalId];
      return same(known, [details, channels, externalId]) ? [] : refuse('VERSION_CONFLICT');
    }
    const values = Object.fromEntries(channels.map(({ channelId, value }) => [channelId, value]));
    const personal = { ...details, ...(channels.length > 0 ? { channels: values } : {}) };
    const data = stated({ contactId, externalId, channels: channels.map(factsOf) });
    return [{ type: 'ContactRegistered', data, personal: { [contactId]: personal } }];
  };
