import type { LiaisonEvent } from '../../events';
import { keyOf } from './key-of';
import {
  ACME,
  ANA,
  BEN,
  DAY_BEFORE,
  EMAIL_ID,
  HARBOR,
  INVITATION,
  NEXT_MONTH,
  NEXT_WEEK,
  NORTHWIND,
  PHONE_ID,
} from './people';

export const EMAIL = 'Ana.Diaz@northwind.example';
export const email = { channelId: EMAIL_ID, kind: 'EMAIL', preferred: true, doNotContact: false } as const;
export const phone = { channelId: PHONE_ID, kind: 'PHONE', preferred: false, doNotContact: false } as const;
export const LOGIN_KEY = keyOf('login', EMAIL.toLowerCase());
export const identity = { issuer: 'https://login.partner.example', subject: 'ana-1' };
export const IDENTITY_KEY = keyOf('identity', `${identity.issuer} ${identity.subject}`);
export const otherIdentity = { ...identity, subject: 'ana-2' };

const ofAna = { contactId: ANA };
const atNorthwind = { contactId: ANA, partnerOrganizationId: NORTHWIND };

/** Ana Diaz, known by name and e-mail. */
export const registered = {
  type: 'ContactRegistered',
  data: { ...ofAna, channels: [email] },
  personal: {
    [ANA]: { name: { given: 'Ana', family: 'Diaz' }, title: 'Engineer', channels: { [EMAIL_ID]: EMAIL } },
  },
} as const satisfies LiaisonEvent;
/** The same without an e-mail address. */
export const registeredByName = {
  type: 'ContactRegistered',
  data: { ...ofAna, channels: [] },
  personal: { [ANA]: { name: { given: 'Ana' } } },
} as const satisfies LiaisonEvent;

const affiliation = (organizationId: string, organizationKind: 'PARTNER' | 'ACCOUNT') =>
  ({ contactId: ANA, organizationId, organizationKind }) as const;
export const joinedNorthwind: LiaisonEvent = {
  type: 'ContactAffiliated',
  data: affiliation(NORTHWIND, 'PARTNER'),
};
export const joinedHarbor: LiaisonEvent = { type: 'ContactAffiliated', data: affiliation(HARBOR, 'PARTNER') };
export const joinedAcme: LiaisonEvent = { type: 'ContactAffiliated', data: affiliation(ACME, 'ACCOUNT') };
export const leftNorthwind: LiaisonEvent = {
  type: 'ContactAffiliationEnded',
  data: affiliation(NORTHWIND, 'PARTNER'),
};
export const leftAcme: LiaisonEvent = { type: 'ContactAffiliationEnded', data: affiliation(ACME, 'ACCOUNT') };

const assigned = (
  roleCode: string,
  more: { readonly from?: string; readonly to?: string; readonly managerId?: string } = {},
) =>
  ({ type: 'PartnerRoleAssigned', data: { ...atNorthwind, roleCode, from: DAY_BEFORE, ...more } }) as const;
export const madeSales: LiaisonEvent = assigned('SALES');
export const madeSalesUnderBen: LiaisonEvent = assigned('SALES', { managerId: BEN });
export const madePresales: LiaisonEvent = assigned('PRESALES');
export const madeSalesManager: LiaisonEvent = assigned('SALES_MANAGER');
/** SALES until the day before the scenario's day: it is over, and the clock has not said so yet. */
export const madeSalesUntilYesterday: LiaisonEvent = assigned('SALES', { to: '2026-03-09' });
export const madePresalesFromToday: LiaisonEvent = assigned('PRESALES', { from: '2026-03-10' });
export const madePresalesFromNextMonth: LiaisonEvent = assigned('PRESALES', { from: '2026-04-10' });

