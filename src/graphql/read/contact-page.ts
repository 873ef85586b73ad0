import type { ContactCard } from '../../../projections/contact-list/contact-card';
import type { Page, PageRequest } from '../../../projections/page';
import { andThen, type Soon } from '../../../projections/soon';
import type { Context } from '../context';
import type { PageArgs } from '../inputs/read-args';
import { type ConnectionOf, connectionFrom, noPage } from '../types/connection-of';
import type { Contact } from '../types/contact';
import { ContactConnection } from '../types/contact-connection';
import type { Path } from '../use-of-request';
import { cursorSeal } from './cursor-seal';
import { visibleContact } from './loaders';
import { pageOf } from './page-of';
import { sees, type Viewer } from './sees';
import type { View } from './view';

/** A page of contacts of one partner organization; none of them where the viewer may not see those. */
export const contactPage = (
  context: Context,
  view: View,
  args: PageArgs,
  partnerOrganizationId: string | undefined,
  read: (page: PageRequest) => Soon<Page<ContactCard>>,
  askedAt?: Path,
): Soon<ConnectionOf<Contact>> =>
  andThen(context.loaders.viewer(), (viewer) => {
    const isVisible = sees(viewer, 'contact', { partnerOrganizationId });
    if (!isVisible && partnerOrganizationId !== undefined)
      context.loaders.hide(partnerOrganizationId, partnerOrganizationId, askedAt);
    const found = isVisible ? read(pageOf(opened(context, args))) : noPage;
    return andThen(found, (page) => connection(context, viewer, view, args, page));
  });

/** A page of contacts of whatever organizations; `read` restricts it to those that the viewer may see. */
export const visibleContactPage = (
  context: Context,
  view: View,
  args: PageArgs,
  read: (page: PageRequest, viewer: Viewer | undefined) => Soon<Page<ContactCard>>,
): Soon<ConnectionOf<Contact>> =>
  andThen(context.loaders.viewer(), (viewer) =>
    andThen(read(pageOf(opened(context, args)), viewer), (page) =>
      connection(context, viewer, view, args, page),
    ),
  );

const connection = (
  { liaison }: Context,
  viewer: Viewer | undefined,
  view: View,
  args: PageArgs,
  page: Page<ContactCard>,
): ConnectionOf<Contact> => {
  const show = () =>
    connectionFrom(
      ContactConnection,
      page,
      args,
      view,
      (card) => visibleContact(viewer, view, card),
      (cursor) => cursorSeal(liaison).seal(cursor),
    );
  return viewer === undefined ? show() : view.pageFor(viewer, page, show);
};

/** The arguments with the cursor as the read models know it. */
const opened = ({ liaison }: Context, args: PageArgs): PageArgs =>
  typeof args.after === 'string' ? { ...args, after: cursorSeal(liaison).open(args.after) } : args;
