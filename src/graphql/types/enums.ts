import type {
  AccessLevel,
  AccessStatus,
  ActorKind,
  ChannelKind,
  Flavor,
  InvitationStatus,
  OrganizationKind,
  OrganizationStatus,
  RoleKind,
} from '../../../events';
import { enumOf } from '../enum-of';

/** What a contact is to the brand owner. */
export const FlavorEnum = enumOf<Flavor>(
  'Flavor',
  'What a contact is to the brand owner. Follows from affiliations, roles and access; it is never set.',
  {
    ACCOUNT_CONTACT: 'A person we sell to.',
    PARTNER_CONTACT: 'A person we sell with: belongs to a partner organization.',
    PARTNER_RESOURCE: 'A partner contact with at least one resource role.',
    PARTNER_USER: 'A resource with user access, active or suspended.',
  },
);

/** How a partner organization stands. */
export const OrganizationStatusEnum = enumOf<OrganizationStatus>(
  'OrganizationStatus',
  'How a partner organization stands.',
  {
    REGISTERED: 'Known, and not active yet.',
    ACTIVE: 'Its people may get roles and access, and may sign in.',
    SUSPENDED: 'None of its people may sign in; everything else stays as it is.',
    TERMINATED: 'The partnership is over: roles and access of its people are ended.',
  },
);

/** What kind of organization a contact belongs to. */
export const OrganizationKindEnum = enumOf<OrganizationKind>(
  'OrganizationKind',
  'What kind of organization a contact belongs to.',
  { PARTNER: 'A partner organization; at most one at a time.', ACCOUNT: 'An account; any number of them.' },
);

/** What kind of channel reaches a person. */
export const ChannelKindEnum = enumOf<ChannelKind>('ChannelKind', 'What kind of channel reaches a person.', {
  EMAIL: 'E-mail address.',
  PHONE: 'Telephone.',
  MOBILE: 'Mobile telephone.',
  SOCIAL: 'Profile in a social network, or a web page.',
  ADDRESS: 'Postal address.',
});

/** How the access of a user stands. */
export const AccessStatusEnum = enumOf<AccessStatus>(
  'AccessStatus',
  'How the access of a partner user stands now.',
  {
    ACTIVE: 'Granted; whether it may be used now says `canSignIn`.',
    SUSPENDED: 'Blocked for the time being; restoring brings back what was there.',
    REVOKED: 'Ended for good; may be granted anew.',
    EXPIRED: 'Its end has passed; may be granted anew.',
  },
);

/** How an invitation stands. */
export const InvitationStatusEnum = enumOf<InvitationStatus>(
  'InvitationStatus',
  'How an invitation stands now.',
  {
    PENDING: 'Waits to be accepted.',
    ACCEPTED: 'Was accepted.',
    CANCELLED: 'Was taken back.',
    EXPIRED: 'Its end passed before it was accepted; it may be sent again.',
  },
);

/** Whether the holders of a role lead others. */
export const RoleKindEnum = enumOf<RoleKind>('RoleKind', 'Whether the holders of a role lead others.', {
  MANAGER: 'Its holders may head the hierarchy of their organization.',
  MEMBER: 'Its holders work in it.',
});

/** How much may be done on a team. */
export const AccessLevelEnum = enumOf<AccessLevel>(
  'AccessLevel',
  'How much may be done on a team; each includes those before it.',
  {
    NONE: 'Nothing.',
    READ: 'See.',
    EDIT: 'Change.',
    FULL: 'Change the team itself.',
  },
);

/** What kind of actor somebody is. */
export const ActorKindEnum = enumOf<ActorKind>('ActorKind', 'What kind of actor did something.', {
  ADMINISTRATOR: 'Administrator of the brand owner.',
  CHANNEL_MANAGER: 'Channel manager of the brand owner.',
  SALES_REPRESENTATIVE: 'Inside sales representative of the brand owner.',
  PARTNER_ADMINISTRATOR: 'Delegated administrator of a partner organization.',
  PARTNER_USER: 'User of a partner organization.',
  AUDITOR: 'Auditor of the brand owner.',
  ANALYTICS_SUBSCRIBER: 'A program that reads events for analysis.',
  SERVICE: 'Another program, or a process of this one.',
});
