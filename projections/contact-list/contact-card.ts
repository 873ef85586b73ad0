import type { ChannelFacts, ContactStanding, ExternalId, PersonName } from '../../events';

/** A way to reach the contact; the value is `null` once the person was erased. */
export interface CardChannel extends ChannelFacts {
  readonly value: string | null;
}

/** Everything a screen shows of one contact. */
export interface ContactCard {
  readonly contactId: string;
  readonly externalId?: ExternalId;
  readonly registeredAt: string;
  /** When the last of its events was recorded: the instant at which the columns of the list see it. */
  readonly changedAt: string;
  readonly name: PersonName | null;
  readonly title: string | null;
  readonly department: string | null;
  readonly channels: readonly CardChannel[];
  readonly standing: ContactStanding;
  /** Login of the access it has or last had. */
  readonly login: string | null;
  /** Revision of the contact's stream: what a command's `expectedVersion` is compared with. */
  readonly version: number;
}
