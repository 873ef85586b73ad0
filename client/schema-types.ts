/** Types of the schema for Node and browser clients; `npm run generate` makes them from the schema. */
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  Date: { input: string; output: string; }
  DateTime: { input: string; output: string; }
  JSON: { input: unknown; output: unknown; }
  Position: { input: string; output: string; }
  UUID: { input: string; output: string; }
};

/** What `acceptInvitation` needs to know. */
export type AcceptInvitationInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The invitation. */
  readonly invitationId: Scalars['UUID']['input'];
  /** The identity provider that the person has signed in at, as its tokens name it. 1 to 500 characters. */
  readonly issuer: Scalars['String']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The secret that was delivered with the invitation. 1 to 200 characters. */
  readonly secret: Scalars['String']['input'];
  /** The person at the identity provider, as its tokens name it. 1 to 200 characters. */
  readonly subject: Scalars['String']['input'];
};

/** How much may be done on a team; each includes those before it. */
export type AccessLevel =
  /** Change. */
  | 'EDIT'
  /** Change the team itself. */
  | 'FULL'
  /** Nothing. */
  | 'NONE'
  /** See. */
  | 'READ';

/** How the access of a partner user stands now. */
export type AccessStatus =
  /** Granted; whether it may be used now says `canSignIn`. */
  | 'ACTIVE'
  /** Its end has passed; may be granted anew. */
  | 'EXPIRED'
  /** Ended for good; may be granted anew. */
  | 'REVOKED'
  /** Blocked for the time being; restoring brings back what was there. */
  | 'SUSPENDED';

/** Which user access contacts of a list have. */
export type AccessStatusFilter =
  /** Active. */
  | 'ACTIVE'
  /** Its end has passed. */
  | 'EXPIRED'
  /** Never had any. */
  | 'NONE'
  /** Ended for good. */
  | 'REVOKED'
  /** Blocked for the time being. */
  | 'SUSPENDED';

/** A company we sell to. */
export type Account = {
  readonly __typename?: 'Account';
  /** The contacts that belong to the account. */
  readonly contacts: ContactConnection;
  /** Its id in the system it comes from. */
  readonly externalId?: Maybe<Scalars['String']['output']>;
  /** Id of the account; never changes. */
  readonly id: Scalars['UUID']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Position in the log that this answer speaks of. */
  readonly position: Scalars['Position']['output'];
  /** When it was registered. */
  readonly registeredAt: Scalars['DateTime']['output'];
  /** Version of the account, to be given as `expectedVersion`. */
  readonly version: Scalars['Int']['output'];
};


/** A company we sell to. */
export type AccountContactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A command to an account was done. */
export type AccountChanged = Change & {
  readonly __typename?: 'AccountChanged';
  /** The account after the command; null where a dry run would make it. */
  readonly account?: Maybe<Account>;
  /** What follows for other contacts. */
  readonly consequences: ReadonlyArray<Consequence>;
  /** Whether this was a dry run: nothing was recorded, and the thing is as it stands. */
  readonly dryRun: Scalars['Boolean']['output'];
  /** What the command recorded, or would record; empty where it was already so. */
  readonly events: ReadonlyArray<CommandEvent>;
  /** Whether the thing below may not yet reflect the command: read it again with `minPosition`. */
  readonly lagging: Scalars['Boolean']['output'];
  /** Position that reflects the command: give it as `minPosition` to read your own write. */
  readonly position: Scalars['Position']['output'];
  /** Whether the command had been done before by the same key; nothing was recorded now. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Version of the thing after the command; null in a dry run that would make it. */
  readonly version?: Maybe<Scalars['Int']['output']>;
  /** What is worth a look and did not stop the command. */
  readonly warnings: ReadonlyArray<Warning>;
};

