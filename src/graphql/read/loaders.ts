import { partnerOf } from '../../../events';
import { type AccountEntry, accountList } from '../../../projections/account-list/project';
import type { ContactCard } from '../../../projections/contact-list/contact-card';
import { contactList } from '../../../projections/contact-list/project';
import type { PartnerEntry } from '../../../projections/partner-directory/partner-entry';
import { partnerDirectory } from '../../../projections/partner-directory/project';
import type { Projection } from '../../../projections/projection';
import { type RoleEntry, roleCatalogue } from '../../../projections/role-catalogue/project';
import { andThen, type Soon } from '../../../projections/soon';
import type { Actor } from '../../domain/actor';
import type { Liaison } from '../../handling/liaison';
import { Account } from '../types/account';
import { Contact } from '../types/contact';
import { PartnerOrganization } from '../types/partner-organization';
import { ResourceRole } from '../types/resource-role';
import type { Path, UseOfRequest } from '../use-of-request';
import type { Again, NotedReads } from './noted-reads';
import { sees, seesAccounts, type Viewer } from './sees';
import type { View } from './view';
import { viewerOf } from './viewer';

/**
 * What one request reaches from its lists. The read models remember what was read in a state and look up together
 * what they must wait for. What the actor may not see is not there.
 */
export class Loaders {
  private looking: Soon<Viewer | undefined>;

  constructor(
    private readonly liaison: Liaison,
    private readonly actor: Actor | undefined,
    private readonly reads: NotedReads,
    private readonly use: UseOfRequest | undefined,
  ) {}

  /** Who looks; nobody where the request came without a token. */
  viewer(): Soon<Viewer | undefined> {
    if (this.actor === undefined) return undefined;
    this.looking ??= viewerOf(this.actor, this.liaison.models);
    return this.looking;
  }

  /** Time has passed, in which rights may have changed: they are looked at when they are asked for next. */
  lookAgain(): void {
    this.looking = undefined;
  }

  contact(view: View, id: string, askedAt?: Path): Soon<Contact | undefined> {
    const seen = this.seen(this.row(contactList, view, id), (viewer, card) => {
      const contact = visibleContact(viewer, view, card);
      if (contact === undefined) this.hide(id, partnerOf(card.standing), askedAt);
      return contact;
    });
    return this.reads.note(`contact ${id}`, seen, contactAgain(id));
  }

  partnerOrganization(view: View, id: string, askedAt?: Path): Soon<PartnerOrganization | undefined> {
    const seen = this.seen(this.row(partnerDirectory, view, id), (viewer, row) => {
      const organization = visiblePartner(viewer, view, row);
      if (organization === undefined) this.hide(id, id, askedAt);
      return organization;
    });
    return this.reads.note(`partner ${id}`, seen, partnerAgain(id));
  }

  /** The row as it stands, for what follows from it; not for showing. */
  partnerRow(view: View, id: string): Soon<PartnerEntry | undefined> {
    return this.reads.note(`partner row ${id}`, this.row(partnerDirectory, view, id), partnerRowAgain(id));
  }

  account(view: View, id: string, askedAt?: Path): Soon<Account | undefined> {
    const seen = this.seen(this.row(accountList, view, id), (viewer, row) => {
      const account = visibleAccount(viewer, view, row);
      if (account === undefined) this.hide(id, undefined, askedAt);
      return account;
    });
    return this.reads.note(`account ${id}`, seen, accountAgain(id));
  }

  role(view: View, code: string): Soon<ResourceRole | undefined> {
    return andThen(this.roleRow(view, code), (row) => row && new ResourceRole(row));
  }

  /** The row of a role in the catalogue, which everybody may see. */
  roleRow(view: View, code: string): Soon<RoleEntry | undefined> {
    return this.reads.note(`role ${code}`, this.row(roleCatalogue, view, code), roleRowAgain(code));
  }

  /** A projected counter of the model. */
  tally<Row extends object>(model: Projection<Row>, view: View, name: string): Soon<number> {
    const counted = this.liaison.models.tally(model, name, view.snapshot);
    return this.reads.note(`${model.name} counts ${name}`, counted, tallyAgain(model, name));
  }

  /**
   * Something is there and not shown, as the partner organization decided, if any: that has to be told of each time.
   * Whoever asked for it by its id, in the field of that path, was denied it; elsewhere it only is not there.
   */
  hide(id: string, partnerOrganizationId: string | undefined, askedAt: Path | undefined): void {
    if (askedAt !== undefined)
      this.use?.deniedAt(askedAt, { code: 'NOT_FOUND', subjectId: id, partnerOrganizationId });
    this.reads.leaveOut();
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

// What is kept of a request for later ones must not hold its view: functions that are made beside one would.
const contactAgain =
  (id: string): Again =>
  ({ loaders }, view) =>
    loaders.contact(view, id);
const partnerAgain =
  (id: string): Again =>
  ({ loaders }, view) =>
    loaders.partnerOrganization(view, id);
const partnerRowAgain =
  (id: string): Again =>
  ({ loaders }, view) =>
    loaders.partnerRow(view, id);
const accountAgain =
  (id: string): Again =>
  ({ loaders }, view) =>
    loaders.account(view, id);
const roleRowAgain =
  (code: string): Again =>
  ({ loaders }, view) =>
    loaders.roleRow(view, code);
const tallyAgain =
  <Row extends object>(model: Projection<Row>, name: string): Again =>
  ({ loaders }, view) =>
    loaders.tally(model, view, name);

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
