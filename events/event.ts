/** A JSON value as it stands in an event: no undefined, no BigInt, no date objects. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * What happened, in the words of the business. `data` holds ids, codes and dates. Everything that tells something
 * about a person stands under `personal`, keyed by the id of the person it tells about, so that it can be encrypted
 * with that person's key; it reads as `null` once the key is destroyed.
 */
export interface DomainEvent<Type extends string = string, Data = JsonObject, Personal = never> {
  readonly type: Type;
  readonly data: Data;
  readonly personal?: Readonly<Record<string, Personal | null>>;
}

/** Who acted: the kind of actor and its stable id (never a name or an address). */
export interface ActorReference {
  readonly kind: ActorKind;
  readonly id: string;
}

export type ActorKind =
  | 'ADMINISTRATOR'
  | 'CHANNEL_MANAGER'
  | 'SALES_REPRESENTATIVE'
  | 'PARTNER_ADMINISTRATOR'
  | 'PARTNER_USER'
  | 'AUDITOR'
  | 'ANALYTICS_SUBSCRIBER'
  | 'SERVICE';

/** Who, when, why and by which command. The same for every event type (domain.md, section 3). */
export interface EventMetadata {
  /** The day the fact became true (ISO date, UTC); the recorded day where the command named no other. */
  readonly effectiveOn: string;
  readonly actor: ActorReference;
  readonly onBehalfOf?: ActorReference;
  /** Free text of the actor; never in the clear on disk: sealed with the key of the event's subject. */
  readonly reason?: string | null;
  readonly correlationId: string;
  /** The event that made this one necessary, in a cascade. */
  readonly causationId?: string;
  readonly command: string;
  readonly idempotencyKey: string;
  /** Keyed hash of the command's content: tells a repeated command from another one under the same key. */
  readonly contentDigest: string;
  /** The version of the access policy that allowed the command. */
  readonly policyVersion: string;
}

/** An event with its place in the log. */
export type Recorded<Event extends { readonly type: string } = DomainEvent> = Event & {
  readonly eventId: string;
  readonly version: number;
  readonly stream: string;
  /** 0 for the first event of the stream. */
  readonly revision: number;
  /** Place in the whole log; rises in commit order. */
  readonly position: number;
  /** When the store recorded it: ISO instant with milliseconds, never falling along the log. */
  readonly recordedAt: string;
  /** The command that recorded it; a repeated command is found by this id. */
  readonly commandId: string;
  readonly metadata: EventMetadata;
};
