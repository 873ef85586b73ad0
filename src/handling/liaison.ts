import type { ReadModels, Snapshot } from '../../projections/read-models';
import type { Soon } from '../../projections/soon';
import type { Actor } from '../domain/actor';
import type { CommandName, CommandOf } from '../domain/commands';
import type { EventLog } from '../store/event-log';
import type { CurrentUser } from './current-users';
import type { KnownContacts } from './known-contacts';
import type { Envelope, Outcome } from './outcome';

/** The product without its edges: what GraphQL, the command line and the importer talk to. */
export interface Liaison {
  /**
   * Reads, decides and appends; on success the read models have reached the answer's position, or `lagging`
   * says not.
   */
  send<Name extends CommandName>(name: Name, command: CommandOf<Name>, envelope: Envelope): Promise<Outcome>;
  /**
   * The id of what a command makes (a contact, a channel, an invitation). Follows from the actor, its
   * idempotency key and the word for what is made, so that a repeated command makes the same thing.
   */
  idFor(actor: Actor, idempotencyKey: string, what: string): string;
  /** The secret an invitation is accepted with. Follows from its id and the keys; never stored. */
  invitationSecret(invitationId: string): string;
  /**
   * Records everything that has fallen due, so that a read sees it; returns at once where nothing has. Answers the
   * state that the read models had reached after it was called, if nothing was due there; else undefined.
   */
  settleDueFacts(): Soon<Snapshot | undefined>;
  /** The contact that an identity provider's identity is linked to, whether or not it may log on. */
  contactOfIdentity(issuer: string, subject: string): Promise<string | undefined>;
  /** The user that the contact is at this moment; undefined where it may not log on. */
  userOf(contactId: string): Promise<CurrentUser | undefined>;
  /** Contacts as they are recorded at this moment. */
  readonly contacts: KnownContacts;
  readonly log: EventLog;
  readonly models: ReadModels;
  now(): string;
  /** The version of the access policy in service; recorded with every event. */
  readonly policyVersion: string;
}
