import { type Flavor, nextDue } from '../../events';
import { contactRoles } from '../contact-roles/project';
import { cursorOf, placeOf } from '../cursor';
import { type Order, pageOf, readPage, startsWith } from '../list';
import { type Page, type PageRequest, pageSize } from '../page';
import type { FoundByWords, PickRows, ReadModels, RowQuery, RowsOf, Snapshot } from '../read-models';
import { andThen, type Soon } from '../soon';
import { sortText } from '../sort-text';
import type { ContactCard } from './contact-card';
import { contactList, nameSortOf } from './project';

/** The card of a contact, where there is one. */
export const contactCard = (
  models: ReadModels,
  contactId: string,
  at: Snapshot,
): Soon<ContactCard | undefined> => andThen(models.get(contactList, contactId, at), (found) => found?.row);

/** The cards of contacts, in the order of the ids. */
export const contactCards = (
  models: ReadModels,
  contactIds: readonly string[],
  at: Snapshot,
): Soon<readonly (ContactCard | undefined)[]> =>
  andThen(models.getMany(contactList, contactIds, at), (found) => found.map((one) => one?.row));

/** Which contacts of a partner are wanted; what is absent does not restrict. */
export interface PartnerContactsFilter {
  readonly flavor?: Flavor;
  /** Code of a role the contact holds. */
  readonly role?: string;
  /** Beginning of the family or the given name, or of both in that order. */
  readonly namePrefix?: string;
  readonly managerId?: string;
  readonly status?: 'NONE' | 'ACTIVE' | 'SUSPENDED' | 'REVOKED' | 'EXPIRED';
}

export interface PartnerContactsQuestion {
  readonly partnerId: string;
  readonly filter?: PartnerContactsFilter;
  readonly sort?: { readonly by: 'NAME' | 'REGISTERED'; readonly direction: 'ASC' | 'DESC' };
  readonly page: PageRequest;
}

/** The contacts of a partner organization. */
export const partnerContacts = (
  models: ReadModels,
  { partnerId, filter = {}, sort = { by: 'NAME', direction: 'ASC' }, page }: PartnerContactsQuestion,
  at: Snapshot,
): Soon<Page<ContactCard>> => {
  const { flavor, role, namePrefix, managerId, status } = filter;
  const order = ORDERS[sort.by][sort.direction];
  const name = ['partner', partnerId, flavor, role, namePrefix, managerId, status, sort.by, sort.direction];
  const question = { name, where: isWanted(partnerId, filter), order, tally: tallyFor(partnerId, filter) };
  return readPage(models, contactList, question, page, at);
};

/** Who reports to a contact. */
export const reportsOf = (
  models: ReadModels,
  managerId: string,
  page: PageRequest,
  at: Snapshot,
): Soon<Page<ContactCard>> => {
  const where: PickRows = (rows) => rows.where('row.manager_id', '=', managerId);
  const question = { name: ['reports', managerId], where, order: BY_NAME, tally: `manager:${managerId}` };
  return readPage(models, contactList, question, page, at);
};

/** How many contacts report to a contact. */
export const reportCount = (models: ReadModels, managerId: string, at: Snapshot): Soon<number> =>
  models.tally(contactList, `manager:${managerId}`, at);

/** The resources of a partner organization that report to nobody. */
export const topOfHierarchy = (
  models: ReadModels,
  partnerId: string,
  page: PageRequest,
  at: Snapshot,
): Soon<Page<ContactCard>> => {
  const where: PickRows = (rows) => rows.where('row.top_of', '=', partnerId);
  return readPage(models, contactList, { name: ['top', partnerId], where, order: BY_NAME }, page, at);
};

export interface ContactSearch {
  /** Each must be the beginning of a word in name, title or e-mail address. */
  readonly words: string;
  readonly partnerId?: string;
  /** Which rows whoever searches may see. */
  readonly visible?: PickRows;
  readonly page: PageRequest;
}

/** Contacts in which all the words occur; those with the least other text first. */
export const searchContacts = (
  models: ReadModels,
  { words, partnerId, visible = (rows) => rows, page }: ContactSearch,
  at: Snapshot,
): Soon<Page<ContactCard>> => {
  const question = JSON.stringify(['search', words, partnerId]);
  const size = pageSize(page);
  const after = page.after === undefined ? undefined : placeOf(question, page.after);
  const range =
    after === undefined
      ? { limit: size + 1 }
      : { limit: size + 1, after: { length: Number(after.sort), key: after.key } };
  const pick = (rows: RowQuery, rowsOf: RowsOf): RowQuery =>
    visible(partnerId === undefined ? rows : rows.where('row.partner_id', '=', partnerId), rowsOf);
  const cursor = ({ length, key }: FoundByWords<ContactCard>) => cursorOf(question, { sort: length, key });
  return andThen(models.search(contactList, at, words, range, pick), ({ rows, total }) =>
    pageOf(rows, size, cursor, () => total),
  );
};

