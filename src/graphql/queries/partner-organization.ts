import { Args, ArgsType, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { IdField } from '../inputs/fields';
import { ReadArgs } from '../inputs/read-args';
import { viewOf } from '../read/view';
import { PartnerOrganization } from '../types/partner-organization';

/** Arguments of `partnerOrganization`. */
@ArgsType()
export class PartnerOrganizationArgs extends ReadArgs {
  @IdField('The partner organization.')
  declare readonly id: string;
}

/** The query `partnerOrganization`. */
@Resolver()
export class PartnerOrganizationQuery {
  @Query(() => PartnerOrganization, {
    nullable: true,
    description: 'One partner organization; null where there is none, or it is not visible.',
  })
  async partnerOrganization(
    @Args(() => PartnerOrganizationArgs) args: PartnerOrganizationArgs,
    @Ctx() context: Context,
  ): Promise<PartnerOrganization | undefined> {
    return context.loaders.partnerOrganization(await viewOf(context, args), args.id);
  }
}
