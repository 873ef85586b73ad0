import DataLoader from 'dataloader';
import { partnerOf } from '../../../events';
import { type AccountEntry, accountList } from '../../../projections/account-list/project';
import type { ContactCard } from '../../../projections/contact-list/contact-card';
import { contactList } from '../../../projections/contact-list/project';
import type { PartnerEntry } from '../../../projections/partner-directory/partner-entry';
import { partnerDirectory } from '../../../projections/partner-directory/project';
import type { Projection } from '../../../projections/projection';
import { roleCatalogue } from '../../../projections/role-catalogue/project';
import type { Actor } from '../../domain/actor';
import type { Liaison } from '../../handling/liaison';
import { Account } from '../types/account';
import { Contact } from '../types/contact';
import { PartnerOrganization } from '../types/partner-organization';
import { ResourceRole } from '../types/resource-role';
import { sees, seesAccounts, type Viewer } from './sees';
import type { View } from './view';
import { viewerOf } from './viewer';

/** The most keys that one look-up in a read model takes together. */
export const KEYS_PER_LOOKUP_MAX = 200;

/**
 * What one request reaches from its lists, each thing looked up once and many together. What the actor may
 * not see is not there.
 */
export class Loaders {
  private readonly rows = new Map<string, DataLoader<string, object | undefined>>();
  private readonly tallies = new Map<string, DataLoader<string, number>>();
  private looking: Promise<Viewer> | undefined;
  /** What was there and not shown, with the partner organization that decided, if any; for the records of use. */
  readonly hidden = new Map<string, string | undefined>();

  constructor(
    private readonly liaison: Liaison,
    private readonly actor: Actor | undefined,
  ) {}

  /** Who looks; nobody where the request came without a token. */
  async viewer(): Promise<Viewer | undefined> {
    if (this.actor === undefined) return undefined;
    this.looking ??= viewerOf(this.actor, this.liaison.models);
    return this.looking;
  }

  async contact(view: View, id: string): Promise<Contact | undefined> {
    const card = await this.row(contactList, view, id);
    if (card === undefined) return undefined;
    const contact = visibleContact(await this.viewer(), view, card);
    if (contact === undefined) this.hidden.set(id, partnerOf(card.standing));
    return contact;
  }

  async partnerOrganization(view: View, id: string): Promise<PartnerOrganization | undefined> {
    const row = await this.partnerRow(view, id);
    if (row === undefined) return undefined;
    const organization = visiblePartner(await this.viewer(), view, row);
    if (organization === undefined) this.hidden.set(id, id);
    return organization;
  }

  /** The row as it stands, for what follows from it; not for showing. */
  partnerRow(view: View, id: string): Promise<PartnerEntry | undefined> {
    return this.row(partnerDirectory, view, id);
  }

  async account(view: View, id: string): Promise<Account | undefined> {
    const row = await this.row(accountList, view, id);
    if (row === undefined) return undefined;
    const account = visibleAccount(await this.viewer(), view, row);
    if (account === undefined) this.hidden.set(id, undefined);
    return account;
  }

  async role(view: View, code: string): Promise<ResourceRole | undefined> {
    const row = await this.row(roleCatalogue, view, code);
    return row === undefined ? undefined : new ResourceRole(row);
  }

  /** A projected counter of the model. */
  tally<Row extends object>(model: Projection<Row>, view: View, name: string): Promise<number> {
    const { models } = this.liaison;
    const loader = found(this.tallies, `${model.name} ${view.snapshot.position}`, () =>
      loaderOf((names) => Promise.all(names.map((counter) => models.tally(model, counter, view.snapshot)))),
    );
    return loader.load(name);
  }

  private async row<Row extends object>(
    model: Projection<Row>,
    view: View,
    key: string,
  ): Promise<Row | undefined> {
    const loader = found(this.rows, `${model.name} ${view.snapshot.position}`, () =>
      loaderOf<object | undefined>(async (keys) => {
        const rows = await this.liaison.models.getMany(model, keys, view.snapshot);
        return rows.map((row) => row?.row);
      }),
    );
    // The loader was made for this model: its rows are of no other type.
    return (await loader.load(key)) as Row | undefined;
  }
}

/** The contact of a row that was read already. */
export const visibleContact = (
  viewer: Viewer | undefined,
  view: View,
  card: ContactCard,
): Contact | undefined => {
  const facts = { partnerOrganizationId: partnerOf(card.standing), contactId: card.contactId };
  return sees(viewer, 'contact', facts) ? new Contact(card, view) : undefined;
};

/** The organization of a row that was read already. */
export const visiblePartner = (
  viewer: Viewer | undefined,
  view: View,
  row: PartnerEntry,
): PartnerOrganization | undefined =>
  sees(viewer, 'partnerOrganization', { partnerOrganizationId: row.id })
    ? new PartnerOrganization(row, view)
    : undefined;

/** The account of a row that was read already. */
export const visibleAccount = (
  viewer: Viewer | undefined,
  view: View,
  row: AccountEntry,
): Account | undefined => (seesAccounts(viewer) ? new Account(row, view) : undefined);

const loaderOf = <Value>(
  look: (keys: readonly string[]) => Promise<readonly Value[]>,
): DataLoader<string, Value> => new DataLoader(look, { maxBatchSize: KEYS_PER_LOOKUP_MAX });

const found = <Value>(known: Map<string, Value>, key: string, make: () => Value): Value => {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
};
