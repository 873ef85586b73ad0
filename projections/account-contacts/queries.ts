import type { ContactCard } from '../contact-list/contact-card';
import { contactList } from '../contact-list/project';
import { contactCards } from '../contact-list/queries';
import { readPage } from '../list';
import type { Page, PageRequest, Placed } from '../page';
import type { PickRows, ReadModels, Snapshot } from '../read-models';
import { andThen, type Soon } from '../soon';
import { type AccountContact, accountContactList } from './project';

/**
 * The contacts of an account, in the order of their ids; only those whose cards `visible` picks, where it is
 * given.
 */
export const accountContacts = (
  models: ReadModels,
  accountId: string,
  page: PageRequest,
  at: Snapshot,
  visible?: PickRows,
): Soon<Page<ContactCard>> => {
  const question = {
    name: ['account', accountId],
    where: ((rows) => rows.where('row.account_id', '=', accountId)) satisfies PickRows,
    visible: visible && ofVisibleCards(visible),
    order: BY_CONTACT,
    tally: visible === undefined ? `account:${accountId}` : undefined,
  };
  return andThen(readPage(models, accountContactList, question, page, at), (found) => {
    const ids = found.rows.map(({ row }) => row.contactId);
    return andThen(contactCards(models, ids, at), (cards) => ({
      rows: found.rows.flatMap((placed, index) => {
        const card = cards[index];
        return card === undefined ? [] : [cardAt(card, placed)];
      }),
      hasNextPage: found.hasNextPage,
      get totalCount() {
        return found.totalCount;
      },
    }));
  });
};

const cardAt = (row: ContactCard, place: Placed<AccountContact>): Placed<ContactCard> => ({
  row,
  get cursor() {
    return place.cursor;
  },
});

const ofVisibleCards =
  (visible: PickRows): PickRows =>
  (rows, rowsOf) =>
    rows.where('row.contact_id', 'in', visible(rowsOf(contactList), rowsOf).select('row.key'));

const BY_CONTACT = {
  column: 'contact_id',
  direction: 'asc' as const,
  of: ({ contactId }: AccountContact) => contactId,
};
