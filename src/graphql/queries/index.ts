import { AccountQuery } from './account';
import { AccountsQuery } from './accounts';
import { ContactQuery } from './contact';
import { ContactFlavorHistoryQuery } from './contact-flavor-history';
import { ContactSearchQuery } from './contact-search';
import { PartnerContactsQuery } from './partner-contacts';
import { PartnerHierarchyQuery } from './partner-hierarchy';
import { PartnerOrganizationQuery } from './partner-organization';
import { PartnerOrganizationsQuery } from './partner-organizations';
import { RecordsOfUseQuery } from './records-of-use';
import { ResourceRolesQuery } from './resource-roles';
import { StatusQuery } from './status';

/** Every query of the schema. */
export const QUERIES = [
  AccountQuery,
  AccountsQuery,
  ContactFlavorHistoryQuery,
  ContactSearchQuery,
  ContactQuery,
  PartnerContactsQuery,
  PartnerHierarchyQuery,
  PartnerOrganizationQuery,
  PartnerOrganizationsQuery,
  RecordsOfUseQuery,
  ResourceRolesQuery,
  StatusQuery,
] as const;
