import type { DomainEvent } from './event';

export type OrganizationKind = 'PARTNER' | 'ACCOUNT';
export type ChannelKind = 'EMAIL' | 'PHONE' | 'MOBILE' | 'SOCIAL' | 'ADDRESS';

export interface PersonName {
  readonly prefix?: string;
  readonly given?: string;
  readonly family?: string;
  readonly suffix?: string;
}

/** A way to reach the person, without its value: the value is personal. */
export interface ChannelFacts {
  readonly channelId: string;
  readonly kind: ChannelKind;
  readonly preferred: boolean;
  readonly doNotContact: boolean;
}

/** An id the contact has in another system; unique over all contacts, and not personal data. */
export interface ExternalId {
  readonly system: string;
  readonly id: string;
}

/** Which of a person's details an event sets; `null` clears one. */
export interface PersonalDetails {
  readonly name?: PersonName | null;
  readonly title?: string | null;
  readonly department?: string | null;
}

type About<Type extends string, Data, Personal = never> = DomainEvent<
  Type,
  { readonly contactId: string } & Data,
  Personal
>;

export type ContactRegistered = About<
  'ContactRegistered',
  { readonly externalId?: ExternalId; readonly channels: readonly ChannelFacts[] },
  PersonalDetails & { readonly channels?: Readonly<Record<string, string>> }
>;
/** `corrected` names the details that changed, so that a reader without the key still sees what was touched. */
export type ContactDetailsCorrected = About<
  'ContactDetailsCorrected',
  { readonly corrected: readonly (keyof PersonalDetails)[] },
  PersonalDetails
>;
/** Added, or changed where the channel id is known. */
export type ContactChannelRecorded = About<
  'ContactChannelRecorded',
  { readonly channel: ChannelFacts },
  { readonly value: string }
>;
export type ContactChannelRemoved = About<'ContactChannelRemoved', { readonly channelId: string }>;

export type ContactAffiliated = About<
  'ContactAffiliated',
  { readonly organizationId: string; readonly organizationKind: OrganizationKind }
>;
export type ContactAffiliationEnded = About<
  'ContactAffiliationEnded',
  { readonly organizationId: string; readonly organizationKind: OrganizationKind }
>;

/** Version 2: in version 1 the role was the free text `role`, without dates (see versions.ts). */
export type PartnerRoleAssigned = About<
  'PartnerRoleAssigned',
  {
    readonly partnerOrganizationId: string;
    readonly roleCode: string;
    readonly managerId?: string;
    /** First day the role holds. */
    readonly from: string;
    /** Last day the role holds; absent: until it is revoked. */
    readonly to?: string;
  }
>;
/** The first day of a role assigned for later has come; recorded by the clock. */
export type PartnerRoleTookEffect = About<'PartnerRoleTookEffect', RoleOfPartner>;
/** The last day of a role has passed; recorded by the clock. */
export type PartnerRoleExpired = About<'PartnerRoleExpired', RoleOfPartner>;
export type PartnerRoleRevoked = About<'PartnerRoleRevoked', RoleOfPartner>;
interface RoleOfPartner {
  readonly partnerOrganizationId: string;
  readonly roleCode: string;
}
/** Without `managerId` the resource reports to nobody. */
export type ResourceManagerChanged = About<
  'ResourceManagerChanged',
  { readonly partnerOrganizationId: string; readonly managerId?: string }
>;

/** `loginKey` names the reservation of the login (a keyed hash); the login itself is personal. */
export type PartnerUserAccessGranted = About<
  'PartnerUserAccessGranted',
  {
    readonly partnerOrganizationId: string;
    readonly scopes: readonly string[];
    readonly expiresAt?: string;
    readonly loginKey: string;
  },
  { readonly login: string }
>;
export type PartnerUserAccessSuspended = About<'PartnerUserAccessSuspended', OfPartner>;
export type PartnerUserAccessRestored = About<'PartnerUserAccessRestored', OfPartner>;
export type PartnerUserAccessRevoked = About<'PartnerUserAccessRevoked', OfPartner>;
/** Without `expiresAt` access no longer ends by itself. */
export type PartnerUserAccessExtended = About<
  'PartnerUserAccessExtended',
  OfPartner & { readonly expiresAt?: string }
>;
/** The end of a dated access has passed; recorded by the clock. */
export type PartnerUserAccessExpired = About<'PartnerUserAccessExpired', OfPartner>;
interface OfPartner {
  readonly partnerOrganizationId: string;
}

export type PartnerUserInvited = About<
  'PartnerUserInvited',
  OfPartner & { readonly invitationId: string; readonly expiresAt: string }
>;
/** The same invitation with a new end; the secret of the earlier message keeps working. */
export type PartnerUserInvitationResent = About<
  'PartnerUserInvitationResent',
  { readonly invitationId: string; readonly expiresAt: string }
>;
export type PartnerUserInvitationCancelled = About<
  'PartnerUserInvitationCancelled',
  { readonly invitationId: string }
>;
export type PartnerUserInvitationExpired = About<
  'PartnerUserInvitationExpired',
  { readonly invitationId: string }
>;
export type PartnerUserInvitationAccepted = About<
  'PartnerUserInvitationAccepted',
  { readonly invitationId: string }
>;
/** `identityKey` names the reservation of issuer and subject (a keyed hash). */
export type IdentityLinked = About<
  'IdentityLinked',
  { readonly identityKey: string; readonly issuer: string },
  { readonly subject: string }
>;
export type IdentityUnlinked = About<'IdentityUnlinked', { readonly identityKey: string }>;

/** Everything that can happen to a contact, in its stream `contact-<id>`. */
export type ContactEvent =
  | ContactRegistered
  | ContactDetailsCorrected
  | ContactChannelRecorded
  | ContactChannelRemoved
  | ContactAffiliated
  | ContactAffiliationEnded
  | PartnerRoleAssigned
  | PartnerRoleTookEffect
  | PartnerRoleExpired
  | PartnerRoleRevoked
  | ResourceManagerChanged
  | PartnerUserAccessGranted
  | PartnerUserAccessSuspended
  | PartnerUserAccessRestored
  | PartnerUserAccessRevoked
  | PartnerUserAccessExtended
  | PartnerUserAccessExpired
  | PartnerUserInvited
  | PartnerUserInvitationResent
  | PartnerUserInvitationCancelled
  | PartnerUserInvitationExpired
  | PartnerUserInvitationAccepted
  | IdentityLinked
  | IdentityUnlinked;
