import type { ContactCard } from '../contact-list/contact-card';
import { contactList } from '../contact-list/project';
import { contactCards } from '../contact-list/queries';
import { readPage } from '../list';
import type { Page, PageRequest } from '../page';
import type { PickRows, ReadModels, Snapshot } from '../read-models';
import { type AccountContact, accountContactList } from './project';

/**
 * The contacts of an account, in the order of their ids; only those whose cards `visible` picks, where it is
 * given.
 */
export const accountContacts = async (
  models: ReadModels,
  accountId: string,
  page: PageRequest,
  at: Snapshot,
  visible?: PickRows,
): Promise<Page<ContactCard>> => {
  const where: PickRows = (rows, rowsOf) => {
    const all = rows.where('row.account_id', '=', accountId);
    if (visible === undefined) return all;
    return all.where('row.contact_id', 'in', visible(rowsOf(contactList), rowsOf).select('row.key'));
  };
  const counter = visible === undefined ? { tally: `account:${accountId}` } : {};
  const question = { name: ['account', accountId], where, order: BY_CONTACT, ...counter };
  const { rows, ...rest } = await readPage(models, accountContactList, question, page, at);
  const cards = await contactCards(
    models,
    rows.map(({ row }) => row.contactId),
    at,
  );
  return {
    ...rest,
    rows: rows.flatMap(({ cursor }, index) => {
      const card = cards[index];
      return card === undefined ? [] : [{ row: card, cursor }];
    }),
  };
};

const BY_CONTACT = {
  column: 'contact_id',
  direction: 'asc' as const,
  of: ({ contactId }: AccountContact) => contactId,
};
