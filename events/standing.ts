import type { ContactEvent, OrganizationKind } from './contact';
import type { Recorded } from './event';

/** A contact's belonging to an organization, from a day on. */
export interface Affiliation {
  readonly organizationId: string;
  readonly organizationKind: OrganizationKind;
  readonly from: string;
}

/** A resource role that was assigned and neither revoked nor expired. */
export interface HeldRole {
  readonly partnerOrganizationId: string;
  readonly roleCode: string;
  /** First and last day. */
  readonly from: string;
  readonly to?: string;
  /** When it was recorded: tells a cascade which roles it was meant for. */
  readonly recordedAt: string;
  /** False while the first day lies ahead. */
  readonly inEffect: boolean;
}

export type AccessStatus = 'ACTIVE' | 'SUSPENDED' | 'REVOKED' | 'EXPIRED';

export interface Access {
  readonly status: AccessStatus;
  readonly partnerOrganizationId: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: string;
  readonly loginKey: string;
  /** The day on which the grant became true. */
  readonly from: string;
  readonly recordedAt: string;
}

export type InvitationStatus = 'PENDING' | 'ACCEPTED' | 'CANCELLED' | 'EXPIRED';

export interface Invitation {
  readonly invitationId: string;
  readonly status: InvitationStatus;
  readonly expiresAt: string;
}

/** The stored facts from which flavor and canSignIn follow. Deciders and read models share this one fold. */
export interface ContactStanding {
  readonly affiliations: readonly Affiliation[];
  readonly roles: readonly HeldRole[];
  readonly managerId?: string;
  readonly access?: Access;
  readonly invitation?: Invitation;
  readonly identityKey?: string;
}

export const noStanding: ContactStanding = { affiliations: [], roles: [] };

/** The standing after one more event. Facts are taken as they come: there is no rule here. */
export const evolveStanding = (standing: ContactStanding, event: Recorded<ContactEvent>): ContactStanding => {
  switch (event.type) {
    case 'ContactAffiliated': {
      const { organizationId, organizationKind } = event.data;
      const from = event.metadata.effectiveOn;
      return {
        ...standing,
        affiliations: [...standing.affiliations, { organizationId, organizationKind, from }],
      };
    }
    case 'ContactAffiliationEnded':
      return {
        ...standing,
        affiliations: standing.affiliations.filter((a) => a.organizationId !== event.data.organizationId),
      };
    case 'PartnerRoleAssigned': {
      const { partnerOrganizationId, roleCode, from, to, managerId } = event.data;
      const inEffect = from <= event.recordedAt.slice(0, 10);
      const role = { partnerOrganizationId, roleCode, from, recordedAt: event.recordedAt, inEffect };
      return {
        ...standing,
        roles: [...standing.roles, to === undefined ? role : { ...role, to }],
        ...(managerId === undefined ? {} : { managerId }),
      };
    }
    case 'PartnerRoleTookEffect':
      return {
        ...standing,
        roles: standing.roles.map((role) => (isRole(role, event.data) ? { ...role, inEffect: true } : role)),
      };
    case 'PartnerRoleExpired':
    case 'PartnerRoleRevoked': {
      const roles = standing.roles.filter((role) => !isRole(role, event.data));
      return roles.length > 0 ? { ...standing, roles } : withoutManager({ ...standing, roles });
    }
    case 'ResourceManagerChanged': {
      const { managerId } = event.data;
      return managerId === undefined ? withoutManager(standing) : { ...standing, managerId };
    }
    case 'PartnerUserAccessGranted': {
      const { partnerOrganizationId, scopes, expiresAt, loginKey } = event.data;
      const access = {
        status: 'ACTIVE' as const,
        partnerOrganizationId,
        scopes,
        loginKey,
        from: event.metadata.effectiveOn,
        recordedAt: event.recordedAt,
      };
      return { ...standing, access: expiresAt === undefined ? access : { ...access, expiresAt } };
    }
    case 'PartnerUserAccessSuspended':
      return withAccess(standing, 'SUSPENDED');
    case 'PartnerUserAccessRestored':
      return withAccess(standing, 'ACTIVE');
    case 'PartnerUserAccessRevoked':
      return withAccess(standing, 'REVOKED');
    case 'PartnerUserAccessExpired':
      return withAccess(standing, 'EXPIRED');
    case 'PartnerUserAccessExtended': {
      if (standing.access === undefined) return standing;
      const { expiresAt: _, ...access } = standing.access;
      const { expiresAt } = event.data;
      return { ...standing, access: expiresAt === undefined ? access : { ...access, expiresAt } };
    }
    case 'PartnerUserInvited': {
      const { invitationId, expiresAt } = event.data;
      return { ...standing, invitation: { invitationId, expiresAt, status: 'PENDING' } };
    }
    case 'PartnerUserInvitationResent': {
      const { invitationId, expiresAt } = event.data;
      return { ...standing, invitation: { invitationId, expiresAt, status: 'PENDING' } };
    }
    case 'PartnerUserInvitationCancelled':
      return withInvitation(standing, 'CANCELLED');
    case 'PartnerUserInvitationExpired':
      return withInvitation(standing, 'EXPIRED');
    case 'PartnerUserInvitationAccepted':
      return withInvitation(standing, 'ACCEPTED');
    case 'IdentityLinked':
      return { ...standing, identityKey: event.data.identityKey };
    case 'IdentityUnlinked': {
      const { identityKey: _, ...rest } = standing;
      return rest;
    }
    case 'ContactRegistered':
    case 'ContactDetailsCorrected':
    case 'ContactChannelRecorded':
    case 'ContactChannelRemoved':
      return standing;
  }
};

const isRole = (
  role: HeldRole,
  named: { readonly partnerOrganizationId: string; readonly roleCode: string },
): boolean => role.partnerOrganizationId === named.partnerOrganizationId && role.roleCode === named.roleCode;

const withoutManager = ({ managerId: _, ...standing }: ContactStanding): ContactStanding => standing;

const withAccess = (standing: ContactStanding, status: AccessStatus): ContactStanding =>
  standing.access === undefined ? standing : { ...standing, access: { ...standing.access, status } };

const withInvitation = (standing: ContactStanding, status: InvitationStatus): ContactStanding =>
  standing.invitation === undefined
    ? standing
    : { ...standing, invitation: { ...standing.invitation, status } };
