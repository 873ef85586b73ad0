import { Args, ArgsType, Ctx, Query, Resolver } from 'type-graphql';
import { searchContacts } from '../../../projections/contact-list/queries';
import { mayRead } from '../../auth/policy';
import type { Context } from '../context';
import { SEARCH_WORDS } from '../inputs/bounds';
import { IdField, TextField } from '../inputs/fields';
import { ReadPageArgs } from '../inputs/read-args';
import { actorOf } from '../outcomes/send-command';
import { present } from '../present';
import { contactPage } from '../read/contact-page';
import { viewOf } from '../read/view';
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
  ): Promise<ConnectionOf<Contact>> {
    const view = await viewOf(context, args);
    const within = present({ partnerId: args.partnerId ?? ownPartner(context) });
    return contactPage(context, view, args, within.partnerId, (page) =>
      searchContacts(context.liaison.models, { words: args.words, ...within, page }, view.snapshot),
    );
  }
}

/** Who may not see everything searches in its own organization. */
const ownPartner = (context: Context): string | undefined => {
  const actor = actorOf(context);
  return mayRead(actor, {}) ? undefined : actor.partnerOrganizationId;
};
