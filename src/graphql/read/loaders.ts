import { partnerOf } from '../../../events';
import { type AccountEntry, accountList } from '../../../projections/account-list/project';
import type { ContactCard } from '../../../projections/contact-list/contact-card';
import { contactList } from '../../../projections/contact-list/project';
import type { PartnerEntry } from '../../../projections/partner-directory/partner-entry';
import { partnerDirectory } from '../../../projections/partner-directory/project';
import type { Projection } from '../../../projections/projection';
import { roleCatalogue } from '../../../projections/role-catalogue/project';
import { andThen, type Soon } from '../../../projections/soon';
import type { Actor } from '../../domain/actor';
import type { Liaison } from '../../handling/liaison';
import { Account } from '../types/account';
import { Contact } from '../types/contact';
import { PartnerOrganization } from '../types/partner-organization';
import { ResourceRole } from '../types/resource-role';
import { sees, seesAccounts, type Viewer } from './sees';
import type { View } from './view';
import { viewerOf } from './viewer';

/**
 * What one request reaches from its lists. The read models remember what was read in a state and look up together
 * what they must wait for. What the actor may not see is not there.
 */
export class Loaders {
  private looking: Soon<Viewer | undefined>;
  /** What was there and not shown, with the partner organization that decided, if any; for the records of use. */
  readonly hidden = new Map<string, string | undefined>();

  constructor(
    private readonly liaison: Liaison,
    private readonly actor: Actor | undefined,
  ) {}

  /** Who looks; nobody where the request came without a token. */
  viewer(): Soon<Viewer | undefined> {
    if (this.actor === undefined) return undefined;
    this.looking ??= viewerOf(this.actor, this.liaison.models);
    return this.looking;
  }

  contact(view: View, id: string): Soon<Contact | undefined> {
    return this.seen(this.row(contactList, view, id), (viewer, card) => {
      const contact = visibleContact(viewer, view, card);
      if (contact === undefined) this.hidden.set(id, partnerOf(card.standing));
      return contact;
    });
  }

  partnerOrganization(view: View, id: string): Soon<PartnerOrganization | undefined> {
    return this.seen(this.partnerRow(view, id), (viewer, row) => {
      const organization = visiblePartner(viewer, view, row);
      if (organization === undefined) this.hidden.set(id, id);
      return organization;
    });
  }

  /** The row as it stands, for what follows from it; not for showing. */
  partnerRow(view: View, id: string): Soon<PartnerEntry | undefined> {
    return this.row(partnerDirectory, view, id);
  }

  account(view: View, id: string): Soon<Account | undefined> {
    return this.seen(this.row(accountList, view, id), (viewer, row) => {
      const account = visibleAccount(viewer, view, row);
      if (account === undefined) this.hidden.set(id, undefined);
      return account;
    });
  }

  role(view: View, code: string): Soon<ResourceRole | undefined> {
    return andThen(this.row(roleCatalogue, view, code), (row) => row && new ResourceRole(row));
  }

  /** A projected counter of the model. */
  tally<Row extends object>(model: Projection<Row>, view: View, name: string): Soon<number> {
    return this.liaison.models.tally(model, name, view.snapshot);
  }

  private row<Row extends object>(model: Projection<Row>, view: View, key: string): Soon<Row | undefined> {
    return andThen(this.liaison.models.get(model, key, view.snapshot), (found) => found?.row);
  }

  /** What the viewer is shown of a row that is there. */
  private seen<Row, Shown>(
    found: Soon<Row | undefined>,
    show: (viewer: Viewer | undefined, row: Row) => Shown | undefined,
  ): Soon<Shown | undefined> {
    return andThen(found, (row) =>
      row === undefined ? undefined : andThen(this.viewer(), (viewer) => show(viewer, row)),
    );
  }
}

/** The contact of a row that was read already. */
export const visibleContact = (
  viewer: Viewer | undefined,
  view: View,
  card: ContactCard,
): Contact | undefined => {
  const facts = { partnerOrganizationId: partnerOf(card.standing), contactId: card.contactId };
  return sees(viewer, 'contact', facts) ? view.shown(card, Contact) : undefined;
};

/** The organization of a row that was read already. */
export const visiblePartner = (
  viewer: Viewer | undefined,
  view: View,
  row: PartnerEntry,
): PartnerOrganization | undefined =>
  sees(viewer, 'partnerOrganization', { partnerOrganizationId: row.id })
    ? view.shown(row, PartnerOrganization)
    : undefined;

/** The account of a row that was read already. */
export const visibleAccount = (
  viewer: Viewer | undefined,
  view: View,
  row: AccountEntry,
): Account | undefined => (seesAccounts(viewer) ? view.shown(row, Account) : undefined);
