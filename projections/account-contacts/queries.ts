import type { ContactCard } from '../contact-list/contact-card';
import { contactCards } from '../contact-list/queries';
import { readPage } from '../list';
import type { Page, PageRequest } from '../page';
import type { PickRows, ReadModels, Snapshot } from '../read-models';
import { type AccountContact, accountContactList } from './project';

/** The contacts of an account, in the order in which they were registered (their ids rise with time). */
export const accountContacts = async (
  models: ReadModels,
  accountId: string,
  page: PageRequest,
  at: Snapshot,
): Promise<Page<ContactCard>> => {
  const where: PickRows = (rows) => rows.where('row.account_id', '=', accountId);
  const question = { name: ['account', accountId], where, order: BY_CONTACT, tally: `account:${accountId}` };
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
