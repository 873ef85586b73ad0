import type { DomainEvent } from './event';

type About<Type extends string, Data = unknown> = DomainEvent<
  Type,
  { readonly partnerOrganizationId: string } & Data
>;

export type PartnerOrganizationRegistered = About<
  'PartnerOrganizationRegistered',
  { readonly name: string; readonly country?: string; readonly externalId?: string }
>;
export type PartnerOrganizationActivated = About<'PartnerOrganizationActivated'>;
/** Blocks every user of the organization at once; nothing else changes. */
export type PartnerOrganizationSuspended = About<'PartnerOrganizationSuspended'>;
/** Ends the roles and the access of its people, by a cascade. */
export type PartnerOrganizationTerminated = About<'PartnerOrganizationTerminated'>;
export type PartnerOrganizationReactivated = About<'PartnerOrganizationReactivated'>;
/** Absent `roleCodes`: every role of the catalogue may be assigned. */
export type PartnerOrganizationAllowedRolesSet = About<
  'PartnerOrganizationAllowedRolesSet',
  { readonly roleCodes?: readonly string[] }
>;
/** Domains a user's e-mail address must have; empty: any. */
export type PartnerOrganizationEmailDomainsSet = About<
  'PartnerOrganizationEmailDomainsSet',
  { readonly domains: readonly string[] }
>;
export type PartnerOrganizationParentSet = About<
  'PartnerOrganizationParentSet',
  { readonly parentId?: string }
>;
/** `managerId` is the employee's id at the brand owner's identity provider. */
export type ChannelManagerAssigned = About<'ChannelManagerAssigned', { readonly managerId: string }>;
/** The old head keeps its reports and reports to the new one. */
export type HierarchyHeadAppointed = About<
  'HierarchyHeadAppointed',
  { readonly contactId: string; readonly formerHeadId?: string }
>;

/** Everything that can happen to a partner organization, in its stream `partnerOrganization-<id>`. */
export type PartnerOrganizationEvent =
  | PartnerOrganizationRegistered
  | PartnerOrganizationActivated
  | PartnerOrganizationSuspended
  | PartnerOrganizationTerminated
  | PartnerOrganizationReactivated
  | PartnerOrganizationAllowedRolesSet
  | PartnerOrganizationEmailDomainsSet
  | PartnerOrganizationParentSet
  | ChannelManagerAssigned
  | HierarchyHeadAppointed;
