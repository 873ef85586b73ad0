import type { Projection } from '../projection';

/** A role that a contact holds: assigned and neither revoked nor expired. */
export interface ContactRole {
  readonly contactId: string;
  readonly partnerOrganizationId: string;
  readonly roleCode: string;
}

/** Who holds which role: one row for each contact and role, by which other lists are restricted. */
export const contactRoles: Projection<ContactRole> = {
  name: 'contact-roles',
  version: 1,
  handles: ['PartnerRoleAssigned', 'PartnerRoleExpired', 'PartnerRoleRevoked'],
  keysOf: (event) => ('roleCode' in event.data ? [`${event.data.contactId}:${event.data.roleCode}`] : []),
  project: (row, event) => {
    switch (event.type) {
      case 'PartnerRoleAssigned': {
        const { contactId, partnerOrganizationId, roleCode } = event.data;
        return { contactId, partnerOrganizationId, roleCode };
      }
      case 'PartnerRoleExpired':
      case 'PartnerRoleRevoked':
        return row?.partnerOrganizationId === event.data.partnerOrganizationId ? undefined : row;
      default:
        return row;
    }
  },
  columns: {
    contact_id: { type: 'text', of: ({ contactId }) => contactId },
    partner_id: { type: 'text', of: ({ partnerOrganizationId }) => partnerOrganizationId },
    role_code: { type: 'text', of: ({ roleCode }) => roleCode },
  },
  indexes: [['partner_id', 'role_code', 'contact_id']],
};
