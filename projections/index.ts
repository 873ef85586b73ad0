import { accountContactList } from './account-contacts/project';
import { accountList } from './account-list/project';
import { contactList } from './contact-list/project';
import { contactRoles } from './contact-roles/project';
import { openCascades } from './open-cascades/project';
import { partnerDirectory } from './partner-directory/project';
import type { AnyProjection } from './projection';
import { roleCatalogue } from './role-catalogue/project';

/** Every read model of the product. */
export const projections: readonly AnyProjection[] = [
  contactList,
  contactRoles,
  accountContactList,
  partnerDirectory,
  accountList,
  roleCatalogue,
  openCascades,
];
