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
import { sees } from './sees';
import type { View } from './view';

/** The most keys that one look-up in a read model takes together. */
export const KEYS_PER_LOOKUP_MAX = 200;

/**
 * What one request reaches from its lists, each thing looked up once and many together. What the actor may
 * not see is not there.
 */
export class Loaders {
  private readonly rows = new Map<string, DataLoader<string, object | undefined>>();
  private readonly tallies = new Map<string, DataLoader<string, number>>();

  constructor(
    private readonly liaison: Liaison,
    private readonly actor: Actor | undefined,
  ) {}

  async contact(view: View, id: string): Promise<Contact | undefined> {
    const card = await this.row(contactList, view, id);
    return card === undefined ? undefined : this.visibleContact(view, card);
  }

  /** The contact of a row that a list has read already. */
  visibleContact(view: View, card: ContactCard): Contact | undefined {
    return sees(this.actor, 'contact', partnerOf(card.standing)) ? new Contact(card, view) : undefined;
  }

  async partnerOrganization(view: View, id: string): Promise<PartnerOrganization | undefined> {
    const row = await this.partnerRow(view, id);
    return row === undefined ? undefined : this.visiblePartner(view, row);
  }

  /** The organization of a row that a list has read already. */
  visiblePartner(view: View, row: PartnerEntry): PartnerOrganization | undefined {
    return sees(this.actor, 'partnerOrganization', row.id) ? new PartnerOrganization(row, view) : undefined;
  }

  /** The row as it stands, for what follows from it; not for showing. */
  partnerRow(view: View, id: string): Promise<PartnerEntry | undefined> {
    return this.row(partnerDirectory, view, id);
  }

  async account(view: View, id: string): Promise<Account | undefined> {
    const row = await this.row(accountList, view, id);
    return row === undefined ? undefined : this.visibleAccount(view, row);
  }

  /** The account of a row that a list has read already. */
  visibleAccount(view: View, row: AccountEntry): Account | undefined {
    return sees(this.actor, 'account', undefined) ? new Account(row, view) : undefined;
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

const loaderOf = <Value>(
  look: (keys: readonly string[]) => Promise<readonly Value[]>,
): DataLoader<string, Value> => new DataLoader(look, { maxBatchSize: KEYS_PER_LOOKUP_MAX });

const found = <Value>(known: Map<string, Value>, key: string, make: () => Value): Value => {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
};
