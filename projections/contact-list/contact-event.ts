import type { ContactEvent, Recorded, RecordedEvent } from '../../events';

/** Every type of event in a contact's stream. A type that is missing here does not compile. */
const CONTACT_EVENTS: Readonly<Record<ContactEvent['type'], true>> = {
  ContactRegistered: true,
  ContactDetailsCorrected: true,
  ContactChannelRecorded: true,
  ContactChannelRemoved: true,
  ContactAffiliated: true,
  ContactAffiliationEnded: true,
  PartnerRoleAssigned: true,
  PartnerRoleTookEffect: true,
  PartnerRoleExpired: true,
  PartnerRoleRevoked: true,
  ResourceManagerChanged: true,
  PartnerUserAccessGranted: true,
  PartnerUserAccessSuspended: true,
  PartnerUserAccessRestored: true,
  PartnerUserAccessRevoked: true,
  PartnerUserAccessExtended: true,
  PartnerUserAccessExpired: true,
  PartnerUserInvited: true,
  PartnerUserInvitationResent: true,
  PartnerUserInvitationCancelled: true,
  PartnerUserInvitationExpired: true,
  PartnerUserInvitationAccepted: true,
  IdentityLinked: true,
  IdentityUnlinked: true,
};

/** The types of a contact's events. */
export const CONTACT_EVENT_TYPES = Object.keys(CONTACT_EVENTS) as readonly ContactEvent['type'][];

/** Whether the event stands in a contact's stream. */
export const isContactEvent = (event: RecordedEvent): event is Recorded<ContactEvent> =>
  Object.hasOwn(CONTACT_EVENTS, event.type);
