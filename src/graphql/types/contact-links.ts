import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { type Affiliation as Facts, partnerOf } from '../../../events';
import { contactList } from '../../../projections/contact-list/project';
import { reportsOf } from '../../../projections/contact-list/queries';
import { andThen, type Soon } from '../../../projections/soon';
import type { Context } from '../context';
import { PageArgs } from '../inputs/read-args';
import { contactPage } from '../read/contact-page';
import type { Again } from '../read/noted-reads';
import { pageName } from '../read/page-of';
import { sees, seesAccounts, type Viewer } from '../read/sees';
import type { View } from '../read/view';
import { Affiliation } from './affiliation';
import type { ConnectionOf } from './connection-of';
import { Contact } from './contact';
import { ContactConnection } from './contact-connection';
import { PartnerOrganization } from './partner-organization';

/** What a contact leads to, read in the state of the log that the contact itself was read in. */
@Resolver(() => Contact)
export class ContactLinks {
  @FieldResolver(() => PartnerOrganization, {
    nullable: true,
    description: 'The partner organization it belongs to.',
  })
  partnerOrganization(
    @Root() { card, view }: Contact,
    @Ctx() { loaders }: Context,
  ): Soon<PartnerOrganization | undefined> {
    const partnerId = partnerOf(card.standing);
    return partnerId === undefined ? undefined : loaders.partnerOrganization(view, partnerId);
  }

  @FieldResolver(() => [Affiliation], {
    description: 'The organizations it belongs to, partner and accounts, as far as they are visible.',
  })
  affiliations(@Root() { id, card, view }: Contact, @Ctx() context: Context): Soon<readonly Affiliation[]> {
    const { affiliations } = card.standing;
    return andThen(context.loaders.viewer(), (viewer) => {
      context.reads.note(
        `affiliations of ${id}`,
        visibility(viewer, affiliations),
        visibilityAgain(affiliations),
      );
      return shownTo(viewer, affiliations, view);
    });
  }

  @FieldResolver(() => Contact, { nullable: true, description: 'The resource it reports to.' })
  manager(@Root() { card, view }: Contact, @Ctx() { loaders }: Context): Soon<Contact | undefined> {
    const { managerId } = card.standing;
    return managerId === undefined ? undefined : loaders.contact(view, managerId);
  }

  @FieldResolver(() => Int, { description: 'How many resources report to it directly.' })
  reportCount(@Root() { id, view }: Contact, @Ctx() { loaders }: Context): Soon<number> {
    return loaders.tally(contactList, view, `manager:${id}`);
  }

  @FieldResolver(() => ContactConnection, {
    description: 'The resources that report to it directly, by name.',
  })
  reports(
    @Root() { id, card, view }: Contact,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Soon<ConnectionOf<Contact>> {
    const again = reportsAgain(id, partnerOf(card.standing), args);
    return context.reads.note(`reports to ${id} ${pageName(args)}`, again(context, view), again);
  }
}

const reportsAgain =
  (managerId: string, partnerId: string | undefined, args: PageArgs) =>
  (context: Context, view: View): Soon<ConnectionOf<Contact>> =>
    contactPage(context, view, args, partnerId, (page) =>
      reportsOf(context.liaison.models, managerId, page, view.snapshot),
    );

/** Which of them the viewer may see. */
const visibility = (viewer: Viewer | undefined, affiliations: readonly Facts[]): string =>
  affiliations.map((affiliation) => isVisible(viewer, affiliation)).join();

const visibilityAgain =
  (affiliations: readonly Facts[]): Again =>
  ({ loaders }) =>
    andThen(loaders.viewer(), (viewer) => visibility(viewer, affiliations));

const isVisible = (viewer: Viewer | undefined, { organizationKind, organizationId }: Facts): boolean =>
  organizationKind === 'ACCOUNT'
    ? seesAccounts(viewer)
    : sees(viewer, 'partnerOrganization', { partnerOrganizationId: organizationId });

const shownTo = (
  viewer: Viewer | undefined,
  affiliations: readonly Facts[],
  view: View,
): readonly Affiliation[] =>
  affiliations
    .filter((affiliation) => isVisible(viewer, affiliation))
    .map((affiliation) => view.shown(affiliation, Affiliation));
