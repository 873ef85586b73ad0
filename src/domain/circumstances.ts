import type { ReservationKind } from '../../events';
import type { Actor } from './actor';
import type { Contact } from './contact/contact';
import type { PartnerOrganization } from './partner-organization/partner-organization';
import type { RoleCatalogue } from './role-catalogue/role-catalogue';

/**
 * What a decider needs to know besides the subject of its command, read from the other streams at decision
 * time. Look-ups answer `undefined` for what does not exist or was not named by the command.
 */
export interface Circumstances {
  /** ISO instant of the decision. */
  readonly now: string;
  /** ISO day on which the command says the fact became true. */
  readonly effectiveOn: string;
  readonly actor: Actor;
  readonly roles: RoleCatalogue;
  organization(id: string): PartnerOrganization | undefined;
  account(id: string): { readonly registered: boolean } | undefined;
  /** Contacts named by the command and every manager above them. */
  contact(id: string): Contact | undefined;
  /** How many contacts of the organization have live access, as the read models know it. */
  activeUsersOf(organizationId: string): number;
  /** How many contacts of the organization administer it, as the read models know it. */
  administratorsOf(organizationId: string): number;
  /** How many contacts hold the role, as the read models know it. */
  holdersOf(roleCode: string): number;
  /** Keyed hash of a value that must be unique, as it names the reservation. */
  keyOf(kind: ReservationKind, value: string): string;
}
