import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { IdField } from '../inputs/fields';
import { ReadArgs } from '../inputs/read-args';
import { sees } from '../read/sees';
import { viewOf } from '../read/view';
import { PartnerHierarchy } from '../types/partner-hierarchy';

/** Arguments of `partnerHierarchy`. */
@ArgsType()
export class PartnerHierarchyArgs extends ReadArgs {
  @IdField('The partner organization.')
  declare readonly partnerId: string;
}

/** The query `partnerHierarchy`. */
@Resolver()
export class PartnerHierarchyQuery {
  @Query(() => PartnerHierarchy, {
    nullable: true,
    description:
      'Who reports to whom in a partner organization; null where there is none, or it is not visible.',
  })
  async partnerHierarchy(
    @Args(() => PartnerHierarchyArgs) args: PartnerHierarchyArgs,
    @Ctx() context: Context,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<PartnerHierarchy | undefined> {
    const { loaders } = context;
    const view = await viewOf(context, args);
    const organization = await loaders.partnerOrganization(view, args.partnerId, path);
    const isVisible = sees(await loaders.viewer(), 'partnerHierarchy', {
      partnerOrganizationId: args.partnerId,
    });
    if (organization && !isVisible) loaders.hide(args.partnerId, args.partnerId, path);
    return organization && isVisible ? new PartnerHierarchy(organization) : undefined;
  }
}
