import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Flavor } from '../../../events';
import { contactList } from '../../../projections/contact-list/project';
import { partnerContacts } from '../../../projections/contact-list/queries';
import { andThen, type Soon } from '../../../projections/soon';
import type { Context } from '../context';
import { PageArgs } from '../inputs/read-args';
import { contactPage } from '../read/contact-page';
import type { Loaders } from '../read/loaders';
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
    @Ctx() { loaders }: Context,
  ): Soon<number> {
    const ofFlavor = flavor === undefined || flavor === null ? '' : `:flavor:${flavor}`;
    return counted(loaders, view, id, ofFlavor);
  }

  @FieldResolver(() => Int, {
    description:
      'How many of its contacts have active or suspended user access; 0 where they are not to be counted.',
  })
  activeUserCount(@Root() { id, view }: PartnerOrganization, @Ctx() { loaders }: Context): Soon<number> {
    return counted(loaders, view, id, ':active-users');
  }

  @FieldResolver(() => ContactConnection, {
    description: 'Its contacts by name; `partnerContacts` filters and sorts them.',
  })
  contacts(
    @Root() { id, view }: PartnerOrganization,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Soon<ConnectionOf<Contact>> {
    return contactPage(context, view, args, id, (page) =>
      partnerContacts(context.liaison.models, { partnerId: id, page }, view.snapshot),
    );
  }
}

/** A counter of the organization’s people: nothing for whoever may see the organization, but not count them. */
const counted = (loaders: Loaders, view: View, id: string, which: string): Soon<number> =>
  andThen(loaders.viewer(), (viewer) =>
    sees(viewer, 'countPeople', { partnerOrganizationId: id })
      ? loaders.tally(contactList, view, `partner:${id}${which}`)
      : 0,
  );
