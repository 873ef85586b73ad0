import { connectionOf } from './connection-of';
import { PartnerOrganization } from './partner-organization';

/** A page of partner organizations. */
export const PartnerOrganizationConnection = connectionOf<PartnerOrganization>(
  'PartnerOrganization',
  'partner organizations',
  () => PartnerOrganization,
);
