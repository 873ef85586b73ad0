import type { OrganizationStatus, PartnerOrganizationEvent, Recorded } from '../../../events';

/** A partner organization as deciders see it. */
export interface PartnerOrganization {
  readonly partnerOrganizationId?: string;
  /** Absent until it is registered. */
  readonly status?: OrganizationStatus;
  readonly name?: string;
  readonly country?: string;
  readonly externalId?: string;
  /** Absent: every role of the catalogue. */
  readonly allowedRoles?: readonly string[];
  readonly emailDomains: readonly string[];
  readonly parentId?: string;
  readonly channelManagerId?: string;
  readonly headId?: string;
}

/** Before its first event. */
export const unregisteredOrganization: PartnerOrganization = { emailDomains: [] };

/** The organization after one more event. */
export const evolvePartnerOrganization = (
  organization: PartnerOrganization,
  event: Recorded<PartnerOrganizationEvent>,
): PartnerOrganization => {
  switch (event.type) {
    case 'PartnerOrganizationRegistered':
      return { ...organization, ...event.data, status: 'REGISTERED' };
    case 'PartnerOrganizationActivated':
    case 'PartnerOrganizationReactivated':
      return { ...organization, status: 'ACTIVE' };
    case 'PartnerOrganizationSuspended':
      return { ...organization, status: 'SUSPENDED' };
    case 'PartnerOrganizationTerminated':
      return { ...organization, status: 'TERMINATED' };
    case 'PartnerOrganizationAllowedRolesSet': {
      const { allowedRoles: _, ...rest } = organization;
      const { roleCodes } = event.data;
      return roleCodes === undefined ? rest : { ...rest, allowedRoles: roleCodes };
    }
    case 'PartnerOrganizationEmailDomainsSet':
      return { ...organization, emailDomains: event.data.domains };
    case 'PartnerOrganizationParentSet': {
      const { parentId: _, ...rest } = organization;
      const { parentId } = event.data;
      return parentId === undefined ? rest : { ...rest, parentId };
    }
    case 'ChannelManagerAssigned':
      return { ...organization, channelManagerId: event.data.managerId };
    case 'HierarchyHeadAppointed':
      return { ...organization, headId: event.data.contactId };
  }
};
