import type { ContactEvent, LiaisonEvent, PersonName } from '../../events';

export const ana = '019cad8f-0000-7000-8000-00000000000a';
export const ben = '019cad8f-0000-7000-8000-00000000000b';
export const cleo = '019cad8f-0000-7000-8000-00000000000c';
export const acme = '019cad8f-0000-7000-8000-0000000000a1';
export const globex = '019cad8f-0000-7000-8000-0000000000a2';
export const initech = '019cad8f-0000-7000-8000-0000000000c1';

/** The n-th of many contacts. */
export const contactNumber = (n: number): string =>
  `019cad8f-0001-7000-8000-${n.toString(16).padStart(12, '0')}`;

export const registered = (contactId: string, name: PersonName, email?: string): ContactEvent => ({
  type: 'ContactRegistered',
  data: {
    contactId,
    channels:
      email === undefined
        ? []
        : [{ channelId: `${contactId}-mail`, kind: 'EMAIL', preferred: true, doNotContact: false }],
  },
  personal: {
    [contactId]: email === undefined ? { name } : { name, channels: { [`${contactId}-mail`]: email } },
  },
});
export const corrected = (contactId: string, name: PersonName): ContactEvent => ({
  type: 'ContactDetailsCorrected',
  data: { contactId, corrected: ['name'] },
  personal: { [contactId]: { name } },
});
export const joined = (contactId: string, partner = acme): ContactEvent => ({
  type: 'ContactAffiliated',
  data: { contactId, organizationId: partner, organizationKind: 'PARTNER' },
});
export const left = (contactId: string, partner = acme): ContactEvent => ({
  type: 'ContactAffiliationEnded',
  data: { contactId, organizationId: partner, organizationKind: 'PARTNER' },
});
export const linkedToAccount = (contactId: string, accountId = initech): ContactEvent => ({
  type: 'ContactAffiliated',
  data: { contactId, organizationId: accountId, organizationKind: 'ACCOUNT' },
});
export const unlinkedFromAccount = (contactId: string, accountId = initech): ContactEvent => ({
  type: 'ContactAffiliationEnded',
  data: { contactId, organizationId: accountId, organizationKind: 'ACCOUNT' },
});
export const madeSales = (contactId: string, managerId?: string, partner = acme): ContactEvent => ({
  type: 'PartnerRoleAssigned',
  data: {
    contactId,
    partnerOrganizationId: partner,
    roleCode: 'SALES',
    from: '2026-01-01',
    ...(managerId === undefined ? {} : { managerId }),
  },
});
export const madeSalesUntil = (contactId: string, to: string): ContactEvent => ({
  type: 'PartnerRoleAssigned',
  data: { contactId, partnerOrganizationId: acme, roleCode: 'SALES', from: '2026-01-01', to },
});
export const noLongerSales = (contactId: string, partner = acme): ContactEvent => ({
  type: 'PartnerRoleRevoked',
  data: { contactId, partnerOrganizationId: partner, roleCode: 'SALES' },
});
export const reportsTo = (contactId: string, managerId?: string): ContactEvent => ({
  type: 'ResourceManagerChanged',
  data: { contactId, partnerOrganizationId: acme, ...(managerId === undefined ? {} : { managerId }) },
});
export const mayLogOn = (contactId: string, partner = acme): ContactEvent => ({
  type: 'PartnerUserAccessGranted',
  data: { contactId, partnerOrganizationId: partner, scopes: ['leads:read'], loginKey: `key-${contactId}` },
  personal: { [contactId]: { login: `${contactId}@acme.example` } },
});
export const suspended = (contactId: string, partner = acme): ContactEvent => ({
  type: 'PartnerUserAccessSuspended',
  data: { contactId, partnerOrganizationId: partner },
});
export const mayNoLongerLogOn = (contactId: string, partner = acme): ContactEvent => ({
  type: 'PartnerUserAccessRevoked',
  data: { contactId, partnerOrganizationId: partner },
});
export const acmeRegistered: LiaisonEvent = {
  type: 'PartnerOrganizationRegistered',
  data: { partnerOrganizationId: acme, name: 'Acme Resellers', country: 'PT' },
};
export const acmeActivated: LiaisonEvent = {
  type: 'PartnerOrganizationActivated',
  data: { partnerOrganizationId: acme },
};
