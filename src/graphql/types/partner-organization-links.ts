import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Flavor } from '../../../events';
import { contactList } from '../../../projections/contact-list/project';
import { partnerContacts } from '../../../projections/contact-list/queries';
import { andThen, type Soon } from '../../../projections/soon';
import type { Context } from '../context';
import { PageArgs } from '../inputs/read-args';
import { contactPage } from '../read/contact-page';
import { pageName } from '../read/page-of';
import { sees } from '../read/sees';
import type { View } from '../read/view';
import type { ConnectionOf } from './connection-of';

import { Contact } from './contact';
import { ContactConnection } from './contact-connection';
import { FlavorEnum } from './enums';
import { PartnerOrganization } from './partner-organization';

/**
 * What a partner organization leads to, read in the state of the log that the organization itself was read
 * in.
 */
@Resolver(() => PartnerOrganization)
export class PartnerOrganizationLinks {
  @FieldResolver(() => PartnerOrganization, {
    nullable: true,
    description: 'The partner organization it belongs to.',
  })
  parent(
    @Root() { row, view }: PartnerOrganization,
    @Ctx() { loaders }: Context,
  ): Soon<PartnerOrganization | undefined> {
    return row.parentId === undefined ? undefined : loaders.partnerOrganization(view, row.parentId);
  }

  @FieldResolver(() => Contact, { nullable: true, description: 'The resource that heads its hierarchy.' })
  head(@Root() { row, view }: PartnerOrganization, @Ctx() { loaders }: Context): Soon<Contact | undefined> {
    return row.headId === undefined ? undefined : loaders.contact(view, row.headId);
  }

  @FieldResolver(() => Int, { description: 'How many contacts it has; 0 where they are not to be counted.' })
  contactCount(
    @Root() { id, view }: PartnerOrganization,
    @Arg('flavor', () => FlavorEnum, { nullable: true, description: 'Count only those of this flavor.' })
    flavor: Flavor | null | undefined,
    @Ctx() context: Context,
  ): Soon<number> {
    return counted(context, view, id, flavor === undefined || flavor === null ? '' : `:flavor:${flavor}`);
  }

  @FieldResolver(() => Int, {
    description:
      'How many of its contacts have active or suspended user access; 0 where they are not to be counted.',
  })
  activeUserCount(@Root() { id, view }: PartnerOrganization, @Ctx() context: Context): Soon<number> {
    return counted(context, view, id, ':active-users');
  }

  @FieldResolver(() => ContactConnection, {
    description: 'Its contacts by name; `partnerContacts` filters and sorts them.',
  })
  contacts(
    @Root() { id, view }: PartnerOrganization,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Soon<ConnectionOf<Contact>> {
    const again = contactsAgain(id, args);
    return context.reads.note(`contacts of ${id} ${pageName(args)}`, again(context, view), again);
  }
}

const contactsAgain =
  (partnerId: string, args: PageArgs) =>
  (context: Context, view: View): Soon<ConnectionOf<Contact>> =>
    contactPage(context, view, args, partnerId, (page) =>
      partnerContacts(context.liaison.models, { partnerId, page }, view.snapshot),
    );

/** A counter of the organization’s people: nothing for whoever may see the organization, but not count them. */
const counted = (context: Context, view: View, id: string, which: string): Soon<number> => {
  const again = countedAgain(id, which);
  return context.reads.note(`people of ${id}${which}`, again(context, view), again);
};

const countedAgain =
  (id: string, which: string) =>
  ({ loaders }: Context, view: View): Soon<number> =>
    andThen(loaders.viewer(), (viewer) =>
      sees(viewer, 'countPeople', { partnerOrganizationId: id })
        ? loaders.tally(contactList, view, `partner:${id}${which}`)
        : 0,
    );
