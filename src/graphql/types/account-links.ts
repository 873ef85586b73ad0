import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { accountContacts } from '../../../projections/account-contacts/queries';
import type { Soon } from '../../../projections/soon';
import type { Context } from '../context';
import { PageArgs } from '../inputs/read-args';
import { visibleContactPage } from '../read/contact-page';
import { seesAll, visibleContacts } from '../read/visible-to';
import { Account } from './account';
import type { ConnectionOf } from './connection-of';
import type { Contact } from './contact';
import { ContactConnection } from './contact-connection';

/** What an account leads to, read in the state of the log that the account itself was read in. */
@Resolver(() => Account)
export class AccountLinks {
  @FieldResolver(() => ContactConnection, { description: 'The contacts that belong to the account.' })
  contacts(
    @Root() { id, view }: Account,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Soon<ConnectionOf<Contact>> {
    return visibleContactPage(context, view, args, (page, viewer) => {
      const visible = seesAll(viewer, 'contact') ? undefined : visibleContacts(viewer);
      return accountContacts(context.liaison.models, id, page, view.snapshot, visible);
    });
  }
}
