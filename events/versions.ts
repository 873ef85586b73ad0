import type { EventType } from './index';
import type { Upcaster } from './upcaster';
import { partnerRoleAssignedV1ToV2 } from './upcasters/partner-role-assigned-v1-to-v2';

/** The version in which each type is written today. A type that is missing here does not compile. */
export const CURRENT_VERSIONS = {
  AccountRegistered: 1,
  CascadeCompleted: 1,
  ChannelManagerAssigned: 1,
  CommandFoundSatisfied: 1,
  ContactAffiliated: 1,
  ContactAffiliationEnded: 1,
  ContactChannelRecorded: 1,
  ContactChannelRemoved: 1,
  ContactDetailsCorrected: 1,
  ContactRegistered: 1,
  HierarchyHeadAppointed: 1,
  IdentityLinked: 1,
  IdentityUnlinked: 1,
  PartnerOrganizationActivated: 1,
  PartnerOrganizationAllowedRolesSet: 1,
  PartnerOrganizationEmailDomainsSet: 1,
  PartnerOrganizationParentSet: 1,
  PartnerOrganizationReactivated: 1,
  PartnerOrganizationRegistered: 1,
  PartnerOrganizationSuspended: 1,
  PartnerOrganizationTerminated: 1,
  PartnerRoleAssigned: 2,
  PartnerRoleExpired: 1,
  PartnerRoleRevoked: 1,
  PartnerRoleTookEffect: 1,
  PartnerUserAccessExpired: 1,
  PartnerUserAccessExtended: 1,
  PartnerUserAccessGranted: 1,
  PartnerUserAccessRestored: 1,
  PartnerUserAccessRevoked: 1,
  PartnerUserAccessSuspended: 1,
  PartnerUserInvitationAccepted: 1,
  PartnerUserInvitationCancelled: 1,
  PartnerUserInvitationExpired: 1,
  PartnerUserInvitationResent: 1,
  PartnerUserInvited: 1,
  ResourceManagerChanged: 1,
  RoleDefined: 1,
  RoleRetired: 1,
  ValueReleased: 1,
  ValueReserved: 1,
} as const satisfies Readonly<Record<EventType, number>>;

/** One upcaster for each version but today's, the one from version 1 first. */
export const UPCASTERS: { readonly [Type in EventType]?: readonly Upcaster[] } = {
  PartnerRoleAssigned: [partnerRoleAssignedV1ToV2],
};

/** Whether it is the name of an event of the product. */
export const isEventType = (type: string): type is EventType => Object.hasOwn(CURRENT_VERSIONS, type);
