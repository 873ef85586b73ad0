import { Args, Ctx, Field, ObjectType } from 'type-graphql';
import { topOfHierarchy } from '../../../projections/contact-list/queries';
import type { Soon } from '../../../projections/soon';
import type { Context } from '../context';
import { PageArgs } from '../inputs/read-args';
import { contactPage } from '../read/contact-page';
import { Position } from '../scalars/position';
import type { ConnectionOf } from './connection-of';
import { Contact } from './contact';
import { ContactConnection } from './contact-connection';
import { PartnerOrganization } from './partner-organization';

/** Who reports to whom in a partner organization, from the top. */
@ObjectType({
  simpleResolvers: true,
  description:
    'Who reports to whom in a partner organization: start at the top and follow `Contact.reports`.',
})
export class PartnerHierarchy {
  @Field(() => PartnerOrganization, { description: 'The partner organization.' })
  readonly organization: PartnerOrganization;

  @Field(() => Position, { description: 'Position in the log that this answer speaks of.' })
  readonly position: string;

  constructor(organization: PartnerOrganization) {
    this.organization = organization;
    this.position = organization.position;
  }

  @Field(() => Contact, {
    nullable: true,
    description: 'The resource that was appointed head; null: none was.',
  })
  head(@Ctx() { loaders }: Context): Soon<Contact | undefined> {
    const { row, view } = this.organization;
    return row.headId === undefined ? undefined : loaders.contact(view, row.headId);
  }

  @Field(() => ContactConnection, { description: 'The resources that report to nobody, by name.' })
  topLevel(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Soon<ConnectionOf<Contact>> {
    const { id, view } = this.organization;
    return contactPage(context, view, args, id, (page) =>
      topOfHierarchy(context.liaison.models, id, page, view.snapshot),
    );
  }
}
