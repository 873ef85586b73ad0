import type {
  AccountEvent,
  ContactEvent,
  PartnerOrganizationEvent,
  Recorded,
  RecordedEvent,
  RoleCatalogueEvent,
} from '../../events';
import { type Account, evolveAccount, unregisteredAccount } from '../domain/account/account';
import { type Contact, evolveContact, unregistered } from '../domain/contact/contact';
import {
  evolvePartnerOrganization,
  type PartnerOrganization,
  unregisteredOrganization,
} from '../domain/partner-organization/partner-organization';
import {
  emptyCatalogue,
  evolveRoleCatalogue,
  type RoleCatalogue,
} from '../domain/role-catalogue/role-catalogue';
import type { Subject } from '../domain/subject';

/** The state of each subject that commands are decided on. */
export interface States {
  contact: Contact;
  partnerOrganization: PartnerOrganization;
  roleCatalogue: RoleCatalogue;
  account: Account;
}

interface Fold<State> {
  readonly initial: State;
  readonly evolve: (state: State, event: RecordedEvent) => State;
}

/**
 * How each subject is folded from its stream. A stream holds the events of its own subject only, which the append
 * path guarantees: that is the reason for the narrowing here.
 */
export const subjects: { readonly [Name in Subject]: Fold<States[Name]> } = {
  contact: {
    initial: unregistered,
    evolve: (state, event) => evolveContact(state, event as Recorded<ContactEvent>),
  },
  partnerOrganization: {
    initial: unregisteredOrganization,
    evolve: (state, event) => evolvePartnerOrganization(state, event as Recorded<PartnerOrganizationEvent>),
  },
  roleCatalogue: {
    initial: emptyCatalogue,
    evolve: (state, event) => evolveRoleCatalogue(state, event as Recorded<RoleCatalogueEvent>),
  },
  account: {
    initial: unregisteredAccount,
    evolve: (state, event) => evolveAccount(state, event as Recorded<AccountEvent>),
  },
};
