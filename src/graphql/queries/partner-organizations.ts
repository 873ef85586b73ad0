import { Args, ArgsType, Ctx, InputType, Query, Resolver } from 'type-graphql';
import type { OrganizationStatus } from '../../../events';
import { partnerOrganizations } from '../../../projections/partner-directory/queries';
import type { Context } from '../context';
import { IDENTITY_ID, NAME_PREFIX } from '../inputs/bounds';
import { IdField, InputField, NestedField, TextField } from '../inputs/fields';
import { ReadPageArgs } from '../inputs/read-args';
import { present } from '../present';
import { visiblePartner } from '../read/loaders';
import { pageOf } from '../read/page-of';
import { viewOf } from '../read/view';
import { seesAll, visiblePartners } from '../read/visible-to';
import { type ConnectionOf, connectionFrom } from '../types/connection-of';
import { OrganizationStatusEnum } from '../types/enums';
import type { PartnerOrganization } from '../types/partner-organization';
import { PartnerOrganizationConnection } from '../types/partner-organization-connection';

/** Which partner organizations are wanted. */
@InputType({
  description: 'Which partner organizations are wanted: those for which everything that is given holds.',
})
export class PartnerOrganizationFilter {
  @InputField(() => OrganizationStatusEnum, 'Organizations that stand so.', { nullable: true })
  readonly status?: OrganizationStatus | null;

  @TextField('Organizations whose name begins with this; case does not matter.', NAME_PREFIX, {
    nullable: true,
  })
  readonly namePrefix?: string | null;

  @TextField('Organizations that this employee looks after.', IDENTITY_ID, { nullable: true })
  readonly channelManagerId?: string | null;

  @IdField('Organizations that belong to this one.', { nullable: true })
  readonly parentId?: string | null;
}

/** Arguments of `partnerOrganizations`. */
@ArgsType()
export class PartnerOrganizationsArgs extends ReadPageArgs {
  @NestedField(() => PartnerOrganizationFilter, 'Which are wanted; all where left out.', { nullable: true })
  readonly filter?: PartnerOrganizationFilter | null;
}

/** The query `partnerOrganizations`. */
@Resolver()
export class PartnerOrganizationsQuery {
  @Query(() => PartnerOrganizationConnection, { description: 'Partner organizations by name.' })
  async partnerOrganizations(
    @Args(() => PartnerOrganizationsArgs) args: PartnerOrganizationsArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<PartnerOrganization>> {
    const view = await viewOf(context, args);
    const viewer = await context.loaders.viewer();
    const visible = seesAll(viewer, 'partnerOrganization') ? {} : { visible: visiblePartners(viewer) };
    const question = { ...present({ ...args.filter }), page: pageOf(args), ...visible };
    const page = await partnerOrganizations(context.liaison.models, question, view.snapshot);
    return connectionFrom(PartnerOrganizationConnection, page, args, view, (row) =>
      visiblePartner(viewer, view, row),
    );
  }
}