/** A page of accounts. */
export type AccountConnection = {
  readonly __typename?: 'AccountConnection';
  /** The page, each with its cursor. */
  readonly edges: ReadonlyArray<AccountEdge>;
  /** The page without cursors. */
  readonly nodes: ReadonlyArray<Account>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** Position in the log that this answer speaks of. */
  readonly position: Scalars['Position']['output'];
  /** How many there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of accounts with its place in the list. */
export type AccountEdge = {
  readonly __typename?: 'AccountEdge';
  /** Its place: give it as `after` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Account;
};

/** What a command to an account answers. */
export type AccountOutcome = AccountChanged | Refused;

/** What `activatePartnerOrganization` needs to know. */
export type ActivatePartnerOrganizationInput = {
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The partner organization. */
  readonly partnerOrganizationId: Scalars['UUID']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What kind of actor did something. */
export type ActorKind =
  /** Administrator of the brand owner. */
  | 'ADMINISTRATOR'
  /** A program that reads events for analysis. */
  | 'ANALYTICS_SUBSCRIBER'
  /** Auditor of the brand owner. */
  | 'AUDITOR'
  /** Channel manager of the brand owner. */
  | 'CHANNEL_MANAGER'
  /** Delegated administrator of a partner organization. */
  | 'PARTNER_ADMINISTRATOR'
  /** User of a partner organization. */
  | 'PARTNER_USER'
  /** Inside sales representative of the brand owner. */
  | 'SALES_REPRESENTATIVE'
  /** Another program, or a process of this one. */
  | 'SERVICE';

/** Who did something. */
export type ActorReference = {
  readonly __typename?: 'ActorReference';
  /** Stable id at the identity provider; never a name or an address. */
  readonly id: Scalars['String']['output'];
  /** What kind of actor. */
  readonly kind: ActorKind;
};

/** What `affiliateContact` needs to know. */
export type AffiliateContactInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The partner organization or account. */
  readonly organizationId: Scalars['UUID']['input'];
  /** Which of the two it is. */
  readonly organizationKind: OrganizationKind;
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** A contact’s belonging to an organization. */
export type Affiliation = {
  readonly __typename?: 'Affiliation';
  /** The account, where it is one and visible. */
  readonly account?: Maybe<Account>;
  /** First day. */
  readonly from: Scalars['Date']['output'];
  /** What kind of organization it is. */
  readonly kind: OrganizationKind;
  /** Id of the organization. */
  readonly organizationId: Scalars['UUID']['output'];
  /** The partner organization, where it is one. */
  readonly partnerOrganization?: Maybe<PartnerOrganization>;
};

/** What `appointHierarchyHead` needs to know. */
export type AppointHierarchyHeadInput = {
  /** The resource that is to head the hierarchy; it needs a role of kind MANAGER. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The partner organization. */
  readonly partnerOrganizationId: Scalars['UUID']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** A past state of the log: give exactly one of the two. */
export type AsOf = {
  /** The state right after this position. */
  readonly position?: InputMaybe<Scalars['Position']['input']>;
  /** The state that was known at this instant; it must not lie ahead. */
  readonly recordedAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What `assignChannelManager` needs to know. */
export type AssignChannelManagerInput = {
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The employee of the brand owner, by the id at the identity provider. 1 to 200 characters. */
  readonly managerId: Scalars['String']['input'];
  /** The partner organization. */
  readonly partnerOrganizationId: Scalars['UUID']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What `assignPartnerRole` needs to know. */
export type AssignPartnerRoleInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** First day; the day of `effectiveOn` where left out. A coming day is allowed. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The resource of the same organization it is to report to; unchanged where left out. */
  readonly managerId?: InputMaybe<Scalars['UUID']['input']>;
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** Code of the role. 1 to 50 characters: a capital letter and then capital letters, digits and underscores. */
  readonly roleCode: Scalars['String']['input'];
  /** Last day; until revoked where left out. */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

/** What `cancelInvitation` needs to know. */
export type CancelInvitationInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What every command answers that was not refused. */
export type Change = {
  /** What follows for other contacts. */
  readonly consequences: ReadonlyArray<Consequence>;
  /** Whether this was a dry run: nothing was recorded, and the thing is as it stands. */
  readonly dryRun: Scalars['Boolean']['output'];
  /** What the command recorded, or would record; empty where it was already so. */
  readonly events: ReadonlyArray<CommandEvent>;
  /** Whether the thing below may not yet reflect the command: read it again with `minPosition`. */
  readonly lagging: Scalars['Boolean']['output'];
  /** Position that reflects the command: give it as `minPosition` to read your own write. */
  readonly position: Scalars['Position']['output'];
  /** Whether the command had been done before by the same key; nothing was recorded now. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Version of the thing after the command; null in a dry run that would make it. */
  readonly version?: Maybe<Scalars['Int']['output']>;
  /** What is worth a look and did not stop the command. */
  readonly warnings: ReadonlyArray<Warning>;
};

/** What `changeResourceManager` needs to know. */
export type ChangeResourceManagerInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The resource of the same organization it is to report to; to nobody where left out. */
  readonly managerId?: InputMaybe<Scalars['UUID']['input']>;
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** A way to reach a person. */
export type ChannelInput = {
  /** Whether the person does not want to be contacted here. */
  readonly doNotContact?: Scalars['Boolean']['input'];
  /** Id of a channel that the contact already has; leave out for a new one. */
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  /** What kind of channel it is. */
  readonly kind: ChannelKind;
  /** Whether the person prefers to be reached here. */
  readonly preferred?: Scalars['Boolean']['input'];
  /** E-mail address (at most 254 characters), telephone number (3 to 32: digits, spaces and + ( ) - . / with ext before an extension), http or https address of a profile (at most 500) or postal address (at most 500, may have several lines). */
  readonly value: Scalars['String']['input'];
};

/** What kind of channel reaches a person. */
export type ChannelKind =
  /** Postal address. */
  | 'ADDRESS'
  /** E-mail address. */
  | 'EMAIL'
  /** Mobile telephone. */
  | 'MOBILE'
  /** Telephone. */
  | 'PHONE'
  /** Profile in a social network, or a web page. */
  | 'SOCIAL';

/** An event that the command recorded, or would record. Without personal data. */
export type CommandEvent = {
  readonly __typename?: 'CommandEvent';
  /** What the event says. */
  readonly data: Scalars['JSON']['output'];
  /** Id of the event; null in a dry run. */
  readonly eventId?: Maybe<Scalars['String']['output']>;
  /** Its place in the log; null in a dry run. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** When it was recorded; null in a dry run. */
  readonly recordedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it happened to; null in a dry run. */
  readonly stream?: Maybe<Scalars['String']['output']>;
  /** What happened. */
  readonly type: EventType;
  /** Version of the type; says which published schema `data` keeps. */
  readonly version: Scalars['Int']['output'];
};

/** What follows from the command for other contacts; recorded right after it, each as its own event. */
export type Consequence = {
  readonly __typename?: 'Consequence';
  /** Name of the process that records it. */
  readonly cascade: Scalars['String']['output'];
  /** How many contacts it concerns. */
  readonly contacts: Scalars['Int']['output'];
};

/** A person: one we sell to, one we sell with, or both. */
export type Contact = {
  readonly __typename?: 'Contact';
  /** User access it has or last had; null: it never had any. */
  readonly access?: Maybe<UserAccess>;
  /** The organizations it belongs to, partner and accounts, as far as they are visible. */
  readonly affiliations: ReadonlyArray<Affiliation>;
  /** Whether the contact may sign in now, or at the instant of `asOf`: organization, role, access and identity together. */
  readonly canSignIn: Scalars['Boolean']['output'];
  /** The ways to reach the person. */
  readonly channels: ReadonlyArray<ContactChannel>;
  /** Where in the organization; null also once it was erased. */
  readonly department?: Maybe<Scalars['String']['output']>;
  /** The preferred e-mail address, else the first. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Whether the personal data of the contact was erased. */
  readonly erased: Scalars['Boolean']['output'];
  /** Its id in another system. */
  readonly externalId?: Maybe<ExternalId>;
  /** What the contact is to the brand owner now, or at the instant of `asOf`. */
  readonly flavor: Flavor;
  /** What the contact is to one organization: one it sells with may be only sold to elsewhere. */
  readonly flavorFor: Flavor;
  /** Id of the contact; never changes. */
  readonly id: Scalars['UUID']['output'];
  /** Whether an identity of an identity provider belongs to the contact. */
  readonly identityLinked: Scalars['Boolean']['output'];
  /** The last invitation; null: it was never invited. */
  readonly invitation?: Maybe<ContactInvitation>;
  /** The resource it reports to. */
  readonly manager?: Maybe<Contact>;
  /** Name; null where none is known, or once it was erased. */
  readonly name?: Maybe<PersonName>;
  /** The partner organization it belongs to. */
  readonly partnerOrganization?: Maybe<PartnerOrganization>;
  /** The preferred telephone or mobile number, else the first. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** Position in the log that this answer speaks of. */
  readonly position: Scalars['Position']['output'];
  /** When the contact was registered. */
  readonly registeredAt: Scalars['DateTime']['output'];
  /** How many resources report to it directly. */
  readonly reportCount: Scalars['Int']['output'];
  /** The resources that report to it directly, by name. */
  readonly reports: ContactConnection;
  /** Resource roles, those for a coming day included; empty makes it no resource. */
  readonly roles: ReadonlyArray<HeldRole>;
  /** What the person does there; null also once it was erased. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Version of the contact, to be given as `expectedVersion`. */
  readonly version: Scalars['Int']['output'];
};


/** A person: one we sell to, one we sell with, or both. */
export type ContactChannelsArgs = {
  kinds?: InputMaybe<ReadonlyArray<ChannelKind>>;
};


/** A person: one we sell to, one we sell with, or both. */
export type ContactFlavorForArgs = {
  organizationId: Scalars['UUID']['input'];
};


/** A person: one we sell to, one we sell with, or both. */
export type ContactReportsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A command to a contact was done. */
export type ContactChanged = Change & {
  readonly __typename?: 'ContactChanged';
  /** What follows for other contacts. */
  readonly consequences: ReadonlyArray<Consequence>;
  /** The contact after the command; null where it is not visible to the actor, or would only be made. */
  readonly contact?: Maybe<Contact>;
  /** Whether this was a dry run: nothing was recorded, and the thing is as it stands. */
  readonly dryRun: Scalars['Boolean']['output'];
  /** What the command recorded, or would record; empty where it was already so. */
  readonly events: ReadonlyArray<CommandEvent>;
  /** The invitation that the command issued or sent again, with its secret; null where there was none. */
  readonly invitation?: Maybe<IssuedInvitation>;
  /** Whether the thing below may not yet reflect the command: read it again with `minPosition`. */
  readonly lagging: Scalars['Boolean']['output'];
  /** Position that reflects the command: give it as `minPosition` to read your own write. */
  readonly position: Scalars['Position']['output'];
  /** Whether the command had been done before by the same key; nothing was recorded now. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Version of the thing after the command; null in a dry run that would make it. */
  readonly version?: Maybe<Scalars['Int']['output']>;
  /** What is worth a look and did not stop the command. */
  readonly warnings: ReadonlyArray<Warning>;
};

/** A way to reach a contact. */
export type ContactChannel = {
  readonly __typename?: 'ContactChannel';
  /** Whether the person does not want to be contacted here. */
  readonly doNotContact: Scalars['Boolean']['output'];
  /** Id; give it with `correctContactDetails` to keep or change this channel. */
  readonly id: Scalars['UUID']['output'];
  /** What kind of channel it is. */
  readonly kind: ChannelKind;
  /** Whether the person prefers to be reached here. */
  readonly preferred: Scalars['Boolean']['output'];
  /** Address or number; null once the person was erased. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** A page of contacts. */
export type ContactConnection = {
  readonly __typename?: 'ContactConnection';
  /** The page, each with its cursor. */
  readonly edges: ReadonlyArray<ContactEdge>;
  /** The page without cursors. */
  readonly nodes: ReadonlyArray<Contact>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** Position in the log that this answer speaks of. */
  readonly position: Scalars['Position']['output'];
  /** How many there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of contacts with its place in the list. */
export type ContactEdge = {
  readonly __typename?: 'ContactEdge';
  /** Its place: give it as `after` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: Contact;
};

/** The last invitation of a contact to link its identity. */
export type ContactInvitation = {
  readonly __typename?: 'ContactInvitation';
  /** Until when it can be accepted. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** Id of the invitation. */
  readonly id: Scalars['UUID']['output'];
  /** How it stands now; an end that has passed counts at once. */
  readonly status: InvitationStatus;
};

/** What a command to a contact answers. */
export type ContactOutcome = ContactChanged | Refused;

/** The order of a list of contacts. */
export type ContactSort =
  /** By family name and given name. */
  | 'NAME_ASC'
  /** By family name and given name, backwards. */
  | 'NAME_DESC'
  /** By registration, first one first. */
  | 'REGISTERED_ASC'
  /** By registration, last one first. */
  | 'REGISTERED_DESC';

/** What `correctContactDetails` needs to know. What is left out stays as it is. */
export type CorrectContactDetailsInput = {
  /** The whole list anew: channels named by their id are kept or changed, those not in it are removed. At most 20. */
  readonly channels?: InputMaybe<ReadonlyArray<ChannelInput>>;
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Where in the organization; null clears it. 1 to 200 characters. */
  readonly department?: InputMaybe<Scalars['String']['input']>;
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The whole name anew; null clears it. */
  readonly name?: InputMaybe<PersonNameInput>;
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** What the person does; null clears it. 1 to 200 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** What `defineRole` needs to know. */
export type DefineRoleInput = {
  /** Code of the role; a known code is described anew. 1 to 50 characters: a capital letter and then capital letters, digits and underscores. */
  readonly code: Scalars['String']['input'];
  /** Whether a partner administrator may assign it. */
  readonly delegable?: Scalars['Boolean']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Whether its holders lead others. */
  readonly kind: RoleKind;
  /** The most that a holder may do on a team. */
  readonly levelCeiling: AccessLevel;
  /** Name of the role, for showing. 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** What a user with this role may be granted. At most 50, each 1 to 50 characters: a small letter and then small letters, digits and : . _ -. */
  readonly scopes: ReadonlyArray<Scalars['String']['input']>;
};

/** What `endAffiliation` needs to know. */
export type EndAffiliationInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The partner organization or account it leaves. */
  readonly organizationId: Scalars['UUID']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** Every event the product records. */
export type EventType =
  /** An account was registered. */
  | 'AccountRegistered'
  /** Every consequence of an event has been recorded. */
  | 'CascadeCompleted'
  /** A channel manager of the brand owner looks after the partner organization. */
  | 'ChannelManagerAssigned'
  /** A command changed nothing; its answer is kept for its key. */
  | 'CommandFoundSatisfied'
  /** A contact belongs to a partner organization or an account. */
  | 'ContactAffiliated'
  /** A contact no longer belongs to an organization. */
  | 'ContactAffiliationEnded'
  /** A channel of a contact was added or changed. */
  | 'ContactChannelRecorded'
  /** A channel of a contact was removed. */
  | 'ContactChannelRemoved'
  /** Name, title or department of a contact were corrected. */
  | 'ContactDetailsCorrected'
  /** A contact was registered. */
  | 'ContactRegistered'
  /** A resource heads the hierarchy of its partner organization. */
  | 'HierarchyHeadAppointed'
  /** An identity of an identity provider belongs to a contact. */
  | 'IdentityLinked'
  /** An identity no longer belongs to a contact. */
  | 'IdentityUnlinked'
  /** A partner organization became active. */
  | 'PartnerOrganizationActivated'
  /** Which roles the people of a partner organization may have was set. */
  | 'PartnerOrganizationAllowedRolesSet'
  /** Which e-mail domains the users of a partner organization may have was set. */
  | 'PartnerOrganizationEmailDomainsSet'
  /** A partner organization belongs to another one, or to none any more. */
  | 'PartnerOrganizationParentSet'
  /** A suspended or terminated partner organization is active again. */
  | 'PartnerOrganizationReactivated'
  /** A partner organization was registered. */
  | 'PartnerOrganizationRegistered'
  /** All users of a partner organization are blocked for the time being. */
  | 'PartnerOrganizationSuspended'
  /** The partnership with an organization is over. */
  | 'PartnerOrganizationTerminated'
  /** A contact got a resource role. */
  | 'PartnerRoleAssigned'
  /** The last day of a role has passed. */
  | 'PartnerRoleExpired'
  /** A contact lost a resource role. */
  | 'PartnerRoleRevoked'
  /** The first day of a role has come. */
  | 'PartnerRoleTookEffect'
  /** The end of a user’s access has passed. */
  | 'PartnerUserAccessExpired'
  /** A user’s access got another end, or none. */
  | 'PartnerUserAccessExtended'
  /** A resource got user access. */
  | 'PartnerUserAccessGranted'
  /** A suspended access is active again. */
  | 'PartnerUserAccessRestored'
  /** A user’s access was ended. */
  | 'PartnerUserAccessRevoked'
  /** A user’s access was blocked for the time being. */
  | 'PartnerUserAccessSuspended'
  /** An invitation was accepted. */
  | 'PartnerUserInvitationAccepted'
  /** An invitation was taken back. */
  | 'PartnerUserInvitationCancelled'
  /** The end of an invitation has passed. */
  | 'PartnerUserInvitationExpired'
  /** An invitation got a new end and is to be sent again. */
  | 'PartnerUserInvitationResent'
  /** A user was invited to link its identity. */
  | 'PartnerUserInvited'
  /** A resource reports to another manager, or to nobody. */
  | 'ResourceManagerChanged'
  /** A role was defined in the catalogue, or described anew. */
  | 'RoleDefined'
  /** A role can no longer be assigned. */
  | 'RoleRetired'
  /** A value that must be unique is free again. */
  | 'ValueReleased'
  /** A value that must be unique belongs to a contact. */
  | 'ValueReserved';

/** What `extendPartnerUserAccess` needs to know. */
export type ExtendPartnerUserAccessInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The new end of the access; none where left out. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** The id of a contact in another system. */
export type ExternalId = {
  readonly __typename?: 'ExternalId';
  /** Id in the other system. */
  readonly id: Scalars['String']['output'];
  /** Name of the other system. */
  readonly system: Scalars['String']['output'];
};

/** The id of a contact in another system. No two contacts share one. */
export type ExternalIdInput = {
  /** Id in the other system. Kept in the clear for ever, so it must not hold personal data (no e-mail address). 1 to 200 characters. */
  readonly id: Scalars['String']['input'];
  /** Name of the other system, such as `salesforce`. Kept in the clear for ever. 1 to 50 characters. */
  readonly system: Scalars['String']['input'];
};

/** One field of the input that is not of the right form. */
export type FieldError = {
  readonly __typename?: 'FieldError';
  /** What is expected, to follow the name of the field; never repeats the value. */
  readonly message: Scalars['String']['output'];
  /** Path of the field, such as `input.channels.0.value`. */
  readonly path: Scalars['String']['output'];
};

/** What a contact is to the brand owner. Follows from affiliations, roles and access; it is never set. */
export type Flavor =
  /** A person we sell to. */
  | 'ACCOUNT_CONTACT'
  /** A person we sell with: belongs to a partner organization. */
  | 'PARTNER_CONTACT'
  /** A partner contact with at least one resource role. */
  | 'PARTNER_RESOURCE'
  /** A resource with user access, active or suspended. */
  | 'PARTNER_USER';

/** One step of a contact’s history: what happened, when, by whom and why, and the flavor before and after. */
export type FlavorStep = {
  readonly __typename?: 'FlavorStep';
  /** Who did it. */
  readonly actor: ActorReference;
  /** Id of the event that made this one necessary, in a cascade. */
  readonly causationId?: Maybe<Scalars['String']['output']>;
  /** Name of the command that did it. */
  readonly command: Scalars['String']['output'];
  /** The same for everything that one request set off. */
  readonly correlationId: Scalars['String']['output'];
  /** Day on which it became true. */
  readonly effectiveOn: Scalars['Date']['output'];
  /** What happened. */
  readonly eventType: EventType;
  /** What the contact was right after. */
  readonly flavorAfter: Flavor;
  /** What the contact was before; null at its registration. */
  readonly flavorBefore?: Maybe<Flavor>;
  /** Position of the event. */
  readonly position: Scalars['Position']['output'];
  /** Why, in the words of the actor; null also once the person was erased. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When it was recorded. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** What it was about, such as the code of the role or the id of the organization. */
  readonly what: Scalars['JSON']['output'];
};

/** A page of steps of a contact’s history. */
export type FlavorStepConnection = {
  readonly __typename?: 'FlavorStepConnection';
  /** The page, each with its cursor. */
  readonly edges: ReadonlyArray<FlavorStepEdge>;
  /** The page without cursors. */
  readonly nodes: ReadonlyArray<FlavorStep>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** Position in the log that this answer speaks of. */
  readonly position: Scalars['Position']['output'];
  /** How many there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of steps of a contact’s history with its place in the list. */
export type FlavorStepEdge = {
  readonly __typename?: 'FlavorStepEdge';
  /** Its place: give it as `after` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: FlavorStep;
};

/** What `grantPartnerUserAccess` needs to know. */
export type GrantPartnerUserAccessInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** When the access ends by itself; never where left out. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Invites the user too; the answer then holds the secret to deliver. */
  readonly invite?: InputMaybe<InviteInput>;
  /** Name to sign in with; the main e-mail address where left out. 1 to 254 characters. */
  readonly login?: InputMaybe<Scalars['String']['input']>;
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** What the user may do; its roles and your own scopes are the limit. At most 50, each 1 to 50 characters: a small letter and then small letters, digits and : . _ -. */
  readonly scopes: ReadonlyArray<Scalars['String']['input']>;
};

/** A resource role of a contact. */
export type HeldRole = {
  readonly __typename?: 'HeldRole';
  /** Whether it holds today, or on the day that `asOf` names. */
  readonly active: Scalars['Boolean']['output'];
  /** Code of the role. */
  readonly code: Scalars['String']['output'];
  /** First day. */
  readonly from: Scalars['Date']['output'];
  /** The role as the catalogue describes it. */
  readonly role?: Maybe<ResourceRole>;
  /** Last day; null: until it is revoked. */
  readonly to?: Maybe<Scalars['Date']['output']>;
};

/** How an invitation stands now. */
export type InvitationStatus =
  /** Was accepted. */
  | 'ACCEPTED'
  /** Was taken back. */
  | 'CANCELLED'
  /** Its end passed before it was accepted; it may be sent again. */
  | 'EXPIRED'
  /** Waits to be accepted. */
  | 'PENDING';

/** An invitation to be issued together with the access. */
export type InviteInput = {
  /** Until when the invitation can be accepted. */
  readonly expiresAt: Scalars['DateTime']['input'];
};

/** What `invitePartnerUser` needs to know. */
export type InvitePartnerUserInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Until when the invitation can be accepted. */
  readonly expiresAt: Scalars['DateTime']['input'];
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** An invitation that was just issued: deliver it to the person. */
export type IssuedInvitation = {
  readonly __typename?: 'IssuedInvitation';
  /** Until when it can be accepted. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** Id of the invitation. */
  readonly id: Scalars['UUID']['output'];
  /** What the person accepts it with. It is not stored and stands in no query: deliver it now, in private. */
  readonly secret: Scalars['String']['output'];
};

/** What `linkIdentity` needs to know. */
export type LinkIdentityInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The identity provider, as its tokens name it. 1 to 500 characters. */
  readonly issuer: Scalars['String']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The person at the identity provider, as its tokens name it. 1 to 200 characters. */
  readonly subject: Scalars['String']['input'];
};

/** What `manageUserDetails` needs to know. What is left out stays as it is. */
export type ManageUserDetailsInput = {
  /** The user access that it shall have. */
  readonly access?: InputMaybe<WantedAccessInput>;
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The resource it is to report to; null: to nobody. */
  readonly managerId?: InputMaybe<Scalars['UUID']['input']>;
  /** What to do about what depends on a role that goes; REJECT where left out. */
  readonly policy?: InputMaybe<RevocationPolicy>;
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The whole set of roles: those not in it are revoked. At most 50. */
  readonly roles?: InputMaybe<ReadonlyArray<WantedRoleInput>>;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Accepts an invitation: the identity belongs to the contact from now on. Sent by the program where the person has signed in. */
  readonly acceptInvitation: ContactOutcome;
  /** Makes a registered partner organization active: its people may get roles and access. */
  readonly activatePartnerOrganization: PartnerOrganizationOutcome;
  /** Makes a contact belong to a partner organization or an account. */
  readonly affiliateContact: ContactOutcome;
  /** Makes a resource the head of its organization. The former head keeps its reports and reports to the new one. */
  readonly appointHierarchyHead: PartnerOrganizationOutcome;
  /** Says which employee of the brand owner looks after a partner organization. */
  readonly assignChannelManager: PartnerOrganizationOutcome;
  /** Gives a partner contact a resource role: the first one makes it a partner resource. */
  readonly assignPartnerRole: ContactOutcome;
  /** Takes back an invitation that waits to be accepted. */
  readonly cancelInvitation: ContactOutcome;
  /** Says to whom a resource reports. */
  readonly changeResourceManager: ContactOutcome;
  /** Corrects name, title, department and channels of a contact. */
  readonly correctContactDetails: ContactOutcome;
  /** Puts a role into the catalogue, or describes it anew. A retired role can be assigned again then. */
  readonly defineRole: RoleOutcome;
  /** Ends the belonging to an organization. Leaving a partner also ends roles, access and invitations there. */
  readonly endAffiliation: ContactOutcome;
  /** Gives the access of a user another end, or none. */
  readonly extendPartnerUserAccess: ContactOutcome;
  /** Makes a partner resource a partner user. After a revocation or an expiry it may always be granted anew. */
  readonly grantPartnerUserAccess: ContactOutcome;
  /** Invites a user to link its identity; the answer holds the secret to deliver. */
  readonly invitePartnerUser: ContactOutcome;
  /** Says with which identity a partner contact signs in. One identity belongs to one contact. */
  readonly linkIdentity: ContactOutcome;
  /** Roles, manager and user access of a contact in one command: everything is done, or nothing. The rules and refusals are those of the single commands. */
  readonly manageUserDetails: ContactOutcome;
  /** Makes a suspended or terminated partner organization active again. To a terminated one nothing returns by itself. */
  readonly reactivatePartnerOrganization: PartnerOrganizationOutcome;
  /** Registers a company we sell to. */
  readonly registerAccount: AccountOutcome;
  /** Registers a person. Warns with POSSIBLE_DUPLICATE where contacts alike are known. */
  readonly registerContact: ContactOutcome;
  /** Registers a company we want to sell with. */
  readonly registerPartnerOrganization: PartnerOrganizationOutcome;
  /** Gives an invitation a new end; the answer holds the same secret to deliver again. */
  readonly resendInvitation: ContactOutcome;
  /** Makes a suspended access active again, exactly as it was. */
  readonly restorePartnerUserAccess: ContactOutcome;
  /** Takes a role that nobody holds out of use: it can no longer be assigned. */
  readonly retireRole: RoleOutcome;
  /** Takes a resource role from a contact. */
  readonly revokePartnerRole: ContactOutcome;
  /** Ends the access of a user; it may be granted anew at any time. */
  readonly revokePartnerUserAccess: ContactOutcome;
  /** Says which roles the people of a partner organization may get. Roles they have already stay. */
  readonly setAllowedRoles: PartnerOrganizationOutcome;
  /** Says which e-mail domains the users of a partner organization may have. Users there are already stay. */
  readonly setEmailDomains: PartnerOrganizationOutcome;
  /** Says to which other partner organization one belongs. */
  readonly setParentOrganization: PartnerOrganizationOutcome;
  /** Blocks all users of a partner organization at once; everything else stays as it is. */
  readonly suspendPartnerOrganization: PartnerOrganizationOutcome;
  /** Blocks a user for the time being. */
  readonly suspendPartnerUserAccess: ContactOutcome;
  /** Ends the partnership: roles and access of all its people are ended, one after the other. */
  readonly terminatePartnerOrganization: PartnerOrganizationOutcome;
  /** Takes the identity from a contact: it can no longer sign in with it. */
  readonly unlinkIdentity: ContactOutcome;
};


export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
};


export type MutationActivatePartnerOrganizationArgs = {
  input: ActivatePartnerOrganizationInput;
};


export type MutationAffiliateContactArgs = {
  input: AffiliateContactInput;
};


export type MutationAppointHierarchyHeadArgs = {
  input: AppointHierarchyHeadInput;
};


export type MutationAssignChannelManagerArgs = {
  input: AssignChannelManagerInput;
};


export type MutationAssignPartnerRoleArgs = {
  input: AssignPartnerRoleInput;
};


export type MutationCancelInvitationArgs = {
  input: CancelInvitationInput;
};


export type MutationChangeResourceManagerArgs = {
  input: ChangeResourceManagerInput;
};


export type MutationCorrectContactDetailsArgs = {
  input: CorrectContactDetailsInput;
};


export type MutationDefineRoleArgs = {
  input: DefineRoleInput;
};


export type MutationEndAffiliationArgs = {
  input: EndAffiliationInput;
};


export type MutationExtendPartnerUserAccessArgs = {
  input: ExtendPartnerUserAccessInput;
};


export type MutationGrantPartnerUserAccessArgs = {
  input: GrantPartnerUserAccessInput;
};


export type MutationInvitePartnerUserArgs = {
  input: InvitePartnerUserInput;
};


export type MutationLinkIdentityArgs = {
  input: LinkIdentityInput;
};


export type MutationManageUserDetailsArgs = {
  input: ManageUserDetailsInput;
};


export type MutationReactivatePartnerOrganizationArgs = {
  input: ReactivatePartnerOrganizationInput;
};


export type MutationRegisterAccountArgs = {
  input: RegisterAccountInput;
};


export type MutationRegisterContactArgs = {
  input: RegisterContactInput;
};


export type MutationRegisterPartnerOrganizationArgs = {
  input: RegisterPartnerOrganizationInput;
};


export type MutationResendInvitationArgs = {
  input: ResendInvitationInput;
};


export type MutationRestorePartnerUserAccessArgs = {
  input: RestorePartnerUserAccessInput;
};


export type MutationRetireRoleArgs = {
  input: RetireRoleInput;
};


export type MutationRevokePartnerRoleArgs = {
  input: RevokePartnerRoleInput;
};


export type MutationRevokePartnerUserAccessArgs = {
  input: RevokePartnerUserAccessInput;
};


export type MutationSetAllowedRolesArgs = {
  input: SetAllowedRolesInput;
};


export type MutationSetEmailDomainsArgs = {
  input: SetEmailDomainsInput;
};


export type MutationSetParentOrganizationArgs = {
  input: SetParentOrganizationInput;
};


export type MutationSuspendPartnerOrganizationArgs = {
  input: SuspendPartnerOrganizationInput;
};


export type MutationSuspendPartnerUserAccessArgs = {
  input: SuspendPartnerUserAccessInput;
};


export type MutationTerminatePartnerOrganizationArgs = {
  input: TerminatePartnerOrganizationInput;
};


export type MutationUnlinkIdentityArgs = {
  input: UnlinkIdentityInput;
};

/** What kind of organization a contact belongs to. */
export type OrganizationKind =
  /** An account; any number of them. */
  | 'ACCOUNT'
  /** A partner organization; at most one at a time. */
  | 'PARTNER';

/** How a partner organization stands. */
export type OrganizationStatus =
  /** Its people may get roles and access, and may sign in. */
  | 'ACTIVE'
  /** Known, and not active yet. */
  | 'REGISTERED'
  /** None of its people may sign in; everything else stays as it is. */
  | 'SUSPENDED'
  /** The partnership is over: roles and access of its people are ended. */
  | 'TERMINATED';

/** Where a page stands in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last edge; null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more follows: ask again with `after: endCursor`. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether the page was asked for with `after`. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first edge; null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Which contacts are wanted: those for which everything that is given holds. */
export type PartnerContactFilter = {
  /** Contacts of this flavor. */
  readonly flavor?: InputMaybe<Flavor>;
  /** Resources that report to this one. */
  readonly managerId?: InputMaybe<Scalars['UUID']['input']>;
  /** Contacts whose family or given name begins with this; case does not matter. 1 to 100 characters. */
  readonly namePrefix?: InputMaybe<Scalars['String']['input']>;
  /** Holders of the role with this code. 1 to 50 characters: a capital letter and then capital letters, digits and underscores. */
  readonly role?: InputMaybe<Scalars['String']['input']>;
  /** Contacts with such user access. */
  readonly status?: InputMaybe<AccessStatusFilter>;
};

/** Who reports to whom in a partner organization: start at the top and follow `Contact.reports`. */
export type PartnerHierarchy = {
  readonly __typename?: 'PartnerHierarchy';
  /** The resource that was appointed head; null: none was. */
  readonly head?: Maybe<Contact>;
  /** The partner organization. */
  readonly organization: PartnerOrganization;
  /** Position in the log that this answer speaks of. */
  readonly position: Scalars['Position']['output'];
  /** The resources that report to nobody, by name. */
  readonly topLevel: ContactConnection;
};


/** Who reports to whom in a partner organization: start at the top and follow `Contact.reports`. */
export type PartnerHierarchyTopLevelArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A company we sell with. */
export type PartnerOrganization = {
  readonly __typename?: 'PartnerOrganization';
  /** How many of its contacts have active or suspended user access; 0 where they are not to be counted. */
  readonly activeUserCount: Scalars['Int']['output'];
  /** Codes of the roles its people may get; null: every role. */
  readonly allowedRoles?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The employee of the brand owner who looks after it, by the id at the identity provider. */
  readonly channelManagerId?: Maybe<Scalars['String']['output']>;
  /** How many contacts it has; 0 where they are not to be counted. */
  readonly contactCount: Scalars['Int']['output'];
  /** Its contacts by name; `partnerContacts` filters and sorts them. */
  readonly contacts: ContactConnection;
  /** Country by its two-letter code (ISO 3166-1). */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** Domains a user’s e-mail address must have; empty: any. */
  readonly emailDomains: ReadonlyArray<Scalars['String']['output']>;
  /** Its id in the system it comes from. */
  readonly externalId?: Maybe<Scalars['String']['output']>;
  /** The resource that heads its hierarchy. */
  readonly head?: Maybe<Contact>;
  /** Id of the organization; never changes. */
  readonly id: Scalars['UUID']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** The partner organization it belongs to. */
  readonly parent?: Maybe<PartnerOrganization>;
  /** Position in the log that this answer speaks of. */
  readonly position: Scalars['Position']['output'];
  /** When it was registered. */
  readonly registeredAt: Scalars['DateTime']['output'];
  /** How it stands. */
  readonly status: OrganizationStatus;
  /** Version of the organization, to be given as `expectedVersion`. */
  readonly version: Scalars['Int']['output'];
};


/** A company we sell with. */
export type PartnerOrganizationContactCountArgs = {
  flavor?: InputMaybe<Flavor>;
};


/** A company we sell with. */
export type PartnerOrganizationContactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A command to a partner organization was done. */
export type PartnerOrganizationChanged = Change & {
  readonly __typename?: 'PartnerOrganizationChanged';
  /** What follows for other contacts. */
  readonly consequences: ReadonlyArray<Consequence>;
  /** Whether this was a dry run: nothing was recorded, and the thing is as it stands. */
  readonly dryRun: Scalars['Boolean']['output'];
  /** What the command recorded, or would record; empty where it was already so. */
  readonly events: ReadonlyArray<CommandEvent>;
  /** Whether the thing below may not yet reflect the command: read it again with `minPosition`. */
  readonly lagging: Scalars['Boolean']['output'];
  /** The organization after the command; null where a dry run would make it. */
  readonly partnerOrganization?: Maybe<PartnerOrganization>;
  /** Position that reflects the command: give it as `minPosition` to read your own write. */
  readonly position: Scalars['Position']['output'];
  /** Whether the command had been done before by the same key; nothing was recorded now. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Version of the thing after the command; null in a dry run that would make it. */
  readonly version?: Maybe<Scalars['Int']['output']>;
  /** What is worth a look and did not stop the command. */
  readonly warnings: ReadonlyArray<Warning>;
};

/** A page of partner organizations. */
export type PartnerOrganizationConnection = {
  readonly __typename?: 'PartnerOrganizationConnection';
  /** The page, each with its cursor. */
  readonly edges: ReadonlyArray<PartnerOrganizationEdge>;
  /** The page without cursors. */
  readonly nodes: ReadonlyArray<PartnerOrganization>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** Position in the log that this answer speaks of. */
  readonly position: Scalars['Position']['output'];
  /** How many there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of partner organizations with its place in the list. */
export type PartnerOrganizationEdge = {
  readonly __typename?: 'PartnerOrganizationEdge';
  /** Its place: give it as `after` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: PartnerOrganization;
};

/** Which partner organizations are wanted: those for which everything that is given holds. */
export type PartnerOrganizationFilter = {
  /** Organizations that this employee looks after. 1 to 200 characters. */
  readonly channelManagerId?: InputMaybe<Scalars['String']['input']>;
  /** Organizations whose name begins with this; case does not matter. 1 to 100 characters. */
  readonly namePrefix?: InputMaybe<Scalars['String']['input']>;
  /** Organizations that belong to this one. */
  readonly parentId?: InputMaybe<Scalars['UUID']['input']>;
  /** Organizations that stand so. */
  readonly status?: InputMaybe<OrganizationStatus>;
};

/** What a command to a partner organization answers. */
export type PartnerOrganizationOutcome = PartnerOrganizationChanged | Refused;

/** A person’s name. */
export type PersonName = {
  readonly __typename?: 'PersonName';
  /** The parts in the order prefix, given, family, suffix, for showing. */
  readonly display: Scalars['String']['output'];
  /** Family name. */
  readonly family?: Maybe<Scalars['String']['output']>;
  /** Given name or names. */
  readonly given?: Maybe<Scalars['String']['output']>;
  /** Salutation or academic title before the name. */
  readonly prefix?: Maybe<Scalars['String']['output']>;
  /** What stands after the name, such as Jr. */
  readonly suffix?: Maybe<Scalars['String']['output']>;
};

/** The parts of a person’s name. At least one of given and family name makes it useful. */
export type PersonNameInput = {
  /** Family name. 1 to 100 characters. */
  readonly family?: InputMaybe<Scalars['String']['input']>;
  /** Given name or names. 1 to 100 characters. */
  readonly given?: InputMaybe<Scalars['String']['input']>;
  /** Salutation or academic title that stands before the name. 1 to 100 characters. */
  readonly prefix?: InputMaybe<Scalars['String']['input']>;
  /** What stands after the name, such as Jr. 1 to 100 characters. */
  readonly suffix?: InputMaybe<Scalars['String']['input']>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** One account; null where there is none, or it is not visible. */
  readonly account?: Maybe<Account>;
  /** Accounts by name. */
  readonly accounts: AccountConnection;
  /** One contact; null where there is none, or it is not visible. */
  readonly contact?: Maybe<Contact>;
  /** Everything that made a contact what it is, step by step from its registration; empty where it is not visible. */
  readonly contactFlavorHistory: FlavorStepConnection;
  /** Contacts found by words, best first. */
  readonly contactSearch: ContactConnection;
  /** The contacts of a partner organization; empty where it is not visible. */
  readonly partnerContacts: ContactConnection;
  /** Who reports to whom in a partner organization; null where there is none, or it is not visible. */
  readonly partnerHierarchy?: Maybe<PartnerHierarchy>;
  /** One partner organization; null where there is none, or it is not visible. */
  readonly partnerOrganization?: Maybe<PartnerOrganization>;
  /** Partner organizations by name. */
  readonly partnerOrganizations: PartnerOrganizationConnection;
  /** Who was denied what, and who was shown personal data by its office; the newest first. `totalCount` counts up to 100,000. */
  readonly recordsOfUse: UseRecordConnection;
  /** The roles that make a partner contact a resource. */
  readonly resourceRoles: RoleList;
  /** The log, and how far the read models have followed it. */
  readonly status: ServiceStatus;
};


export type QueryAccountArgs = {
  asOf?: InputMaybe<AsOf>;
  id: Scalars['UUID']['input'];
  minPosition?: InputMaybe<Scalars['Position']['input']>;
};


export type QueryAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<AsOf>;
  first?: Scalars['Int']['input'];
  minPosition?: InputMaybe<Scalars['Position']['input']>;
};


export type QueryContactArgs = {
  asOf?: InputMaybe<AsOf>;
  id: Scalars['UUID']['input'];
  minPosition?: InputMaybe<Scalars['Position']['input']>;
};


export type QueryContactFlavorHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<AsOf>;
  contactId: Scalars['UUID']['input'];
  first?: Scalars['Int']['input'];
  minPosition?: InputMaybe<Scalars['Position']['input']>;
};


export type QueryContactSearchArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<AsOf>;
  first?: Scalars['Int']['input'];
  minPosition?: InputMaybe<Scalars['Position']['input']>;
  partnerId?: InputMaybe<Scalars['UUID']['input']>;
  words: Scalars['String']['input'];
};


export type QueryPartnerContactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<AsOf>;
  filter?: InputMaybe<PartnerContactFilter>;
  first?: Scalars['Int']['input'];
  minPosition?: InputMaybe<Scalars['Position']['input']>;
  partnerId: Scalars['UUID']['input'];
  sort?: ContactSort;
};


export type QueryPartnerHierarchyArgs = {
  asOf?: InputMaybe<AsOf>;
  minPosition?: InputMaybe<Scalars['Position']['input']>;
  partnerId: Scalars['UUID']['input'];
};


export type QueryPartnerOrganizationArgs = {
  asOf?: InputMaybe<AsOf>;
  id: Scalars['UUID']['input'];
  minPosition?: InputMaybe<Scalars['Position']['input']>;
};


export type QueryPartnerOrganizationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<AsOf>;
  filter?: InputMaybe<PartnerOrganizationFilter>;
  first?: Scalars['Int']['input'];
  minPosition?: InputMaybe<Scalars['Position']['input']>;
};


export type QueryRecordsOfUseArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UseRecordFilter>;
  first?: Scalars['Int']['input'];
};


export type QueryResourceRolesArgs = {
  asOf?: InputMaybe<AsOf>;
  includeRetired?: Scalars['Boolean']['input'];
  minPosition?: InputMaybe<Scalars['Position']['input']>;
};

/** What `reactivatePartnerOrganization` needs to know. */
export type ReactivatePartnerOrganizationInput = {
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The partner organization. */
  readonly partnerOrganizationId: Scalars['UUID']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** Whether a read model follows the log. */
export type ReadModelState =
  /** Log or rows cannot be read now; it goes on by itself. */
  | 'HELD_UP'
  /** It follows the log. */
  | 'RUNNING'
  /** It stands before an event that it cannot apply: its answers are of that position. An operator must act. */
  | 'STOPPED';

/** How far one read model has come. */
export type ReadModelStatus = {
  readonly __typename?: 'ReadModelStatus';
  /** Name of the read model. */
  readonly name: Scalars['String']['output'];
  /** The last position it reflects. */
  readonly position: Scalars['Position']['output'];
  /** Whether it follows the log. */
  readonly state: ReadModelState;
  /** Which event stopped it. */
  readonly why?: Maybe<Scalars['String']['output']>;
};

/** An event of the log: ids, codes and dates. Personal data and reasons are not in it: ask for the contact. */
export type RecordedEvent = {
  readonly __typename?: 'RecordedEvent';
  /** Who did it. */
  readonly actor: ActorReference;
  /** Id of the event that made this one necessary, in a cascade. */
  readonly causationId?: Maybe<Scalars['String']['output']>;
  /** Name of the command that did it. */
  readonly command: Scalars['String']['output'];
  /** The same for everything that one request set off. */
  readonly correlationId: Scalars['String']['output'];
  /** What the event says. */
  readonly data: Scalars['JSON']['output'];
  /** Day on which it became true. */
  readonly effectiveOn: Scalars['Date']['output'];
  /** Id of the event (a UUID), unique within its stream. */
  readonly eventId: Scalars['String']['output'];
  /** Its place in the log; subscribe with `after` this to go on behind it. */
  readonly position: Scalars['Position']['output'];
  /** When it was recorded. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** Place within the stream, from 0; the `version` of the thing after the event. */
  readonly revision: Scalars['Int']['output'];
  /** What it happened to, such as `contact-<id>`. */
  readonly stream: Scalars['String']['output'];
  /** What happened. */
  readonly type: EventType;
  /** Version of the type; says which published schema `data` keeps. */
  readonly version: Scalars['Int']['output'];
};

/** Why a command was refused. */
export type RefusalCode =
  /** The contact has user access already, other than this: change, extend or revoke it. */
  | 'ACCESS_ALREADY_GRANTED'
  /** The user access has expired: grant it anew. */
  | 'ACCESS_EXPIRED'
  /** The contact has no active user access. */
  | 'ACCESS_NOT_ACTIVE'
  /** The contact has no user access: grant it first. */
  | 'ACCESS_NOT_GRANTED'
  /** The user access is not suspended, so there is nothing to restore. */
  | 'ACCESS_NOT_SUSPENDED'
  /** The contact already belongs to this organization. */
  | 'ALREADY_AFFILIATED'
  /** The contact belongs to another partner organization: end that affiliation first. */
  | 'ALREADY_IN_PARTNER_ORG'
  /** A day in the past needs a reason: say in `reason` why it is recorded late. */
  | 'BACKDATE_REASON_REQUIRED'
  /** A contact needs a name or an e-mail address: give at least one. */
  | 'CONTACT_INCOMPLETE'
  /** The organization does not allow this e-mail domain: use another address or change `setEmailDomains`. */
  | 'EMAIL_DOMAIN_NOT_ALLOWED'
  /** A user needs a login: record an e-mail address of the contact, or give a login. */
  | 'EMAIL_REQUIRED'
  /** Another contact has this external id: find that contact, or use another id. */
  | 'EXTERNAL_ID_TAKEN'
  /** This actor may not do this: ask somebody whose role allows it. */
  | 'FORBIDDEN'
  /** The head of a hierarchy needs a role of kind MANAGER: assign one first. */
  | 'HEAD_REQUIRES_MANAGER_ROLE'
  /** Somebody would report to themselves in the end: choose another manager or parent. */
  | 'HIERARCHY_CYCLE'
  /** The contact heads the hierarchy of its organization: appoint another head first. */
  | 'HIERARCHY_HEAD_MUST_BE_REPLACED'
  /** The same key came before with another content: use a new key for a new command. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The identity belongs to another contact, or the contact has another identity: unlink it first. */
  | 'IDENTITY_ALREADY_LINKED'
  /** The contact has no linked identity. */
  | 'IDENTITY_NOT_LINKED'
  /** The period ends before it begins, lies in the past, or the day is still to come: correct the dates. */
  | 'INVALID_PERIOD'
  /** The invitation has been accepted already. */
  | 'INVITATION_ALREADY_USED'
  /** The invitation has expired: have it sent again. */
  | 'INVITATION_EXPIRED'
  /** Nobody else administers the organization: make another administrator first, or ask the channel manager. */
  | 'LAST_ADMINISTRATOR'
  /** Another user has this login: choose another one. */
  | 'LOGIN_TAKEN'
  /** The manager is no resource of the same partner organization: choose one who is. */
  | 'MANAGER_NOT_IN_ORG'
  /** The contact does not belong to this organization. */
  | 'NOT_AFFILIATED'
  /** The contact belongs to no partner organization: affiliate it with one first. */
  | 'NOT_A_PARTNER_CONTACT'
  /** The contact has no resource role: assign one first. */
  | 'NOT_A_RESOURCE'
  /** There is no such thing, or it is not visible to this actor: check the id. */
  | 'NOT_FOUND'
  /** There is no such invitation that waits to be accepted, or its secret is wrong: invite the user anew. */
  | 'NO_PENDING_INVITATION'
  /** The partnership is over: reactivate the organization first. */
  | 'ORG_ALREADY_TERMINATED'
  /** There is no such organization of this kind: check the id and the kind. */
  | 'ORG_NOT_FOUND'
  /** Only a suspended or terminated organization is reactivated. */
  | 'ORG_NOT_SUSPENDED_OR_TERMINATED'
  /** This actor may do this for its own organization only. */
  | 'OUT_OF_SCOPE'
  /** The organization has active users: revoke their access first, or choose the policy REVOKE_ACCESS. */
  | 'PARTNER_HAS_ACTIVE_USERS'
  /** The partner organization is not active: activate or reactivate it first. */
  | 'PARTNER_ORG_NOT_ACTIVE'
  /** Too many requests in a short time: wait and send it again with the same key. */
  | 'RATE_LIMITED'
  /** The contact has this role with other dates: revoke it first, or leave it. */
  | 'ROLE_ALREADY_ASSIGNED'
  /** Contacts still hold the role: revoke it from them first. */
  | 'ROLE_IN_USE'
  /** The partner organization may not have this role: choose an allowed one or change `setAllowedRoles`. */
  | 'ROLE_NOT_ALLOWED'
  /** The contact does not have this role. */
  | 'ROLE_NOT_ASSIGNED'
  /** A partner administrator may not assign this role: ask the channel manager. */
  | 'ROLE_NOT_DELEGABLE'
  /** User access needs a resource role: assign one first. */
  | 'ROLE_REQUIRED'
  /** There is no such role in the catalogue, or it is retired: choose one of `resourceRoles`. */
  | 'ROLE_UNKNOWN'
  /** Nobody grants more than they have: leave out the scopes you do not have. */
  | 'SCOPE_EXCEEDS_GRANTOR'
  /** None of the contact’s roles gives this scope: leave it out or assign a role that does. */
  | 'SCOPE_NOT_IN_ROLE'
  /** Nobody grants access to themselves: ask another administrator. */
  | 'SELF_GRANT_FORBIDDEN'
  /** No valid token came with the request: send one as `Authorization: Bearer …`. */
  | 'UNAUTHENTICATED'
  /** The contact still has user access: revoke it first, or choose the policy that does so. */
  | 'USER_ACCESS_MUST_BE_REVOKED'
  /** The input is not of the right form: `fieldErrors` says where and what is expected. */
  | 'VALIDATION_FAILED'
  /** Somebody changed it in the meantime: read it again and decide anew, with the version you then see. */
  | 'VERSION_CONFLICT';

/** One fact about a refusal, such as which role or which manager. */
export type RefusalDetail = {
  readonly __typename?: 'RefusalDetail';
  /** What it tells, such as `roleCode`. */
  readonly key: Scalars['String']['output'];
  /** Ids, codes, dates or versions; never personal data. */
  readonly values: ReadonlyArray<Scalars['String']['output']>;
};

/** The command was refused; nothing was recorded. */
export type Refused = {
  readonly __typename?: 'Refused';
  /** Why; stable, made for programs. */
  readonly code: RefusalCode;
  /** Which ids, codes or dates it is about. */
  readonly details: ReadonlyArray<RefusalDetail>;
  /** With VALIDATION_FAILED: each field that is not of the right form. */
  readonly fieldErrors: ReadonlyArray<FieldError>;
  /** What is wrong and what to do; made for people. */
  readonly message: Scalars['String']['output'];
};

/** What `registerAccount` needs to know. */
export type RegisterAccountInput = {
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Its id in the system it comes from. Kept in the clear for ever, so it must not hold personal data. 1 to 200 characters. */
  readonly externalId?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Name of the account. 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What `registerContact` needs to know. */
export type RegisterContactInput = {
  /** The ways to reach the person. At most 20. */
  readonly channels?: InputMaybe<ReadonlyArray<ChannelInput>>;
  /** Where in the organization. 1 to 200 characters. */
  readonly department?: InputMaybe<Scalars['String']['input']>;
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Its id in another system. */
  readonly externalId?: InputMaybe<ExternalIdInput>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Name of the person; needed where no e-mail address is given. */
  readonly name?: InputMaybe<PersonNameInput>;
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** What the person does. 1 to 200 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** What `registerPartnerOrganization` needs to know. */
export type RegisterPartnerOrganizationInput = {
  /** Country by its two-letter code (ISO 3166-1). 2 to 2 characters: the code of a country, two capital letters (ISO 3166-1). */
  readonly country?: InputMaybe<Scalars['String']['input']>;
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Its id in the system it comes from. Kept in the clear for ever, so it must not hold personal data. 1 to 200 characters. */
  readonly externalId?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Name of the organization. 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** The partner organization it belongs to. */
  readonly parentId?: InputMaybe<Scalars['UUID']['input']>;
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What `resendInvitation` needs to know. */
export type ResendInvitationInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The new end of the invitation. */
  readonly expiresAt: Scalars['DateTime']['input'];
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** A role of the catalogue, that makes a partner contact a resource. */
export type ResourceRole = {
  readonly __typename?: 'ResourceRole';
  /** Its code; never changes. */
  readonly code: Scalars['String']['output'];
  /** Whether a partner administrator may assign it. */
  readonly delegable: Scalars['Boolean']['output'];
  /** Whether its holders lead others. */
  readonly kind: RoleKind;
  /** The most that a holder may do on a team. */
  readonly levelCeiling: AccessLevel;
  /** Its name, for showing. */
  readonly name: Scalars['String']['output'];
  /** Whether it can no longer be assigned. */
  readonly retired: Scalars['Boolean']['output'];
  /** What a user with this role may be granted. */
  readonly scopes: ReadonlyArray<Scalars['String']['output']>;
};

/** What `restorePartnerUserAccess` needs to know. */
export type RestorePartnerUserAccessInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What `retireRole` needs to know. */
export type RetireRoleInput = {
  /** Code of the role. 1 to 50 characters: a capital letter and then capital letters, digits and underscores. */
  readonly code: Scalars['String']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What to do about what depends on a role that is taken away. */
export type RevocationPolicy =
  /** Take the role, and end what depends on it. */
  | 'END_MEMBERSHIPS'
  /** Refuse while user access depends on it. */
  | 'REJECT';

/** What `revokePartnerRole` needs to know. */
export type RevokePartnerRoleInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** What to do about what depends on the role; REJECT where left out. */
  readonly policy?: InputMaybe<RevocationPolicy>;
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** Code of the role. 1 to 50 characters: a capital letter and then capital letters, digits and underscores. */
  readonly roleCode: Scalars['String']['input'];
};

/** What `revokePartnerUserAccess` needs to know. */
export type RevokePartnerUserAccessInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** A command to a role was done. */
export type RoleChanged = Change & {
  readonly __typename?: 'RoleChanged';
  /** What follows for other contacts. */
  readonly consequences: ReadonlyArray<Consequence>;
  /** Whether this was a dry run: nothing was recorded, and the thing is as it stands. */
  readonly dryRun: Scalars['Boolean']['output'];
  /** What the command recorded, or would record; empty where it was already so. */
  readonly events: ReadonlyArray<CommandEvent>;
  /** Whether the thing below may not yet reflect the command: read it again with `minPosition`. */
  readonly lagging: Scalars['Boolean']['output'];
  /** Position that reflects the command: give it as `minPosition` to read your own write. */
  readonly position: Scalars['Position']['output'];
  /** Whether the command had been done before by the same key; nothing was recorded now. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The role after the command; null where a dry run would make it. */
  readonly role?: Maybe<ResourceRole>;
  /** Version of the thing after the command; null in a dry run that would make it. */
  readonly version?: Maybe<Scalars['Int']['output']>;
  /** What is worth a look and did not stop the command. */
  readonly warnings: ReadonlyArray<Warning>;
};

/** Whether the holders of a role lead others. */
export type RoleKind =
  /** Its holders may head the hierarchy of their organization. */
  | 'MANAGER'
  /** Its holders work in it. */
  | 'MEMBER';

/** The catalogue of roles. */
export type RoleList = {
  readonly __typename?: 'RoleList';
  /** The roles by code. */
  readonly nodes: ReadonlyArray<ResourceRole>;
  /** Position in the log that this answer speaks of. */
  readonly position: Scalars['Position']['output'];
};

/** What a command to a role answers. */
export type RoleOutcome = Refused | RoleChanged;

/** The log, and how far the read models have followed it. */
export type ServiceStatus = {
  readonly __typename?: 'ServiceStatus';
  /** Position of the last event of the log. */
  readonly head: Scalars['Position']['output'];
  /** The read models. */
  readonly models: ReadonlyArray<ReadModelStatus>;
  /** Position that every read model in service has reached. */
  readonly position: Scalars['Position']['output'];
  /** Id of the event store; the beginning of every position. */
  readonly storeId: Scalars['String']['output'];
};

/** What `setAllowedRoles` needs to know. */
export type SetAllowedRolesInput = {
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The partner organization. */
  readonly partnerOrganizationId: Scalars['UUID']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** Codes of the roles its people may get; every role where left out. At most 100, each 1 to 50 characters: a capital letter and then capital letters, digits and underscores. */
  readonly roleCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What `setEmailDomains` needs to know. */
export type SetEmailDomainsInput = {
  /** Domains that the e-mail address of a user must have; any where the list is empty. At most 50, each 1 to 253 characters: a domain such as partner.example. */
  readonly domains: ReadonlyArray<Scalars['String']['input']>;
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The partner organization. */
  readonly partnerOrganizationId: Scalars['UUID']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What `setParentOrganization` needs to know. */
export type SetParentOrganizationInput = {
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The partner organization it belongs to; none where left out. */
  readonly parentId?: InputMaybe<Scalars['UUID']['input']>;
  /** The partner organization. */
  readonly partnerOrganizationId: Scalars['UUID']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

export type Subscription = {
  readonly __typename?: 'Subscription';
  /** Events from any position on: first those recorded already and then each as it is recorded, without a gap or a repeat. After a break go on behind the last position received. */
  readonly events: RecordedEvent;
};


export type SubscriptionEventsArgs = {
  after?: InputMaybe<Scalars['Position']['input']>;
  streams?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  types?: InputMaybe<ReadonlyArray<EventType>>;
};

/** What `suspendPartnerOrganization` needs to know. */
export type SuspendPartnerOrganizationInput = {
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The partner organization. */
  readonly partnerOrganizationId: Scalars['UUID']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What `suspendPartnerUserAccess` needs to know. */
export type SuspendPartnerUserAccessInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What `terminatePartnerOrganization` needs to know. */
export type TerminatePartnerOrganizationInput = {
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The partner organization. */
  readonly partnerOrganizationId: Scalars['UUID']['input'];
  /** What to do about active users; REJECT where left out. */
  readonly policy?: InputMaybe<TerminationPolicy>;
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What to do about active users of an organization that is terminated. */
export type TerminationPolicy =
  /** Refuse with PARTNER_HAS_ACTIVE_USERS while there are any. */
  | 'REJECT'
  /** Terminate, and end their access. */
  | 'REVOKE_ACCESS';

/** What `unlinkIdentity` needs to know. */
export type UnlinkIdentityInput = {
  /** The contact. */
  readonly contactId: Scalars['UUID']['input'];
  /** Answers the events and refusals that there would be, and records nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Day on which it became true; today where left out. A past day needs a reason, a coming day is refused. */
  readonly effectiveOn?: InputMaybe<Scalars['Date']['input']>;
  /** Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave out to act on whatever is there. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the client, one for each thing it wants done: the same key with the same content answers the first result again and does nothing twice. Kept in the clear for ever, so it must not hold personal data; a UUID is a good choice. 1 to 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why it is done; kept with the events. Needed where `effectiveOn` lies in the past. 1 to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What a record of use is about. */
export type UseKind =
  /** Somebody asked for what it may not have. */
  | 'DENIAL'
  /** So many denials could not be recorded before this one. */
  | 'GAP'
  /** An auditor or administrator was shown personal data. */
  | 'PERSONAL_READ';

/** What was denied to whom, or whose personal data was shown to whom: ids and codes only. */
export type UseRecord = {
  readonly __typename?: 'UseRecord';
  /** Who; null where nobody was identified. */
  readonly actor?: Maybe<ActorReference>;
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** Why it was denied. */
  readonly code?: Maybe<Scalars['String']['output']>;
  /** The same for everything that one request set off. */
  readonly correlationId?: Maybe<Scalars['String']['output']>;
  /** How many of the same it stands for. */
  readonly count: Scalars['Int']['output'];
  /** SHA-256 (hex) that chains it to the record before it. */
  readonly hash: Scalars['String']['output'];
  /** What it is about. */
  readonly kind: UseKind;
  /** Which query, mutation or subscription; `identify` where a token was not taken. */
  readonly operation: Scalars['String']['output'];
  /** The partner organization that decided. */
  readonly partnerOrganizationId?: Maybe<Scalars['UUID']['output']>;
  /** Why: the code or ticket that the request named (x-liaison-reason). */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Its place among the records, from 1 and without a gap. */
  readonly sequence: Scalars['Int']['output'];
  /** How many it is about. */
  readonly subjectCount: Scalars['Int']['output'];
  /** Where not all are named: SHA-256 (hex) of all their ids, sorted, each with a line end. */
  readonly subjectDigest?: Maybe<Scalars['String']['output']>;
  /** Whom or what it is about; of many the first by their ids. */
  readonly subjectIds: ReadonlyArray<Scalars['UUID']['output']>;
};

/** A page of records of use. */
export type UseRecordConnection = {
  readonly __typename?: 'UseRecordConnection';
  /** The page, each with its cursor. */
  readonly edges: ReadonlyArray<UseRecordEdge>;
  /** The page without cursors. */
  readonly nodes: ReadonlyArray<UseRecord>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** Position in the log that this answer speaks of. */
  readonly position: Scalars['Position']['output'];
  /** How many there are on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of records of use with its place in the list. */
export type UseRecordEdge = {
  readonly __typename?: 'UseRecordEdge';
  /** Its place: give it as `after` to go on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The thing itself. */
  readonly node: UseRecord;
};

/** Which records are wanted: those for which everything that is given holds. */
export type UseRecordFilter = {
  /** Of this actor. 1 to 200 characters. */
  readonly actorId?: InputMaybe<Scalars['String']['input']>;
  /** Recorded at this instant or later. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of this kind. */
  readonly kind?: InputMaybe<UseKind>;
  /** Of this query, mutation or subscription. 1 to 60 characters: the name of a query, mutation or subscription. */
  readonly operation?: InputMaybe<Scalars['String']['input']>;
  /** Recorded before this instant. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The user access that a contact has or last had. */
export type UserAccess = {
  readonly __typename?: 'UserAccess';
  /** When it ends by itself; null: it does not. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was granted. */
  readonly grantedAt: Scalars['DateTime']['output'];
  /** Name to sign in with; null once the person was erased. */
  readonly login?: Maybe<Scalars['String']['output']>;
  /** What the user may do. */
  readonly scopes: ReadonlyArray<Scalars['String']['output']>;
  /** How it stands now; an end that has passed counts at once. */
  readonly status: AccessStatus;
};

/** The user access that the contact shall have. */
export type WantedAccessInput = {
  /** When the access ends by itself; null: never; unchanged where left out. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Invites the user too; the answer then holds the secret to deliver. */
  readonly invite?: InputMaybe<InviteInput>;
  /** Name to sign in with; the main e-mail address where left out. 1 to 254 characters. */
  readonly login?: InputMaybe<Scalars['String']['input']>;
  /** What the user may do; needed where access is granted. At most 50, each 1 to 50 characters: a small letter and then small letters, digits and : . _ -. */
  readonly scopes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** How it shall stand. */
  readonly status: WantedAccessStatus;
};

/** The user access that a contact shall have. */
export type WantedAccessStatus =
  /** Grant it, or restore it where it is suspended. */
  | 'ACTIVE'
  /** End it. */
  | 'REVOKED'
  /** Block it for the time being. */
  | 'SUSPENDED';

/** A role that the contact shall have. */
export type WantedRoleInput = {
  /** First day; unchanged, or the day of `effectiveOn`, where left out. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** Code of the role. 1 to 50 characters: a capital letter and then capital letters, digits and underscores. */
  readonly roleCode: Scalars['String']['input'];
  /** Last day; unchanged, or none, where left out. */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

/** Something worth a look that did not stop the command. */
export type Warning = {
  readonly __typename?: 'Warning';
  /** What it is; made for programs. */
  readonly code: WarningCode;
  /** The contacts it is about. */
  readonly contactIds: ReadonlyArray<Scalars['UUID']['output']>;
  /** What it is and what to do; made for people. */
  readonly message: Scalars['String']['output'];
};

/** What is worth a look after a command. */
export type WarningCode =
  /** Other contacts have the same e-mail address, or the same name in the same organization. */
  | 'POSSIBLE_DUPLICATE';