/**
 * Contacts for which the passing of time has made something true that is not recorded yet; longest due first.
 */
export const dueContacts = async (
  models: ReadModels,
  before: string,
  limit: number,
  at: Snapshot,
): Promise<readonly ContactCard[]> => {
  const due = await models.select(contactList, at, (rows) =>
    rows.where('row.due_at', '<=', before).orderBy('row.due_at').orderBy('row.key').limit(limit),
  );
  return due.map(({ row }) => row);
};

/** When time next makes something true that is not recorded yet; undefined where it does nothing ever. */
export const firstDue = (models: ReadModels, at: Snapshot): Soon<string | undefined> => {
  const pick: PickRows = (rows) => rows.where('row.due_at', 'is not', null).orderBy('row.due_at').limit(1);
  return andThen(
    models.select(contactList, at, pick, 'first due'),
    ([first]) => first && nextDue(first.row.standing),
  );
};

/** What a person about to be registered may be recognised by. */
export interface Likeness {
  readonly email?: string;
  /** The name as `nameSort` writes it. */
  readonly nameSort?: string;
  /** Restricts the comparison of names, not that of addresses, to one partner. */
  readonly partnerId?: string;
  /** Which rows whoever asks may see. */
  readonly visible?: PickRows;
}

/** Contacts that are probably the same person: the same e-mail address, or the same name. */
export const probableDuplicates = async (
  models: ReadModels,
  { email, nameSort: name, partnerId, visible = (rows) => rows }: Likeness,
  limit: number,
  at: Snapshot,
): Promise<readonly ContactCard[]> => {
  const byEmail: PickRows = (rows) => rows.where('row.email', '=', sortText(email ?? ''));
  const byName: PickRows = (rows) => {
    const named = rows.where('row.name_sort', '=', name ?? '');
    return partnerId === undefined ? named : named.where('row.partner_id', '=', partnerId);
  };
  const found = new Map<string, ContactCard>();
  for (const [given, where] of [
    [email, byEmail],
    [name, byName],
  ] as const) {
    if (given === undefined || given === '') continue;
    const alike = await models.select(contactList, at, (rows, rowsOf) =>
      visible(where(rows, rowsOf), rowsOf).orderBy('row.key').limit(limit),
    );
    for (const { key, row } of alike) found.set(key, row);
  }
  return [...found.values()].slice(0, limit);
};

const BY_NAME: Order<ContactCard> = {
  column: 'name_sort',
  direction: 'asc',
  of: nameSortOf,
};
const BY_REGISTRATION: Order<ContactCard> = {
  column: 'registered_at',
  direction: 'asc',
  of: ({ registeredAt }) => registeredAt,
};
const bothWays = (order: Order<ContactCard>) =>
  ({ ASC: order, DESC: { ...order, direction: 'desc' } }) as const;
const ORDERS = { NAME: bothWays(BY_NAME), REGISTERED: bothWays(BY_REGISTRATION) };

const isWanted =
  (partnerId: string, { flavor, role, namePrefix, managerId, status }: PartnerContactsFilter): PickRows =>
  (rows, rowsOf) => {
    let wanted = rows.where('row.partner_id', '=', partnerId);
    if (flavor !== undefined) wanted = wanted.where('row.flavor', '=', flavor);
    if (managerId !== undefined) wanted = wanted.where('row.manager_id', '=', managerId);
    if (status !== undefined) wanted = wanted.where('row.access_status', '=', status);
    if (role !== undefined) {
      const holders = rowsOf(contactRoles)
        .where('row.partner_id', '=', partnerId)
        .where('row.role_code', '=', role);
      wanted = wanted.where('row.key', 'in', holders.select('row.contact_id'));
    }
    if (namePrefix === undefined || sortText(namePrefix) === '') return wanted;
    const prefix = sortText(namePrefix);
    return wanted.where(({ or }) => or([startsWith('name_sort', prefix), startsWith('given_sort', prefix)]));
  };

/** The projected counter of such a list, where no other filter than the flavor restricts it. */
const tallyFor = (partnerId: string, { flavor, ...others }: PartnerContactsFilter): string | undefined => {
  if (Object.values(others).some((value) => value !== undefined)) return undefined;
  return flavor === undefined ? `partner:${partnerId}` : `partner:${partnerId}:flavor:${flavor}`;
};