const ofRole = (roleCode: string) => ({ ...atNorthwind, roleCode });
export const lostSales: LiaisonEvent = { type: 'PartnerRoleRevoked', data: ofRole('SALES') };
export const lostPresales: LiaisonEvent = { type: 'PartnerRoleRevoked', data: ofRole('PRESALES') };
export const lostSalesManager: LiaisonEvent = { type: 'PartnerRoleRevoked', data: ofRole('SALES_MANAGER') };
export const salesExpired: LiaisonEvent = { type: 'PartnerRoleExpired', data: ofRole('SALES') };
export const presalesTookEffect: LiaisonEvent = { type: 'PartnerRoleTookEffect', data: ofRole('PRESALES') };
export const reportsToBen: LiaisonEvent = {
  type: 'ResourceManagerChanged',
  data: { ...atNorthwind, managerId: BEN },
};
export const reportsToNobody: LiaisonEvent = { type: 'ResourceManagerChanged', data: atNorthwind };

const grant = { ...atNorthwind, scopes: ['opportunity:read'], loginKey: LOGIN_KEY };
export const granted = {
  type: 'PartnerUserAccessGranted',
  data: grant,
  personal: { [ANA]: { login: EMAIL } },
} as const satisfies LiaisonEvent;
export const grantedUntilNextWeek: LiaisonEvent = { ...granted, data: { ...grant, expiresAt: NEXT_WEEK } };
/** Access whose end came the day before the scenario's day, and the clock has not said so yet. */
export const grantedUntilYesterday: LiaisonEvent = {
  ...granted,
  data: { ...grant, expiresAt: '2026-03-09T12:00:00.000Z' },
};
export const suspended: LiaisonEvent = { type: 'PartnerUserAccessSuspended', data: atNorthwind };
export const restored: LiaisonEvent = { type: 'PartnerUserAccessRestored', data: atNorthwind };
export const revoked: LiaisonEvent = { type: 'PartnerUserAccessRevoked', data: atNorthwind };
export const accessExpired: LiaisonEvent = { type: 'PartnerUserAccessExpired', data: atNorthwind };
export const extendedUntilNextMonth: LiaisonEvent = {
  type: 'PartnerUserAccessExtended',
  data: { ...atNorthwind, expiresAt: NEXT_MONTH },
};
export const openEnded: LiaisonEvent = { type: 'PartnerUserAccessExtended', data: atNorthwind };

const ofInvitation = { ...ofAna, invitationId: INVITATION };
export const invited: LiaisonEvent = {
  type: 'PartnerUserInvited',
  data: { ...atNorthwind, invitationId: INVITATION, expiresAt: NEXT_WEEK },
};
export const invitedUntilYesterday: LiaisonEvent = {
  type: 'PartnerUserInvited',
  data: { ...atNorthwind, invitationId: INVITATION, expiresAt: '2026-03-09T12:00:00.000Z' },
};
export const resent: LiaisonEvent = {
  type: 'PartnerUserInvitationResent',
  data: { ...ofInvitation, expiresAt: NEXT_MONTH },
};
export const cancelled: LiaisonEvent = { type: 'PartnerUserInvitationCancelled', data: ofInvitation };
export const invitationExpired: LiaisonEvent = { type: 'PartnerUserInvitationExpired', data: ofInvitation };
export const accepted: LiaisonEvent = { type: 'PartnerUserInvitationAccepted', data: ofInvitation };
export const linked: LiaisonEvent = {
  type: 'IdentityLinked',
  data: { ...ofAna, identityKey: IDENTITY_KEY, issuer: identity.issuer },
  personal: { [ANA]: { subject: identity.subject } },
};
export const unlinked: LiaisonEvent = {
  type: 'IdentityUnlinked',
  data: { ...ofAna, identityKey: IDENTITY_KEY },
};

/** What Ana has been through, by what it made of her. */
export const partnerContact = [registered, joinedNorthwind];
export const resource = [...partnerContact, madeSales];
export const user = [...resource, granted];
export const suspendedUser = [...user, suspended];
export const formerUser = [...user, revoked];
export const invitedUser = [...user, invited];
export const linkedUser = [...user, invited, accepted, linked];
export const expiredUser = [...resource, grantedUntilYesterday];
