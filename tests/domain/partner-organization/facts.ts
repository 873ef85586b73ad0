import type { LiaisonEvent } from '../../../events';
import { ANA, BEN, HARBOR, NORTHWIND } from '../people';

export const northwind = { partnerOrganizationId: NORTHWIND };

export const registered: LiaisonEvent = {
  type: 'PartnerOrganizationRegistered',
  data: { ...northwind, name: 'Northwind', country: 'ES', externalId: 'acc-1' },
};
export const placedBelowHarbor: LiaisonEvent = {
  type: 'PartnerOrganizationParentSet',
  data: { ...northwind, parentId: HARBOR },
};
export const placedBelowNone: LiaisonEvent = { type: 'PartnerOrganizationParentSet', data: northwind };
export const activated: LiaisonEvent = { type: 'PartnerOrganizationActivated', data: northwind };
export const suspended: LiaisonEvent = { type: 'PartnerOrganizationSuspended', data: northwind };
export const reactivated: LiaisonEvent = { type: 'PartnerOrganizationReactivated', data: northwind };
export const terminated: LiaisonEvent = { type: 'PartnerOrganizationTerminated', data: northwind };
export const benHeads: LiaisonEvent = {
  type: 'HierarchyHeadAppointed',
  data: { ...northwind, contactId: BEN },
};
export const anaHeadsAfterBen: LiaisonEvent = {
  type: 'HierarchyHeadAppointed',
  data: { ...northwind, contactId: ANA, formerHeadId: BEN },
};
export const allowedRolesSet = (roleCodes?: readonly string[]): LiaisonEvent => ({
  type: 'PartnerOrganizationAllowedRolesSet',
  data: roleCodes === undefined ? northwind : { ...northwind, roleCodes },
});
export const emailDomainsSet = (...domains: readonly string[]): LiaisonEvent => ({
  type: 'PartnerOrganizationEmailDomainsSet',
  data: { ...northwind, domains },
});

/** What Northwind has been through, by what it is now. */
export const active = [registered, activated];
export const whileSuspended = [...active, suspended];
export const whileTerminated = [...active, terminated];
