import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Info, Query, Resolver } from 'type-graphql';
import { searchContacts } from '../../../projections/contact-list/queries';
import type { Context } from '../context';
import { SEARCH_WORDS } from '../inputs/bounds';
import { IdField, TextField } from '../inputs/fields';
import { ReadPageArgs } from '../inputs/read-args';
import { present } from '../present';
import { visibleContactPage } from '../read/contact-page';
import { sees } from '../read/sees';
import { viewOf } from '../read/view';
import { visibleContacts } from '../read/visible-to';
import type { ConnectionOf } from '../types/connection-of';
import type { Contact } from '../types/contact';
import { ContactConnection } from '../types/contact-connection';

/** Arguments of `contactSearch`. */
@ArgsType()
export class ContactSearchArgs extends ReadPageArgs {
  @TextField('Each word must be the beginning of a word in name, title or e-mail address.', SEARCH_WORDS)
  declare readonly words: string;

  @IdField(
    'Only contacts of this partner organization; a partner’s people find those of their own in any case.',
    {
      nullable: true,
    },
  )
  readonly partnerId?: string | null;
}

/** The query `contactSearch`. */
@Resolver()
export class ContactSearchQuery {
  @Query(() => ContactConnection, { description: 'Contacts found by words, best first.' })
  async contactSearch(
    @Args(() => ContactSearchArgs) args: ContactSearchArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionOf<Contact>> {
    const view = await viewOf(context, args);
    const question = { words: args.words, ...present({ partnerId: args.partnerId }) };
    const { partnerId } = question;
    let isHidden = false;
    const found = await visibleContactPage(context, view, args, (page, viewer) => {
      isHidden = partnerId !== undefined && !sees(viewer, 'contact', { partnerOrganizationId: partnerId });
      const search = { ...question, page, visible: visibleContacts(viewer) };
      return searchContacts(context.liaison.models, search, view.snapshot);
    });
    if (isHidden && partnerId !== undefined) context.loaders.hide(partnerId, partnerId, info.path);
    // That words match tells what somebody is called, whichever fields are asked for.
    for (const { id } of found.nodes) context.use?.read(info.path, id);
    return found;
  }
}
