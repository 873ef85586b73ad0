import type { ContactCard } from '../../../projections/contact-list/contact-card';
import type { Page, PageRequest } from '../../../projections/page';
import type { Context } from '../context';
import type { PageArgs } from '../inputs/read-args';
import { type ConnectionOf, connectionFrom, noPage } from '../types/connection-of';
import type { Contact } from '../types/contact';
import { ContactConnection } from '../types/contact-connection';
import { pageOf } from './page-of';
import { sees } from './sees';
import type { View } from './view';

/**
 * A page of contacts of one partner organization (of any, where it is left out), as far as the actor may see
 * them.
 */
export const contactPage = async (
  { actor, loaders }: Context,
  view: View,
  args: PageArgs,
  partnerId: string | undefined,
  read: (page: PageRequest) => Promise<Page<ContactCard>>,
): Promise<ConnectionOf<Contact>> => {
  const page = sees(actor, 'contact', partnerId) ? await read(pageOf(args)) : noPage;
  return connectionFrom(ContactConnection, page, args, view, (card) => loaders.visibleContact(view, card));
};
